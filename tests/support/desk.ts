import { commands } from '#commands'
import type { ChatPlatform } from '#core/chat'
import type { Invoked } from '#core/reply'
import type { Store } from '#core/store'
import { parseLine } from '#core/usage'
import { delivering } from './delivering.ts'
import {
  type Fault as DiscordFault,
  type Message as DiscordMessage,
  buttonsOf as discordButtons,
  textOf as discordText,
} from './discord/index.ts'
import { shippedFolder } from './engine.ts'
import { onDiscord } from './on-discord.ts'
import { onSlack } from './on-slack.ts'
import {
  type Fault as SlackFault,
  type Message as SlackMessage,
  buttonsOf as slackButtons,
  textOf as slackText,
} from './slack/index.ts'

/** A message as people see it, and what they can press on it. */
export type Seen = {
  text: string
  buttons: string[]
  /** As the manager; resolves once it is taken. */
  press(label: string): Promise<void>
}

/** A channel called #policy on one platform, its manager, and digests going out there. */
export type Desk = {
  store: Store
  platform: ChatPlatform
  /** The channel as the platform is told of it. */
  channel: string
  workspace: string
  manager: string
  /** Types a command in the channel, or alone with the bot. */
  ask(line: string, where?: 'alone'): Promise<Seen>
  /** The line that one would type for this. */
  write(invoked: Invoked): string
  /** What stands in the channel for all to see, and what stands in threads there. */
  posted(): Seen[]
  threaded(): Seen[]
  /** What the bot has written to the manager alone. */
  told(): Seen[]
  /** Makes the next posts go wrong, and lists nothing when what was posted is looked for. */
  fail(fault: DiscordFault & SlackFault): void
  hideHistory(): void
  lockOut(): void
  letIn(): void
  violations(): unknown[]
  /** All that the bot has sent there so far, whatever for, as it came. */
  sent(): string[]
  logged: Record<string, unknown>[]
}

export type DeskWish = {
  now?: () => Temporal.Instant
  folder?: string
  clockOffsetMs?: () => number
  managers?: string[]
}

/** Planner and senders beside a desk; one heartbeat at a time. */
export const withDelivery = (desk: Desk, noticeAfterMs?: number) => {
  const { store, platform, logged } = desk
  const note = (fields: Record<string, unknown>, message: string) =>
    void logged.push({ ...fields, message })
  const log = { info: note, warn: note, error: note }
  return delivering({
    store,
    platforms: [platform],
    log,
    ...(noticeAfterMs !== undefined && { noticeAfterMs }),
  })
}

export const deskOnDiscord = async (wish: DeskWish = {}): Promise<Desk> => {
  const on = await onDiscord({ folder: shippedFolder, ...wish })
  const { discord, store, platform, logged } = on
  const guild = discord.world.guild('Policy desk')
  const channel = discord.world.channel(guild, 'policy')
  const person = discord.person({ name: 'Ada', permissions: ['ManageGuild'] })
  const seen = (message: DiscordMessage): Seen => ({
    text: discordText(message).replaceAll('\\', ''),
    buttons: discordButtons(message).map(({ label }) => `${label}`),
    async press(label) {
      await (await person.press(message, label)).settled
    },
  })
  const threads = () =>
    [...discord.world.channels.values()].filter(({ parent }) => parent === channel)
  return {
    store,
    platform,
    channel: channel.id,
    workspace: guild.id,
    manager: `discord:${person.user.id}`,
    logged,
    async ask(line, where) {
      const { command, options } = parseLine(line, commands)
      const at = where === 'alone' ? person.dm : channel
      const { messages } = await person.ask(at, command.name, options)
      return seen(messages.at(-1)!)
    },
    write: (invoked) => on.engine.write(invoked),
    posted: () => discord.messages(channel).map(seen),
    threaded: () => threads().flatMap((thread) => discord.messages(thread).map(seen)),
    told: () => discord.messages(person.dm).map(seen),
    fail: (fault) => void discord.fail('POST channels/:channel/messages', fault),
    hideHistory: () =>
      discord.world.changeChannel(channel, {
        overwrites: [{ for: discord.world.botRole(guild), deny: ['ReadMessageHistory'] }],
      }),
    lockOut: () =>
      discord.world.changeChannel(channel, {
        overwrites: [{ for: discord.world.botRole(guild), deny: ['SendMessages'] }],
      }),
    letIn: () => discord.world.changeChannel(channel, { overwrites: [] }),
    violations: () => discord.violations,
    sent: () => [...discord.requests, ...discord.acks].map((one) => JSON.stringify(one)),
  }
}

export const deskOnSlack = async (wish: DeskWish = {}): Promise<Desk> => {
  const on = await onSlack({ folder: shippedFolder, ...wish })
  const { slack, store, platform, team, logged } = on
  const channel = slack.world.channel(team, 'policy')
  const person = slack.person({ name: 'Ada', isAdmin: true })
  const seen = (message: SlackMessage): Seen => ({
    text: slackText(message),
    buttons: slackButtons(message).map(({ text }) => (text as { text: string }).text),
    async press(label) {
      const pressed = await person.press(message, label)
      // Alone with the bot, what answers a press is a message of its own.
      await pressed.acked
    },
  })
  const all = () => slack.messages(channel)
  return {
    store,
    platform,
    channel: `${team.id}/${channel.id}`,
    workspace: team.id,
    manager: `slack:${team.id}/${person.user.id}`,
    logged,
    async ask(line, where) {
      const at = where === 'alone' ? person.dm : channel
      const { messages } = await person.ask(at, line.replace(/^\//, '/sitrep '))
      return seen(messages.at(-1)!)
    },
    write: (invoked) => on.engine.write(invoked),
    posted: () =>
      all()
        .filter(({ threadTs }) => threadTs === undefined)
        .map(seen),
    threaded: () =>
      all()
        .filter(({ threadTs }) => threadTs !== undefined)
        .map(seen),
    told: () => slack.messages(person.dm).map(seen),
    fail: (fault) => void slack.fail('chat.postMessage', fault),
    hideHistory: () =>
      void slack.fail(['conversations.history', 'conversations.replies'], {
        error: 'missing_scope',
        times: Number.POSITIVE_INFINITY,
      }),
    lockOut: () => slack.world.leave(channel, team.bot as never),
    letIn: () => slack.world.enter(channel, team.bot as never),
    violations: () => slack.violations,
    sent: () => [...slack.requests, ...slack.acks].map((one) => JSON.stringify(one)),
  }
}
