import { expect, test } from 'vitest'
import type { DeliveryRow, DigestRow, EditionRow, Evidence, Note, Post } from './evidence.ts'
import {
  acceptedIsKnown,
  allSettled,
  endedForReason,
  type Invariant,
  inOrder,
  inTime,
  oncePerKey,
  rowPerSlot,
  sentWasAccepted,
  settledForGood,
  shownOnce,
  upToDate,
  withinLimit,
} from './invariants.ts'
import { neverShown } from './never-shown.ts'

const delivery = (fields: Partial<DeliveryRow> = {}): DeliveryRow => ({
  id: 'e1',
  platform: 'slack',
  workspace: 'T1',
  cause: 'edition',
  act: 'post',
  cause_id: 'e1',
  target: 'T1/C1',
  part: 0,
  due: 1_000,
  expires: 9_000,
  state: 'sent',
  attempt: 1,
  sent_message: 'm1',
  why: null,
  carries: '[]',
  ...fields,
})

const note = (fields: Partial<Note> = {}): Note => ({
  seq: 10,
  at: 1_500,
  what: 'claim',
  id: 'e1',
  data: {},
  ...fields,
})

const post = (fields: Partial<Post> = {}): Post => ({
  platform: 'slack',
  id: 'm1',
  key: 'e1',
  at: 2_000,
  body: '',
  nth: 0,
  delivery: delivery(),
  claim: note(),
  tokens: [{ briefing: 'q1', revision: 1, tlp: 'CLEAR' }],
  ...fields,
})

const edition: EditionRow = {
  id: 'e1',
  digest: 'd1',
  slot: '2026-02-16T08:00',
  due: 1_000,
  state: 'sent',
  why: null,
}
const digest: DigestRow = {
  id: 'd1',
  platform: 'slack',
  workspace: 'T1',
  target: 'T1/C1',
  created: 0,
  since: 0,
  topics: '[]',
}
const arrival = (revision: number, seq: number): Note =>
  note({ what: 'arrival', id: 'q1', seq, data: { revision, seq } })

const evidence = (fields: Partial<Evidence> = {}): Evidence => ({
  deliveries: [delivery()],
  editions: [edition],
  digests: [digest],
  diary: [arrival(1, 1), note()],
  posts: [post()],
  ...fields,
})

const expected = [{ digest: 'd1', slot: '2026-02-16T08:00' }]
const second = delivery({ id: 'e2', cause_id: 'e2', due: 2_000, sent_message: 'm2' })
const correction = (id: string, due: number, briefing = 'q1'): DeliveryRow =>
  delivery({ id, due, cause: 'correction', cause_id: id, carries: JSON.stringify([{ briefing }]) })
const limit = (tlp: string, seq: number): Note =>
  note({ what: 'limit', id: 'T1/C1', seq, data: { tlp } })
const amber = post({ tokens: [{ briefing: 'q1', revision: 1, tlp: 'AMBER' }] })

/** What each of them sees, and how it came about. */
const broken: [string, Invariant, Partial<Evidence>][] = [
  ['a message taken twice', oncePerKey, { posts: [post(), post({ id: 'm2' })] }],
  ['a message of nobody', oncePerKey, { posts: [post({ delivery: undefined })] }],
  [
    'a revision in two editions',
    shownOnce,
    { posts: [post(), post({ id: 'm2', key: 'e2', delivery: second })] },
  ],
  ['a slot without an edition', rowPerSlot, { editions: [] }],
  ['a slot with two', rowPerSlot, { editions: [edition, { ...edition, id: 'e2' }] }],
  [
    'a delivery that never ends',
    allSettled,
    { deliveries: [delivery(), delivery({ id: 'p1', part: 1, state: 'sending' })] },
  ],
  ['an edition that never ends', allSettled, { editions: [{ ...edition, state: 'open' }] }],
  ['an edition told otherwise', allSettled, { editions: [{ ...edition, state: 'failed' }] }],
  ['an edition without a message', allSettled, { deliveries: [] }],
  ['one that is sent but was not taken', sentWasAccepted, { posts: [] }],
  ['one that was taken as another', sentWasAccepted, { posts: [post({ id: 'm2' })] }],
  [
    'one that ended twice',
    settledForGood,
    { diary: [note({ what: 'state', data: { from: 'expired', to: 'sent' } })] },
  ],
  [
    'one that was taken and counts as expired',
    acceptedIsKnown,
    { posts: [post({ delivery: delivery({ state: 'expired' }) })] },
  ],
  [
    'one that expired before its time',
    endedForReason,
    {
      deliveries: [delivery({ state: 'expired' })],
      diary: [note({ what: 'state', at: 8_999, data: { from: 'planned', to: 'expired' } })],
    },
  ],
  [
    'one that was cancelled though its digest never rested',
    endedForReason,
    { deliveries: [delivery({ state: 'cancelled', why: 'the digest was paused' })] },
  ],
  [
    'an edition before an earlier one',
    inOrder,
    { posts: [post({ id: 'm2', key: 'e2', delivery: second }), post()] },
  ],
  [
    'an answer before its first message',
    inOrder,
    { posts: [post({ delivery: delivery({ id: 'p1', part: 1 }) }), post()] },
  ],
  [
    'a correction before an earlier one of the same briefing',
    inOrder,
    {
      posts: [
        post({ id: 'm2', delivery: correction('c2', 2_000) }),
        post({ delivery: correction('c1', 1_000) }),
      ],
    },
  ],
  ['a message before its time', inTime, { posts: [post({ at: 999 })] }],
  ['a label above no limit', withinLimit, { posts: [amber] }],
  [
    'a label above a limit that was lowered',
    withinLimit,
    { posts: [amber], diary: [limit('AMBER', 2), limit('GREEN', 9), note()] },
  ],
  ['a revision that was corrected', upToDate, { diary: [arrival(1, 1), arrival(2, 9), note()] }],
]

test.each(broken)('%s is seen', (_, invariant, fields) => {
  expect(invariant(evidence(), expected)).toEqual([])
  expect(invariant(evidence(fields), expected)).toHaveLength(1)
})

test('a limit lowered after the claim is not held against it', () => {
  const diary = [arrival(1, 1), limit('AMBER', 2), note(), limit('GREEN', 11), arrival(2, 12)]
  expect(withinLimit(evidence({ posts: [amber], diary }), expected)).toEqual([])
  expect(upToDate(evidence({ posts: [amber], diary }), expected)).toEqual([])
})

test('a correction is not held to the order of those of other briefings', () => {
  const posts = [
    post({ id: 'm2', delivery: correction('c2', 2_000) }),
    post({ delivery: correction('c1', 1_000, 'q2') }),
  ]
  expect(inOrder(evidence({ posts }), expected)).toEqual([])
})

test('what a channel ought to have seen and has not is told', () => {
  const story = {
    briefing: 'q1',
    revision: 1,
    tlp: 'CLEAR',
    isWithdrawn: false,
    topics: [],
  } as const
  const blind = evidence({ posts: [] })
  expect(neverShown(evidence(), [story])).toEqual([])
  expect(neverShown(blind, [story])).toHaveLength(1)
  expect(neverShown(blind, [{ ...story, tlp: 'AMBER' }])).toEqual([])
  expect(neverShown(blind, [story, { ...story, revision: 2, isWithdrawn: true }])).toEqual([])
  expect(neverShown({ ...blind, digests: [{ ...digest, since: 1 }] }, [story])).toEqual([])
})
