/**
 * Draws the pictures in this folder again, from what the whole program sends to a Discord and a Slack on
 * loopback:
 *
 *     node docs/pictures/draw.ts
 *
 * Wants `npm ci`, a `chromium` (another name or path goes into CHROMIUM), `pngquant`, and the font Noto
 * Sans; on Debian: `apt install chromium pngquant fonts-noto-core`. Each picture shows a phone of 390 by
 * 844 points twice: where the message begins, and where it ends.
 */
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '#src/app'
import { readConfig } from '#src/config'
import { createLog } from '#src/log'
import { type Discord, startDiscord } from '../../tests/support/discord/index.ts'
import { type Slack, startSlack, type Team } from '../../tests/support/slack/index.ts'
import { discordPage } from './discord-page.ts'
import { photograph } from './photograph.ts'
import { slackPage } from './slack-page.ts'

const here = import.meta.dirname
const subject = 'nato-exercise-bergen'

/** Pages of HTML, by the picture's name. */
type Pages = Record<string, string>

/** What Ben sees of his `/brief`, and what everybody sees once he has pressed Share here. */
const onDiscord = async (discord: Discord): Promise<Pages> => {
  const channel = discord.world.channel(discord.world.guild('Policy desk'), 'policy')
  const reader = discord.person({ name: 'Ben' })
  const { messages } = await reader.ask(channel, 'brief', { subject })
  const [answer] = messages
  if (!answer) throw new Error('the briefing was not shown on Discord')
  await reader.press(answer, 'Share here')
  const shared = await discord.until(() => discord.messages(channel)[0], 'the shared briefing')
  return { 'briefing-on-a-phone': discordPage(answer), 'shared-in-a-channel': discordPage(shared) }
}

/** What Ben sees of his `/sitrep brief`. */
const onSlack = async (slack: Slack, desk: Team): Promise<Pages> => {
  const channel = slack.world.channel(desk, 'policy')
  const reader = slack.person({ name: 'Ben' })
  const { messages } = await reader.ask(channel, `/sitrep brief ${subject}`)
  const [answer] = messages
  if (!answer) throw new Error('the briefing was not shown on Slack')
  return { 'briefing-on-slack': slackPage(answer) }
}

using scratch = mkdtempDisposableSync(join(tmpdir(), 'sitrep-pictures-'))
const discord = await startDiscord()
const slack = await startSlack()
const desk = slack.world.team('Policy desk')
const config = readConfig({
  DATABASE_URL: `file:${join(scratch.path, 'sitrep.db')}`,
  BRIEFINGS_DIR: join(here, '../../briefings'),
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.api,
  SLACK_BOT_TOKEN: desk.token,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.api,
})
const app = await openApp(config, createLog({ level: 'warn', secrets: config.secrets }))
await app.load()
await app.connect((error) => {
  throw error
})
const pages = { ...(await onDiscord(discord)), ...(await onSlack(slack, desk)) }
await app.stop()
await Promise.all([discord.stop(), slack.stop()])
for (const [name, page] of Object.entries(pages))
  photograph(page, scratch.path, join(here, `${name}.png`))
