/**
 * Draws the pictures in this folder again, from what the whole program sends to a Discord on loopback:
 *
 *     node docs/pictures/draw.ts
 *
 * Wants `npm ci`, a `chromium` (another name or path goes into CHROMIUM), `pngquant`, and the font Noto
 * Sans; on Debian: `apt install chromium pngquant fonts-noto-core`. Each picture shows a phone of 390 by
 * 844 points twice: where the message begins, and where it ends.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '#src/app'
import { readConfig } from '#src/config'
import { createLog } from '#src/log'
import { type Discord, type Message, startDiscord } from '../../tests/support/discord/index.ts'
import { page } from './page.ts'

const here = import.meta.dirname
const chromium = process.env.CHROMIUM ?? 'chromium'

/** What Ben sees of his `/brief`, and what everybody sees once he has pressed Share here. */
const shownOn = async (discord: Discord): Promise<Record<string, Message>> => {
  const channel = discord.world.channel(discord.world.guild('Policy desk'), 'policy')
  const reader = discord.person({ name: 'Ben' })
  const { messages } = await reader.ask(channel, 'brief', { subject: 'nato-exercise-bergen' })
  const [answer] = messages
  if (!answer) throw new Error('the briefing was not shown')
  await reader.press(answer, 'Share here')
  const shared = await discord.until(() => discord.messages(channel)[0], 'the shared briefing')
  return { 'briefing-on-a-phone': answer, 'shared-in-a-channel': shared }
}

const photograph = (html: string, folder: string, picture: string): void => {
  const source = join(folder, 'page.html')
  writeFileSync(source, html)
  // Chromium starts no sandbox for root, and what is drawn here is our own.
  const quietly = ['--headless', '--no-sandbox', '--hide-scrollbars']
  const size = ['--window-size=820,864', '--force-device-scale-factor=2']
  const into = ['--default-background-color=00000000', `--screenshot=${picture}`]
  execFileSync(chromium, [...quietly, ...size, ...into, `file://${source}`], { stdio: 'ignore' })
  execFileSync('pngquant', ['--force', '--strip', '--ext=.png', '32', picture])
}

using scratch = mkdtempDisposableSync(join(tmpdir(), 'sitrep-pictures-'))
const discord = await startDiscord()
const config = readConfig({
  DATABASE_URL: `file:${join(scratch.path, 'sitrep.db')}`,
  BRIEFINGS_DIR: join(here, '../../briefings'),
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.api,
})
const app = await openApp(config, createLog({ level: 'warn', secrets: config.secrets }))
await app.load()
await app.connect((error) => {
  throw error
})
const shown = await shownOn(discord)
await app.stop()
await discord.stop()
for (const [name, message] of Object.entries(shown))
  photograph(page(message), scratch.path, join(here, `${name}.png`))
