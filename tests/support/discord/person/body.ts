import type { Discord } from '../api/discord.ts'
import type { Interaction } from '../api/interaction.ts'
import type { PersonWish } from '../api/person.ts'
import { askedJson, interactionTypes } from '../json/interactions.ts'
import { messageJson } from '../json/messages.ts'
import type { Place } from '../place.ts'
import { has } from '../world/bits.ts'
import { permissionsIn } from '../world/permissions.ts'
import type { Channel, Component, Json, Message, User } from '../world/records.ts'

/** What a person needs in order to act anywhere. */
export type Body = {
  user: User
  /** Waits for the bot to be there, if this person waits. */
  online(): Promise<unknown>
  /** Acting in a server makes a member, with a role for what this person may. */
  enter(channel: Channel): void
  channel(id: string | undefined): Channel
  begin(channel: Channel, type: number, data: Json, more?: Json): Interaction
  /** Uses a component of a message as it stands now. */
  use(
    message: Message,
    find: (now: Message) => Component,
    values?: (found: Component) => string[],
  ): Interaction
}

export const createBody = (
  { world, interactions, messages, gateway }: Place,
  discord: Discord,
  user: User,
  { permissions, locale = 'en-GB', waits = true }: PersonWish,
): Body => {
  const visible = (id: string): Message => {
    const now = messages.get(id)
    if (!now) throw new Error('that message is no longer there')
    if ((now.ephemeralFor ?? user.id) !== user.id)
      throw new Error(`${user.name} does not see that message`)
    return now
  }

  const body: Body = {
    user,
    online: async () => waits && discord.until(() => gateway.isUp, 'a client that is logged in'),
    enter({ guild }) {
      if (!guild || guild.members.has(user.id)) return
      world.join(guild, user, permissions ? [world.role(guild, user.name, permissions)] : [])
    },
    channel(id = '') {
      const found = world.channels.get(id)
      if (!found) throw new Error('that channel is no longer there')
      return found
    },
    begin(channel, type, data, more) {
      body.enter(channel)
      if (!has(permissionsIn(channel, user.id), 'ViewChannel'))
        throw new Error(`${user.name} cannot see ${channel.name}`)
      return interactions.begin({
        ...askedJson(world, { user, locale }, channel),
        type,
        data,
        ...more,
      })
    },
    use(message, find, values) {
      const now = visible(message.id)
      const found = find(now)
      if (found.disabled) throw new Error(`${found.label ?? 'that menu'} is disabled`)
      const { custom_id, type, id } = found
      const data = { custom_id, component_type: type, id, values: values?.(found) }
      const more = { message: messageJson(now) }
      return body.begin(body.channel(now.channel), interactionTypes.component, data, more)
    },
  }
  return body
}
