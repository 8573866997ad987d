import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '#commands'
import type { ChatPlatform } from '#core/chat'
import type { Store } from '#core/store'
import { parseLine } from '#core/usage'
import { importFolder } from '#intake/import'
import { change, type Made, made } from './support/briefings.ts'
import { delivering } from './support/delivering.ts'
import {
  type Message as DiscordMessage,
  buttonsOf as discordButtons,
  textOf as discordText,
} from './support/discord/index.ts'
import { shippedFolder } from './support/engine.ts'
import { eventually } from './support/eventually.ts'
import { temporaryFolder } from './support/folder.ts'
import { onDiscord } from './support/on-discord.ts'
import { onSlack } from './support/on-slack.ts'
import {
  type Message as SlackMessage,
  buttonsOf as slackButtons,
  textOf as slackText,
} from './support/slack/index.ts'

/** A reply as people see it, and what a press on it leads to. */
type Seen = { text: string; buttons: string[]; press(label: string): Promise<Seen> }

/** A channel with a reader and its manager, and what the bot writes to the reader alone. */
type Room = {
  store: Store
  platform: ChatPlatform
  asks(who: 'reader' | 'manager', line: string): Promise<Seen>
  told(who?: 'manager'): Seen[]
  violations(): unknown[]
}

const roomOnDiscord = async (folder: string): Promise<Room> => {
  const { discord, store, platform } = await onDiscord({ folder })
  const guild = discord.world.guild('Policy desk')
  const channel = discord.world.channel(guild, 'policy')
  const manager = discord.person({ name: 'Ada', permissions: ['ManageGuild'] })
  const reader = discord.person({ name: 'Ben' })
  const seenBy =
    (person: typeof reader) =>
    (message: DiscordMessage): Seen => ({
      text: discordText(message).replaceAll('\\', ''),
      buttons: discordButtons(message).map(({ label }) => `${label}`),
      async press(label) {
        const pressed = await person.press(message, label)
        await pressed.settled
        return seenBy(person)(pressed.messages.at(-1)!)
      },
    })
  return {
    store,
    platform,
    async asks(who, line) {
      const { command, options } = parseLine(line, commands)
      const person = who === 'reader' ? reader : manager
      const { messages } = await person.ask(channel, command.name, options)
      return seenBy(person)(messages.at(-1)!)
    },
    told(who) {
      const person = who === 'manager' ? manager : reader
      return discord.messages(person.dm).map(seenBy(person))
    },
    violations: () => discord.violations,
  }
}

const roomOnSlack = async (folder: string): Promise<Room> => {
  const { slack, team, store, platform } = await onSlack({ folder })
  const channel = slack.world.channel(team, 'policy')
  const manager = slack.person({ name: 'Ada', isAdmin: true })
  const reader = slack.person({ name: 'Ben' })
  const seenBy =
    (person: typeof reader) =>
    (message: SlackMessage): Seen => ({
      text: slackText(message),
      buttons: slackButtons(message).map(({ text }) => (text as { text: string }).text),
      async press(label) {
        const pressed = await person.press(message, label)
        await pressed.acked
        await eventually(async () => pressed.messages.length > 0)
        return seenBy(person)(pressed.messages.at(-1)!)
      },
    })
  return {
    store,
    platform,
    async asks(who, line) {
      const person = who === 'reader' ? reader : manager
      const { messages } = await person.ask(channel, line.replace(/^\//, '/sitrep '))
      return seenBy(person)(messages.at(-1)!)
    },
    told(who) {
      const person = who === 'manager' ? manager : reader
      return slack.messages(person.dm).map(seenBy(person))
    },
    violations: () => slack.violations,
  }
}

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const question = 'Who has counted the seals at Bergen?'

/** The briefings that are shipped, and one on seals. */
const briefings = (fields: Made = {}): string => {
  const folder = temporaryFolder()
  cpSync(shippedFolder, folder, { recursive: true })
  writeFileSync(
    join(folder, 'seals.md'),
    made({ slug: 'seals', title: 'Seals counted', ...fields }),
  )
  return folder
}

const page = { offset: 0, limit: 10, today: '2026-01-20', person: 'nobody' }

const nothingOnItsWay = ({ store }: Room) =>
  eventually(async () => {
    const { total } = await store.outbox.list({ states: ['planned', 'sending'] }, page)
    return total === 0
  })

describe.each([
  ['Discord', roomOnDiscord],
  ['Slack', roomOnSlack],
] as const)('a question for the editors on %s', (_, create) => {
  const asked = async (label: string) => {
    const room = await create(briefings())
    const preview = await room.asks('reader', `/requests send ${question}`)
    expect(preview.buttons.slice(0, 3)).toEqual([
      'Send without my name',
      'Send with my name',
      'Do not send',
    ])
    expect((await preview.press(label)).text).toContain('Sent to the editors of Policy desk')
    const open = await room.asks('manager', '/requests open')
    expect(open.text).toContain(question)
    const [request] = (await room.store.requests.open([await workspaceOf(room)], page)).items
    return { room, open, id: request!.id }
  }
  const workspaceOf = async ({ store }: Room): Promise<string> => {
    for await (const { table, row } of store.records())
      if (table === 'request') return `${row.workspace}`
    return 'none'
  }

  it('is answered once, in direct messages, with the briefing', async () => {
    const { room, open, id } = await asked('Send without my name')
    expect(open.text).toContain('asked without a name')
    expect(open.text).not.toContain('Ben')
    const before = room.told().length
    delivering({ store: room.store, platforms: [room.platform], log })
    const said = await room.asks('manager', `/requests answer request:${id} briefing:seals`)
    expect(said.text).toContain('Whoever asked is told by direct message.')
    await room.asks('manager', `/requests answer request:${id} briefing:seals`)
    await nothingOnItsWay(room)
    const told = room.told().slice(before)
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toMatch(/TLP:CLEAR.*A briefing answers your question/s)
    expect(told[0]?.text).toContain(question)
    expect(told[0]?.text).toContain('Seals counted')
    expect(told[0]?.buttons).toEqual(['Read it'])
    const { items } = await room.store.outbox.list({}, page)
    expect(items).toMatchObject([{ cause: 'answer', causeId: id, state: 'sent' }])
    expect(room.violations()).toEqual([])
  })

  it('is told of to who watches, taken in hand and given back', async () => {
    const room = await create(briefings())
    expect((await room.asks('manager', '/watch requests on')).text).toContain('You are told')
    await (await room.asks('reader', `/requests send ${question}`)).press('Send with my name')
    delivering({ store: room.store, platforms: [room.platform], log })
    await nothingOnItsWay(room)
    const [told, ...others] = room.told('manager')
    expect(others).toEqual([])
    expect(told?.text).toContain('A question for the editors')
    expect(told?.text).not.toMatch(/Bergen|Ben/)
    const list = await room.asks('manager', '/requests open')
    const take = list.buttons.find((label) => label.startsWith('Take '))!
    const taken = await list.press(take)
    expect(taken.text).toContain('is yours.')
    expect((await room.asks('manager', '/requests open')).text).toContain('taken by you')
    expect((await taken.press('Give it back')).text).toContain('is free again')
    const again = await (await room.asks('manager', '/requests open')).press(take)
    expect(again.text).toContain('is yours.')
    const same = await room.asks('reader', `/requests send ${question}`)
    expect((await same.press('Send with my name')).text).toContain('An editor is on it.')
    expect(room.violations()).toEqual([])
  })

  it('names whoever wants to be named, and tells them why it was closed', async () => {
    const { room, open, id } = await asked('Send with my name')
    expect(open.text).toContain('asked by Ben')
    const before = room.told().length
    delivering({ store: room.store, platforms: [room.platform], log })
    await room.asks('manager', `/requests close request:${id} why:"We count no seals"`)
    await nothingOnItsWay(room)
    expect(
      room
        .told()
        .slice(before)
        .map(({ text }) => text),
    ).toEqual([expect.stringMatching(/The editors closed your question.*We count no seals/s)])
    expect(room.violations()).toEqual([])
  })

  it('is answered with the briefing as it stands when the message goes out', async () => {
    const { room, id } = await asked('Send without my name')
    const before = room.told().length
    await room.asks('manager', `/requests answer request:${id} briefing:seals`)
    const changes = [change(2, 'correction', '2026-01-16')]
    await importFolder(room.store, briefings({ title: 'Seals counted anew', changes }))
    delivering({ store: room.store, platforms: [room.platform], log })
    await nothingOnItsWay(room)
    expect(
      room
        .told()
        .slice(before)
        .map(({ text }) => text),
    ).toEqual([expect.stringContaining('Seals counted anew')])
  })

  it('is not answered with what was closed to the asker meanwhile', async () => {
    const { room, id } = await asked('Send without my name')
    const before = room.told().length
    await room.asks('manager', `/requests answer request:${id} briefing:seals`)
    const changes = [change(2, 'correction', '2026-01-16')]
    await importFolder(room.store, briefings({ tlp: 'TLP:AMBER', changes }))
    delivering({ store: room.store, platforms: [room.platform], log })
    await nothingOnItsWay(room)
    expect(room.told()).toHaveLength(before)
    expect((await room.store.outbox.list({}, page)).items).toMatchObject([{ state: 'cancelled' }])
  })

  it('is seen by editors and managers only', async () => {
    const { room, id } = await asked('Send without my name')
    for (const line of ['/requests open', '/requests gaps', `/requests close request:${id}`])
      expect((await room.asks('reader', line)).text).toContain('role set')
    expect(await room.store.requests.find(id)).toMatchObject({ state: 'open' })
  })
})
