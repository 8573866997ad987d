import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { anyStep } from './steps.ts'
import { anyStories } from './stories.ts'
import { eventful, everything } from './tours.ts'
import { anyLimits, anyObserver, type Session, unlike } from './twins.ts'

vi.mock('#engine/short-id', () => import('./ids.ts'))

/** More of them by hand: WALL_RUNS=500 npx vitest run tests/wall */
const numRuns = Number(process.env.WALL_RUNS ?? 10)
/** The same ones each time, unless many are asked for: what is found by chance is to be found by hand. */
const seed = process.env.WALL_RUNS === undefined ? { seed: 7 } : {}

const anySession: fc.Arbitrary<Session> = fc.record({
  stories: anyStories,
  limits: anyLimits,
  observer: anyObserver,
  steps: fc.array(anyStep, { minLength: 20, maxLength: 60 }),
})

const where = ({ observer: { channel } }: Session): string => channel ?? 'alone with the bot'

it.each(eventful.map((session) => [where(session), session] as const))(
  'shows nobody what they may not see: days as they come, %s',
  { timeout: 60_000 },
  async (_, session) => expect(await unlike(session)).toEqual([]),
)

it.each(everything.map((session) => [where(session), session] as const))(
  'shows nobody what they may not see: every command, and all that is suggested, %s',
  { timeout: 60_000 },
  async (_, session) => expect(await unlike(session)).toEqual([]),
)

it('shows nobody what they may not see, whatever happens', { timeout: 3_600_000 }, () =>
  fc.assert(
    fc.asyncProperty(anySession, async (session) => {
      expect(await unlike(session)).toEqual([])
    }),
    { numRuns, ...seed, endOnFailure: true },
  ),
)
