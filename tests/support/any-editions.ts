import fc from 'fast-check'

/** Something that happens beside editions. Numbers choose among a few. */
export type Happening =
  | { kind: 'publish'; slug: number; tlp: number; topic: number; isAhead: boolean }
  | { kind: 'withdraw'; slug: number }
  | { kind: 'day' }
  | { kind: 'limit'; tlp: number }
  | { kind: 'topics'; digest: number; topics: number[] }
  | { kind: 'rest'; digest: number }

export const outcomes = [
  'sent',
  'unknown',
  'failed',
  'later',
  'lost, and there',
  'lost, and absent',
] as const
export type OutcomeOf = (typeof outcomes)[number]

export type Step =
  | Happening
  /** An edition of so many items to a message, and what becomes of its messages one after another. */
  | {
      kind: 'edition'
      digest: number
      most: number
      perMessage: number
      outcomes: OutcomeOf[]
      beforeClaim: Happening | null
      afterClaim: Happening | null
    }
  /** A manager settles the last edition that is in doubt. */
  | { kind: 'by hand'; arrived: boolean }

const few = (most: number) => fc.integer({ min: 0, max: most })

const publishing: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constant('publish'),
  slug: few(4),
  tlp: fc.oneof({ arbitrary: fc.constant(0), weight: 2 }, few(2)),
  topic: few(2),
  isAhead: fc.oneof({ arbitrary: fc.constant(false), weight: 3 }, fc.boolean()),
})

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { arbitrary: publishing, weight: 4 },
  fc.record({ kind: fc.constant('withdraw'), slug: few(4) }),
  fc.record({ kind: fc.constant('day') }),
  fc.record({ kind: fc.constant('limit'), tlp: few(2) }),
  fc.record({
    kind: fc.constant('topics'),
    digest: few(1),
    topics: fc.uniqueArray(few(2), { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('rest'), digest: few(1) }),
)

const outcome = fc.oneof(
  { arbitrary: fc.constant<OutcomeOf>('sent'), weight: 4 },
  { arbitrary: fc.constantFrom(...outcomes), weight: 3 },
)

const edition: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant<'edition'>('edition'),
  digest: few(1),
  most: fc.integer({ min: 1, max: 4 }),
  perMessage: fc.integer({ min: 1, max: 2 }),
  outcomes: fc.array(outcome, { maxLength: 4 }),
  beforeClaim: fc.option(happening, { freq: 2, nil: null }),
  afterClaim: fc.option(happening, { freq: 2, nil: null }),
})

/** What may happen to the editions of two digests of one channel. */
export const anySteps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { arbitrary: happening, weight: 5 },
    { arbitrary: edition, weight: 5 },
    { arbitrary: fc.record({ kind: fc.constant('by hand'), arrived: fc.boolean() }), weight: 1 },
  ),
  { minLength: 12, maxLength: 24 },
)
