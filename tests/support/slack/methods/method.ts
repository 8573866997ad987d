import type { Call, Place } from '../place.ts'
import { type Answer, refused } from '../web/answers.ts'
import type { Takes } from '../web/arguments.ts'
import { judgedScope } from '../web/handle.ts'
import type { Channel, User } from '../world/records.ts'

export type Act = (call: Call, place: Place) => Answer

export type Method = {
  takes: Takes
  act: Act
  /** What the bot must be granted, where that does not depend on the channel. */
  scope?: string
}

/** A method of the app's own token. */
export type AppMethod = { forApp(token: string | undefined, place: Place): Promise<Answer> }

export type ByKind = Record<Channel['kind'], string>

export const reading: ByKind = { public: 'channels:read', private: 'groups:read', im: 'im:read' }

export const history: ByKind = {
  public: 'channels:history',
  private: 'groups:history',
  im: 'im:history',
}

/** An act in a channel that the bot can see, with the scope it takes in one of that kind. */
export const inChannel =
  (act: (channel: Channel, call: Call, place: Place) => Answer, scopes?: ByKind): Act =>
  (call, place) => {
    const { method, team, args } = call
    const channel = team.channels.get(`${args.channel ?? args.channel_id}`)
    if (!channel || !isSeen(channel)) return refused('channel_not_found')
    const lacking = judgedScope(place, method, team, scopes?.[channel.kind])
    return lacking ?? act(channel, call, place)
  }

const isSeen = ({ kind, members, team }: Channel): boolean =>
  kind !== 'private' || members.has(team.bot.id)

/** An act on somebody whom the bot can see. */
export const ofUser =
  (name: string, act: (user: User, call: Call, place: Place) => Answer): Act =>
  (call, place) => {
    const user = personIn(call, place, `${call.args[name]}`)
    return user ? act(user, call, place) : refused('user_not_found')
  }

/** Members, and people of elsewhere in a channel of theirs. */
const personIn = ({ team }: Call, _place: Place, id: string): User | undefined =>
  team.users.get(id) ??
  [...team.channels.values()].flatMap(({ members }) => members.get(id) ?? [])[0]

export type Page<T> = { items: T[]; next: string }

/** A page of what there is, or undefined for a cursor that is none. */
export const pageOf = <T>(
  all: readonly T[],
  cursor: unknown,
  size: number,
): Page<T> | undefined => {
  const from = cursor === undefined || cursor === '' ? 0 : offsetOf(`${cursor}`)
  if (Number.isNaN(from)) return undefined
  const to = from + size
  return { items: all.slice(from, to), next: to < all.length ? cursorOf(to) : '' }
}

const cursorOf = (offset: number): string => Buffer.from(`next:${offset}`).toString('base64')

const offsetOf = (cursor: string): number =>
  Number(/^next:(\d+)$/.exec(`${Buffer.from(cursor, 'base64')}`)?.[1] ?? Number.NaN)

export const pagingJson = (next: string) => ({ response_metadata: { next_cursor: next } })
