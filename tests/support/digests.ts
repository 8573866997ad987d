import type { Claimant, Frozen, Hold, NewDelivery, Settlement } from '#core/delivery'
import type { Digest, Ms, NewDigest, Plan } from '#core/digest'
import type { Ref } from '#core/ref'
import { paragraph, type Reply } from '#core/reply'
import type { Store } from '#core/store'
import type { Tlp } from '#core/tlp'
import type { Viewer } from '#core/viewer'

export const hourMs = 3_600_000

/** A made-up digest of a channel on Discord, every weekday at eight. */
export const newDigest = (fields: Partial<NewDigest> = {}): NewDigest => ({
  id: 'd1',
  platform: 'discord',
  workspace: 'team',
  target: 'policy',
  setBy: 'discord:1',
  name: 'Morning briefing',
  schedule: { times: [480], weekdays: [1, 2, 3, 4, 5] },
  zone: 'Europe/Brussels',
  topics: [],
  sendsEmpty: false,
  form: 'headlines',
  skips: [],
  ...fields,
})

export const readerOf = (workspace: string, clearance: Tlp = 'CLEAR'): Viewer => ({
  kind: 'channel',
  workspace,
  channel: 'policy',
  clearance,
})

export const refTo = (briefing: string, revision = 1): Ref => ({
  workspace: '',
  briefing,
  revision,
})

type Occurrence = Plan['occurrences'][number]

/** A slot that has just come, and is to be sent within the hour. */
export const occurrence = (id: string, due: Ms, fields: Partial<Occurrence> = {}): Occurrence => ({
  id,
  slot: id,
  due,
  expires: due + hourMs,
  isLate: false,
  ...fields,
})

export const planOf = (digest: Digest, now: Ms, ...occurrences: Occurrence[]): Plan => ({
  digest,
  occurrences,
  last: now,
  next: now + hourMs,
})

export const newDelivery = (
  id: string,
  due: Ms,
  fields: Partial<NewDelivery> = {},
): NewDelivery => ({
  id,
  platform: 'discord',
  workspace: 'team',
  cause: 'notice',
  causeId: id,
  target: `to ${id}`,
  part: 0,
  act: 'post',
  class: 'on time',
  due,
  expires: due + hourMs,
  ...fields,
})

export const replyOf = (...shows: Ref[]): Reply => ({
  kind: 'reply',
  blocks: [paragraph('Words')],
  shows,
})

/** What goes out showing some revisions, read with the eyes of a channel. */
export const frozenOf = (carries: readonly Ref[], fields: Partial<Frozen> = {}): Frozen => ({
  document: replyOf(...carries),
  body: { content: carries.map(({ briefing }) => briefing).join(' ') },
  carries,
  holding: { viewer: readerOf('team'), refs: carries },
  ...fields,
})

/** A message of the thread under an edition. */
export const partOf = (
  edition: string,
  part: number,
  carries: readonly Ref[],
  due: Ms,
): NewDelivery =>
  newDelivery(`${edition}/${part}`, due, {
    cause: 'edition',
    causeId: edition,
    target: 'policy',
    part,
    act: 'reply',
    document: replyOf(...carries),
    body: { content: `part ${part}` },
    carries,
  })

export const claimant = (by = 'a'): Claimant => ({ by, leaseMs: 60_000, quarantineMs: 60_000 })

/** Claims what must be there to be claimed. */
export const claimed = async (
  { outbox }: Store,
  id: string,
  frozen?: Frozen,
  by = 'a',
): Promise<Hold> => {
  const result = await outbox.claim(id, claimant(by), frozen)
  if (result.kind !== 'mine') throw new Error(`${id} is ${result.kind}`)
  return { id, attempt: result.attempt, by }
}

/** Renews a claim that is held, with what is to go out now. */
export const renewed = async (
  { outbox }: Store,
  { id, by, attempt }: Hold,
  frozen?: Frozen,
): Promise<Hold> => {
  const result = await outbox.claim(id, { ...claimant(by), attempt }, frozen)
  if (result.kind !== 'mine') throw new Error(`${id} is ${result.kind}`)
  return { id, attempt: result.attempt, by }
}

export const arrivedAs = (message: string): Settlement => ({
  to: 'sent',
  channel: 'policy',
  message,
})
