import type { ChatPlatform } from '#core/chat'
import {
  type Correction,
  isMaterial,
  type Owed,
  correctionParts as parts,
  type ShownAt,
} from '#core/correction'
import type { NewDelivery } from '#core/delivery'
import { keyOf } from '../send.ts'

/** A copy that could not be reached for so long stays as it is; in milliseconds. */
const patienceMs = 7 * 24 * 3_600_000
/** Messages that one line of the ledger may stand in. */
const mostMessages = 1_000

export type CorrectionParts = { platforms: readonly ChatPlatform[] }

/** What is to be sent for the places where an older revision was shown, and who is owed a word. */
export const deliveriesFor = (
  { platforms }: CorrectionParts,
  correction: Correction,
  places: readonly ShownAt[],
): { deliveries: NewDelivery[]; owed: Owed[] } => {
  const common = commonOf(correction)
  const laneOf = (place: ShownAt): Pick<NewDelivery, 'platform' | 'workspace'> => {
    const platform = platforms.find(({ name }) => name === place.platform)
    const home = place.person === undefined ? undefined : platform?.homeOf?.(place.person)
    return { platform: place.platform, workspace: home ?? place.workspace }
  }
  const deliveries = places.flatMap((place): NewDelivery[] => [
    ...editsOf(correction, place).map((edit) => ({ ...common, ...laneOf(place), ...edit })),
    ...(isMaterial(correction.kind)
      ? postsOf(correction, place).map((one) => ({ ...common, ...laneOf(place), ...one }))
      : []),
  ])
  return { deliveries: distinct(deliveries), owed: places.flatMap(owedAt) }
}

/**
 * Who used it hears before any copy changes, and before those who only read it: what rests on it may be
 * about to go out.
 */
export const deliveriesToUsers = (
  { platforms }: CorrectionParts,
  correction: Correction,
  users: readonly Owed[],
): { deliveries: NewDelivery[]; owed: Owed[] } => {
  if (!isMaterial(correction.kind)) return { deliveries: [], owed: [] }
  const deliveries = users.map(({ platform: name, workspace, person }): NewDelivery => {
    const platform = platforms.find((one) => one.name === name)
    return {
      ...commonOf(correction),
      ...{ id: keyOf('correction', correction.id, 'used', person), class: 'flash' },
      ...{ platform: name, workspace: platform?.homeOf?.(person) ?? workspace },
      ...{ target: person, part: parts.used, act: 'post' },
    }
  })
  // Whom that does not reach sees it on top of the next reply.
  return { deliveries, owed: [...users] }
}

const commonOf = ({ id, ref, at, isFlash }: Correction) =>
  ({
    cause: 'correction',
    causeId: id,
    class: isFlash ? 'flash' : 'on time',
    due: at,
    expires: at + patienceMs,
    carries: [ref],
  }) as const

type Own = Pick<NewDelivery, 'id' | 'target' | 'part' | 'act' | 'message' | 'answer'>

/** Each message changes by itself; one that nobody can find is noted as such. */
const editsOf = ({ id }: Correction, place: ShownAt): Own[] => {
  const { line, answer, channel, person, messages } = place
  if (answer === undefined || (messages === undefined && person !== undefined)) return []
  return (messages ?? ['']).map((message, nth) => ({
    id: keyOf('correction', id, place.platform, channel, message || answer),
    target: person ?? channel,
    part: parts.edits + line * mostMessages + nth,
    act: 'edit',
    message,
    answer,
  }))
}

/** An edit notifies nobody: what was wrong is told once more, once wherever it was read. */
const postsOf = ({ id }: Correction, place: ShownAt): Own[] => {
  const { platform, person, room, messages, watches } = place
  const isRead = messages !== undefined || person === undefined
  if (!isRead && !watches) return []
  const target = person ?? room
  const part = isRead ? parts.post : parts.asked
  return [{ id: keyOf('correction', id, 'post', platform, target), target, part, act: 'post' }]
}

/** What was shown to one person in no message that lasts. */
const owedAt = ({ platform, workspace, person, messages }: ShownAt): Owed[] =>
  person !== undefined && messages === undefined ? [{ platform, workspace, person }] : []

const distinct = (all: readonly NewDelivery[]): NewDelivery[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
]
