import type { Json } from '../world/records.ts'

const bit = (place: number): bigint => 1n << BigInt(place)

/** Which intent brings an event, in a server and in direct messages (topics: gateway intents). */
const intents: readonly { events: RegExp; guild: bigint; direct: bigint }[] = [
  {
    events: /^(GUILD_ROLE|CHANNEL|THREAD)_|^GUILD_(CREATE|UPDATE|DELETE)$/,
    guild: bit(0),
    direct: bit(0),
  },
  { events: /^GUILD_MEMBER_UPDATE$/, guild: bit(0), direct: bit(0) },
  { events: /^MESSAGE_(CREATE|UPDATE|DELETE)$/, guild: bit(9), direct: bit(12) },
  { events: /^TYPING_START$/, guild: bit(11), direct: bit(14) },
]

const messageContent = bit(15)

/** Whether a client with these intents gets this event; those that no intent names, all get. */
export const intentFor = (event: string, data: Json, asked: bigint): boolean => {
  const rule = intents.find(({ events }) => events.test(event))
  if (!rule) return true
  return ((data.guild_id === undefined ? rule.direct : rule.guild) & asked) !== 0n
}

/**
 * The event as a client with these intents sees it: without MESSAGE_CONTENT a message has neither
 * text nor embeds nor components, unless it is the bot's own, mentions it or was sent to it directly.
 */
export const seenWith = (event: string, data: Json, asked: bigint, bot: string): Json => {
  if (!/^MESSAGE_(CREATE|UPDATE)$/.test(event) || asked & messageContent) return data
  const { author, mentions } = data as { author: { id: string }; mentions: { id: string }[] }
  const isShown = author.id === bot || mentions.some(({ id }) => id === bot)
  if (data.guild_id === undefined || isShown) return data
  return { ...data, content: '', embeds: [], components: [], attachments: [] }
}
