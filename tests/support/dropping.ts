import { onTestFinished } from 'vitest'
import type { ChatPlatform } from '#core/chat'
import type { Dropping, People } from '../contracts/dropped.ts'
import { type Discord, startDiscord, textOf as textOnDiscord } from './discord/index.ts'
import { onDiscord } from './on-discord.ts'
import { inTeam } from './on-slack.ts'
import { serving } from './serving.ts'
import { type Slack, startSlack, type Team, textOf as textOnSlack } from './slack/index.ts'

const ids = { editor: '900000000000000001', reader: '900000000000000002' }
const discordEditor = `discord:${ids.editor}`

type On = { platform: ChatPlatform; again(): Promise<ChatPlatform> }

const awayFrom =
  ({ platform, again }: On) =>
  async <T>(act: () => Promise<T>): Promise<T> => {
    await platform.stop()
    const done = await act()
    await again()
    return done
  }

const peopleOnDiscord = (discord: Discord): People => {
  const guild = [...discord.world.guilds.values()][0] ?? discord.world.guild('Policy desk')
  const editor = discord.person({ name: 'Ada', id: ids.editor, waits: false })
  const reader = discord.person({ name: 'Ben', id: ids.reader, waits: false })
  for (const { user } of [editor, reader]) discord.world.join(guild, user)
  const said = (answers: Parameters<typeof textOnDiscord>[0][]): string[] =>
    answers.map((one) => textOnDiscord(one).replaceAll('\\', ''))
  let newest: Awaited<ReturnType<typeof editor.say>>
  return {
    async send(files, { text = '', as, answers = 1 } = {}) {
      const by = as === 'reader' ? reader : editor
      await discord.until(() => discord.gateway.isUp)
      newest = await by.say(by.dm, text, { files })
      await discord.until(() => newest.answers.length >= answers, `${answers} answers`)
      return said(newest.answers)
    },
    async sendOff(files) {
      const sent = await editor.say(editor.dm, '', { files })
      return { answers: () => said(sent.answers) }
    },
    async press(label) {
      const { messages } = await (await editor.press(newest.answers.at(-1)!, label)).settled
      return said(messages).join('\n')
    },
    fail: (what, fault) =>
      discord.fail(
        what === 'file' ? 'GET attachments/:channel/:id/:name' : 'POST channels/:id/messages',
        fault,
      ),
    mend: discord.mend,
    asked: () => discord.requests.filter(({ path }) => path.includes('attachments/')).length,
    complaints: () => discord.violations,
  }
}

export const droppingOnDiscord: Dropping = {
  async here() {
    const on = await onDiscord({ editors: [discordEditor] })
    const { discord, store } = on
    const people = peopleOnDiscord(discord)
    const [guild] = discord.world.guilds.keys()
    for (const id of Object.values(ids)) await store.people.use(`discord:${id}`, guild)
    return { ...people, store, away: awayFrom(on) }
  },
  async served() {
    const discord = await startDiscord()
    onTestFinished(() => discord.stop())
    const people = peopleOnDiscord(discord)
    const product = serving(discord, { SITREP_EDITORS: discordEditor })
    const begun = await product.start()
    await people.send([], { text: '/workspace use Policy desk' })
    await begun.stop()
    return { ...people, product }
  },
}

const team = 'T0POLICY001'
const slackEditor = `slack:${team}/U0EDITOR001`

const peopleOnSlack = (slack: Slack, of: Team): People => {
  const editor = slack.person({ name: 'Ada', id: 'U0EDITOR001', team: of, waits: false })
  const reader = slack.person({ name: 'Ben', id: 'U0READER001', team: of })
  let newest: Awaited<ReturnType<typeof editor.say>>
  return {
    async send(files, { text = '', as, answers = 1 } = {}) {
      const by = as === 'reader' ? reader : editor
      await slack.until(() => slack.wire.isUp)
      newest = await by.say(by.dm, text, { files })
      await slack.until(() => newest.answers.length >= answers, `${answers} answers`)
      return newest.answers.map(textOnSlack)
    },
    async sendOff(files) {
      const sent = await editor.say(editor.dm, '', { files })
      return { answers: () => sent.answers.map(textOnSlack) }
    },
    async press(label) {
      const pressed = newest.answers.at(-1)!
      await editor.press(pressed, label)
      const now = () => slack.messages(editor.dm).map(textOnSlack).join('\n')
      await slack.until(() => now().includes('Published'))
      return now()
    },
    fail: (what, fault) => slack.fail(what === 'file' ? 'file' : 'chat.postMessage', fault),
    mend: slack.mend,
    asked: () => slack.requests.filter(({ method }) => method === 'file').length,
    complaints: () => slack.violations,
  }
}

export const droppingOnSlack: Dropping = {
  async here() {
    const on = await inTeam({ team: { id: team }, editors: [slackEditor] })
    return { ...peopleOnSlack(on.slack, on.team), store: on.store, away: awayFrom(on) }
  },
  async served() {
    const slack = await startSlack()
    onTestFinished(() => slack.stop())
    const of = slack.world.team('Policy desk', { id: team })
    return {
      ...peopleOnSlack(slack, of),
      product: serving(slack, { SITREP_EDITORS: slackEditor }),
    }
  },
}
