import type { Asker, ChatPlatform } from '#core/chat'
import type { Log } from '#core/log'
import { aside, link, list, paragraph, type Reply, typed } from '#core/reply'
import {
  type Audience,
  highestLimit,
  isHeld,
  isRedOn,
  type Limit,
  type Posted,
  type Room,
} from '#core/room'
import { counted, saying } from '#core/show'
import type { Store } from '#core/store'
import { isWithin, type Tlp, tlpLabel, tlpRank } from '#core/tlp'
import type { Standing } from './eyes.ts'
import { keyOf, send } from './send.ts'

type Parts = {
  store: Store
  platform: ChatPlatform
  managers: readonly string[]
  now: () => Temporal.Instant
  log: Log
}

/** The channel a manager asks from, with what they may change there. */
export const roomOf = (
  { store, platform, now }: Parts,
  asker: Asker,
  { facts }: Standing,
): Room => {
  const { workspace, person, name } = asker
  const by = { platform: platform.name, person, name }
  const channel = facts?.room ?? asker.channel
  const limits = async () => ({
    channel: await store.rooms.limit(workspace, channel),
    members: await store.rooms.limit(workspace, ''),
  })
  const setLimit = async (audience: Audience, tlp: Tlp, accepts?: string): Promise<void> => {
    const was = (await limits())[audience]?.tlp ?? 'CLEAR'
    const place = audience === 'channel' ? channel : ''
    const set = { workspace, channel: place, tlp, setBy: person, setAt: now().toString() }
    await store.rooms.setLimit(
      { ...set, ...(accepts !== undefined && { accepts }) },
      {
        ...{ workspace, by, kind: 'set a limit' },
        about: place === '' ? 'direct messages of members' : (facts?.roomName ?? channel),
        details: `${tlpLabel(was)} → ${tlpLabel(tlp)}${accepts === undefined ? '' : `, although ${accepts}`}`,
      },
    )
  }
  return {
    facts,
    limits,
    setLimit,
    async setRed(isOn) {
      const wasOn = isRedOn((await limits()).members)
      if (isOn !== wasOn) await setLimit('members', isOn ? 'RED' : highestLimit)
    },
    above: async (tlp) =>
      (await postedAbove({ store }, workspace, channel, tlp)).map(({ tlp: label }) => label),
  }
}

/** What stands in a channel above a label, the highest first. */
const postedAbove = async (
  { store }: Pick<Parts, 'store'>,
  workspace: string,
  channel: string,
  tlp: Tlp,
): Promise<Posted[]> =>
  (await store.rooms.posted(workspace, channel))
    .filter((posted) => !isWithin(posted.tlp, tlp))
    .sort((a, b) => tlpRank(b.tlp) - tlpRank(a.tlp))

/** Who may be in a room may have changed: of each limit that no longer holds, its manager hears once. */
export const lookAtRooms = async (
  parts: Parts,
  workspace: string,
  channel?: string,
): Promise<void> => {
  const { store } = parts
  for (const limit of await store.rooms.limits(workspace)) {
    const isMeant = channel === undefined || limit.channel === channel
    if (isMeant && limit.tlp !== 'CLEAR') await lookAt(parts, limit)
  }
}

const lookAt = async (parts: Parts, limit: Limit): Promise<void> => {
  const { store, platform } = parts
  const { workspace, channel } = limit
  const room =
    channel === '' ? await platform.workspace(workspace) : await platform.channelFacts(channel)
  if (room === undefined) return
  if (isHeld(room, limit) || room.open === undefined) return store.rooms.closedAgain(limit)
  if (!(await store.rooms.foundOpen(limit))) return
  const isTold = await tell(parts, limit, await opened(parts, limit, room.name, room.open))
  // The next change, or the next start, tries again.
  if (!isTold) await store.rooms.closedAgain(limit)
}

const sayLimit = (tlp: Tlp, accepts: string | undefined): string =>
  accepts === undefined
    ? `Its limit was ${tlpLabel(tlp)}; until that changes`
    : `Its limit was ${tlpLabel(tlp)} although ${accepts}; until it is set anew`

const mostListed = 10

const opened = async (
  { store, platform }: Parts,
  { workspace, channel, tlp, accepts }: Limit,
  name: string,
  why: string,
): Promise<Reply> => {
  const standing = channel === '' ? [] : await postedAbove({ store }, workspace, channel, 'CLEAR')
  const places = standing.flatMap(({ tlp: label, messages, channel: posted }) =>
    messages
      .slice(0, 1)
      .map((message) => ({ label, url: platform.linkTo(workspace, posted, message) })),
  )
  const more = places.length - mostListed
  return {
    ...saying(
      paragraph(
        `${name} can be read by outsiders now: ${why}. ${sayLimit(tlp, accepts)} it counts as TLP:CLEAR.`,
      ),
      ...(places.length === 0
        ? [paragraph('Nothing that Sitrep posted there stands above TLP:CLEAR.')]
        : [
            paragraph(
              `Above TLP:CLEAR, ${counted(places.length, 'message')} of Sitrep still there:`,
            ),
            list(
              places
                .slice(0, mostListed)
                .map(({ label, url }) => ({ text: [`${tlpLabel(label)}  `, link('open', url)] })),
            ),
            ...(more > 0 ? [aside(`And ${more} more.`)] : []),
          ]),
      aside('Close the room again, or delete these messages. Its limit: ', typed('/tlp show')),
    ),
    headline: [`Outsiders can now read ${name}`],
  }
}

/** Whoever set the limit, if still there; else the first who manages everything and can be reached. */
const tell = async (parts: Parts, limit: Limit, reply: Reply): Promise<boolean> => {
  const { platform, managers, log } = parts
  const { workspace, channel, setBy } = limit
  const isThere = await platform.isMember(workspace, setBy)
  const people = [...(isThere ? [setBy] : []), ...managers.filter((one) => one !== setBy)]
  for (const person of people) {
    if (!person.startsWith(`${platform.name}:`) || !(await writeTo(parts, person, limit, reply)))
      continue
    log.info({ workspace, channel }, 'a room with a label limit has opened; a manager was told')
    return true
  }
  log.error(
    { workspace, channel },
    'a room with a label limit has opened, and no manager was reached',
  )
  return false
}

const writeTo = async (
  { platform, now }: Parts,
  person: string,
  { workspace, channel, setAt }: Limit,
  reply: Reply,
): Promise<boolean> => {
  const dm = await platform.openDm(person)
  if (dm.kind !== 'open') return false
  const bodies = await platform.render(reply, 'unasked', dm.channel)
  const key = keyOf(platform.name, 'opened', workspace, channel, setAt, now().toString())
  const { stopped } = await send(platform, { channel: dm.channel, bodies, key, now })
  return stopped === undefined
}
