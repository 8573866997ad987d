import type { Discord } from '../api/discord.ts'
import type { Interaction } from '../api/interaction.ts'
import { interactionTypes } from '../json/interactions.ts'
import { messageJson } from '../json/messages.ts'
import type { Place } from '../place.ts'
import type { Command } from '../world/commands.ts'
import { permissionsIn } from '../world/permissions.ts'
import type { Channel, Message } from '../world/records.ts'
import type { Body } from './body.ts'
import { type Filled, optionsJson } from './options.ts'
import { resolvedJson } from './resolved.ts'

/** The commands that a client offers somebody: those registered, where they belong, to whom they are for. */
export type Offers = {
  invoke(channel: Channel, line: string, type: number, filled: Filled): Promise<Interaction>
  askAbout(channel: Channel, message: Message, name?: string): Promise<Interaction>
}

const chatCommand = 1
const messageCommand = 3

export const createOffers = (place: Place, discord: Discord, body: Body): Offers => {
  const registered = async (type: number, name: string | undefined): Promise<Command> => {
    await body.online()
    const all = () => place.commands.all().filter((one) => one.type === type)
    return discord.until(
      () => all().find((one) => one.name === (name ?? one.name)),
      `the command ${name ?? 'about a message'} to be registered`,
    )
  }

  const offered = async (type: number, name: string | undefined, channel: Channel) => {
    const command = await registered(type, name)
    body.enter(channel)
    if (!isOffered(command, channel, body.user.id))
      throw new Error(`${command.name} is not offered to ${body.user.name} there`)
    return command
  }

  return {
    async invoke(channel, line, type, filled) {
      const [name, ...path] = line.replace(/^\//, '').split(' ')
      const { id, ...command } = await offered(chatCommand, name, channel)
      const isPartial = type === interactionTypes.autocomplete
      const options = optionsJson(command.options ?? [], path, { ...filled, isPartial })
      const resolved = resolvedJson(options, place.world)
      return body.begin(channel, type, { id, name, type: chatCommand, options, ...resolved })
    },
    async askAbout(channel, message, wanted) {
      const { id, name } = await offered(messageCommand, wanted, channel)
      return body.begin(channel, interactionTypes.command, {
        id,
        name,
        type: messageCommand,
        target_id: message.id,
        resolved: { messages: { [message.id]: messageJson(message) } },
      })
    },
  }
}

const inGuild = 0
const inBotDm = 1

const isOffered = (command: Command, channel: Channel, user: string): boolean => {
  const { contexts, default_member_permissions: needed } = command
  if (contexts && !contexts.includes(channel.guild ? inGuild : inBotDm)) return false
  if (!channel.guild || needed === null) return true
  // "0" is for administrators alone, who have every bit there is.
  const bits = BigInt(needed) || 1n << 3n
  return (permissionsIn(channel, user) & bits) === bits
}
