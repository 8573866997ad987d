import type { Discord } from '../tests/support/discord/index.ts'
import { askedJson } from '../tests/support/discord/json/interactions.ts'

type Json = Record<string, unknown>

const servers = 10
const peopleEach = 20
const channelsEach = 3
/** Of so many questions one is asked alone with the bot, the others in a server. */
const oneAlone = 5

/**
 * Everything of an interaction but what is asked, for each person in servers of the usual size: the
 * same for each of their questions, so that making one costs the generator next to nothing.
 */
export const populate = ({ world }: Pick<Discord, 'world'>): Json[] =>
  Array.from({ length: servers }, (_, at) => {
    // The first 42 bits of an id say which shard hears of a server.
    const guild = world.guild(`Desk ${at}`, { id: `${BigInt(1_000 + at) << 22n}` })
    const channels = Array.from({ length: channelsEach }, (_, channel) =>
      world.channel(guild, `room-${channel}`),
    )
    return Array.from({ length: peopleEach }, (_, person) => {
      const user = world.user(`Reader ${at}-${person}`)
      world.join(guild, user)
      const channel = person % oneAlone === 0 ? world.dm(user) : channels[person % channelsEach]!
      return askedJson(world, { user, locale: 'en-GB' }, channel)
    })
  }).flat()
