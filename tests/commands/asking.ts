import { commands } from '#commands'
import type { Asker, ChatPlatform, Door } from '#core/chat'
import type { ChannelFacts, Workspace } from '#core/places'
import type { Form, Inline, Invoked, Reply } from '#core/reply'
import { parseLine } from '#core/usage'
import type { Postable } from '#core/writing'
import { createDoor } from '#engine/door'
import { pen } from '#intake/pen'
import { asReply, type Running, running } from '../support/engine.ts'

export const now = '2026-11-24T09:00:00Z'
export const person = 'discord:1'
export const closed: ChannelFacts = {
  workspace: 'team',
  name: '#policy',
  room: 'policy',
  roomName: '#policy',
  missing: [],
}

/** What the platform says at this moment; a test changes it as it goes. */
export type World = {
  facts: ChannelFacts | undefined
  manages: boolean
  isDirect: boolean
  /** Every workspace that the bot is in, and those of them that the asker is in. */
  workspaces: Workspace[]
  joined: string[]
  hints: string[]
  /** Who asks, and who edits everywhere. */
  person: string
  name: string
  editors: string[]
  /** What members are called. */
  members: Record<string, string>
  /** Channels that they may post in. */
  channels: Postable[]
  /** What people are called, and what was written down. */
  /** Who is a member of nothing. */
  strangers: string[]
  platform: string
}

export type AsAsked = Running & {
  world: World
  say(line: string): Promise<Reply>
  run(invoked: Invoked): Promise<Reply | Form>
  press(reply: Reply, label: string): Promise<Reply>
  suggested(typed: string, wish?: { command: string; option: string }): Promise<string[]>
  faults(invoked: Invoked): Promise<Record<string, readonly Inline[]>>
}

/** The real engine behind its real door, asked from a channel or a direct message. */
export const asked = async (beginning: Partial<World> = {}, folder?: string): Promise<AsAsked> => {
  const parts = await running({ now, ...(folder !== undefined && { folder }) })
  const world: World = {
    facts: closed,
    manages: true,
    isDirect: false,
    workspaces: [],
    joined: [],
    hints: [],
    person,
    name: 'Ada',
    editors: [],
    members: { 'discord:1': 'Ada', 'discord:2': 'Ben', 'discord:3': 'Cleo' },
    channels: [],
    strangers: [],
    platform: 'test',
    ...beginning,
  }
  const door = doorTo(parts, world)
  const runs = async (invoked: Invoked) => (await door.run(invoked, askerIn(world))).reply
  const run = async (invoked: Invoked) => asReply(await runs(invoked))
  return {
    ...parts,
    world,
    say(line) {
      const { command, options } = parseLine(line, commands)
      return run({ command: command.name, options })
    },
    run: runs,
    press: (reply, label) => run(invokedBy(reply, label)),
    faults: async (invoked) => (await door.faults?.(invoked, askerIn(world))) ?? {},
    async suggested(typed, of = { command: 'workspace use', option: 'workspace' }) {
      return (await door.suggest({ ...of, typed }, askerIn(world))).map((choice) => choice.label)
    },
  }
}

const askerIn = ({ isDirect, manages, person, name }: World): Asker => ({
  workspace: isDirect ? '' : 'team',
  channel: isDirect ? 'dm' : 'policy',
  person,
  name,
  isDirect,
  manages,
  mayPost: true,
})

const doorTo = ({ engine, store }: Running, world: World): Door =>
  createDoor({
    engine,
    store,
    platform: platformOf(world),
    commands,
    managers: [],
    editors: world.editors,
    pen,
    zone: 'Europe/Brussels',
    now: () => Temporal.Instant.from(now),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })

/** As much of a platform as these commands reach. */
const platformOf = (world: World): ChatPlatform => {
  const isMember = (id: string) => world.joined.includes(id)
  const holds = ({ id, name }: Workspace, typed: string) =>
    id === typed || name.toLowerCase().includes(typed.trim().toLowerCase())
  const reached: Partial<ChatPlatform> = {
    name: world.platform,
    hints: world.hints,
    channelFacts: async () => world.facts,
    workspace: async (id) => world.workspaces.find((one) => one.id === id),
    isMember: async (id, one) => isMember(id) && !world.strangers.includes(one),
    memberName: async (_, one) => world.members[one],
    channels: async () => world.channels,
    memberships: async (_, typed) =>
      world.workspaces.filter((one) => isMember(one.id) && holds(one, typed)),
  }
  return reached as ChatPlatform
}

const invokedBy = ({ blocks }: Reply, label: string): Invoked => {
  const shown = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  const found = shown.find((button) => button.label === label)
  if (!found) throw new Error(`no button "${label}" among ${shown.map((one) => one.label)}`)
  return found
}
