import { commands } from '#commands'
import type { ChatPlatform } from '#core/chat'
import type { Store } from '#core/store'
import { parseLine } from '#core/usage'
import { delivering } from './delivering.ts'
import {
  type Interaction as DiscordInteraction,
  type Person as DiscordPerson,
  buttonsOf as discordButtons,
  textOf as discordText,
} from './discord/index.ts'
import { shippedFolder } from './engine.ts'
import { eventually } from './eventually.ts'
import { onDiscord } from './on-discord.ts'
import { onSlack } from './on-slack.ts'
import {
  type Interaction as SlackInteraction,
  type Person as SlackPerson,
  buttonsOf as slackButtons,
  textOf as slackText,
} from './slack/index.ts'

/** What somebody sees after they did something, and what they can do with it. */
export type Screen = {
  text: string
  buttons: string[]
  press(label: string): Promise<Screen>
  /** Fills in the form that came up, each field by its name. */
  fill(values: Record<string, string>): Promise<Screen>
}

/** Somebody of the desk. */
export type Colleague = {
  person: string
  ask(line: string, where?: string): Promise<Screen>
  /** Runs the message command on words that somebody wrote in #policy. */
  draftFrom(words: string): Promise<Screen>
  /** What the bot has written to them alone. */
  told(): string[]
}

/** Three people and some channels on one platform, with everything that sends. */
export type Newsroom = {
  store: Store
  platform: ChatPlatform
  /** Manages the workspace; the others have no rights until they are given some. */
  ada: Colleague
  ben: Colleague
  cleo: Colleague
  /** What the bot has standing in a channel, by its name. */
  posted(channel: string): string[]
  /** Until nothing is on its way any more. */
  travelled(): Promise<void>
  violations(): unknown[]
}

const channelNames = ['policy', 'desk', 'world']
type Wish = { folder?: string }

/** Reads like what people see: no escapes, no spaces at the ends of lines. */
const clean = (text: string): string => text.replaceAll('\\', '')

const sending = ({ store, platform }: Pick<Newsroom, 'store' | 'platform'>) => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const { planner, poke } = delivering({ store, platforms: [platform], log })
  const isQuiet = async (): Promise<boolean> => {
    const page = { offset: 0, limit: 1 }
    return (await store.outbox.list({ states: ['planned', 'sending'] }, page)).total === 0
  }
  return async (): Promise<void> => {
    // What is found out in one beat is told of in the next.
    for (let beats = 0; beats < 4; beats += 1) {
      await planner.tick()
      poke()
      await eventually(isQuiet)
    }
  }
}

export const newsroomOnDiscord = async (wish: Wish = {}): Promise<Newsroom> => {
  const { discord, store, platform } = await onDiscord({ folder: shippedFolder, ...wish })
  const guild = discord.world.guild('Policy desk')
  const channels = new Map(
    channelNames.map((name) => [`#${name}`, discord.world.channel(guild, name)]),
  )
  const at = (name: string) => channels.get(name)!
  const screen = (person: DiscordPerson, { messages, modal }: DiscordInteraction): Screen => {
    const message = messages.at(-1)
    return {
      text: clean(messages.map(discordText).join('\n')),
      buttons: message ? discordButtons(message).map(({ label }) => `${label}`) : [],
      press: async (label) => screen(person, await (await person.press(message!, label)).settled),
      fill: async (values) => screen(person, await (await person.submit(modal!, values)).settled),
    }
  }
  const colleague = (name: string, isManager = false): Colleague => {
    const person = discord.person({ name, ...(isManager && { permissions: ['ManageGuild'] }) })
    return {
      person: `discord:${person.user.id}`,
      async ask(line, where = '#policy') {
        const { command, options } = parseLine(line, commands)
        const channel = where === 'alone' ? person.dm : at(where)
        return screen(person, await person.ask(channel, command.name, options))
      },
      async draftFrom(words) {
        const { message } = await person.say(at('#policy'), words)
        return screen(person, await (await person.askAbout(message, draftFrom)).settled)
      },
      told: () => discord.messages(person.dm).map((one) => clean(discordText(one))),
    }
  }
  const people = { ada: colleague('Ada', true), ben: colleague('Ben'), cleo: colleague('Cleo') }
  // Whoever acts in a server is a member of it.
  for (const { ask } of Object.values(people)) await ask('/topics')
  return {
    store,
    platform,
    ...people,
    posted: (name) =>
      discord
        .messages(at(name))
        .filter(({ author }) => author.id === discord.bot.id)
        .map((one) => clean(discordText(one))),
    travelled: sending({ store, platform }),
    violations: () => discord.violations,
  }
}

const draftFrom = 'Draft briefing from this'

export const newsroomOnSlack = async (wish: Wish = {}): Promise<Newsroom> => {
  const { slack, store, platform, team } = await onSlack({ folder: shippedFolder, ...wish })
  const channels = new Map(
    channelNames.map((name) => [`#${name}`, slack.world.channel(team, name)]),
  )
  const at = (name: string) => channels.get(name)!
  const screen = (person: SlackPerson, interaction: SlackInteraction): Screen => {
    const { messages, view } = interaction
    const message = messages.at(-1)
    return {
      text: messages.map(slackText).join('\n'),
      buttons: message
        ? slackButtons(message).map(({ text }) => (text as { text: string }).text)
        : [],
      press: async (label) => screen(person, await (await person.press(message!, label)).settled),
      async fill(values) {
        await (await person.submit(view!, values)).settled
        // What a form comes to stands where it was asked for.
        return screen(person, await interaction.done((now) => now.messages.length > 0))
      },
    }
  }
  const colleague = (name: string, isAdmin = false): Colleague => {
    const person = slack.person({ name, isAdmin })
    for (const channel of channels.values()) slack.world.enter(channel, person.user)
    return {
      person: `slack:${team.id}/${person.user.id}`,
      async ask(line, where = '#policy') {
        const channel = where === 'alone' ? person.dm : at(where)
        return screen(person, await person.ask(channel, line.replace(/^\//, '/sitrep ')))
      },
      async draftFrom(words) {
        const { message } = await person.say(at('#policy'), words)
        return screen(person, await (await person.shortcut(message, draftFrom)).settled)
      },
      told: () => slack.messages(person.dm).map(slackText),
    }
  }
  return {
    store,
    platform,
    ada: colleague('Ada', true),
    ben: colleague('Ben'),
    cleo: colleague('Cleo'),
    posted: (name) =>
      slack
        .messages(at(name))
        .filter(({ author, ephemeralFor }) => author === team.bot && ephemeralFor === undefined)
        .map(slackText),
    travelled: sending({ store, platform }),
    violations: () => slack.violations,
  }
}
