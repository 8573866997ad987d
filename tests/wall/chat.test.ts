import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyStep } from './steps.ts'
import { anyStories } from './stories.ts'
import { anyLimits, anyObserver, type Session, unlike } from './twins.ts'

const runs = Number(process.env.WALL_RUNS ?? 15)

const anySession: fc.Arbitrary<Session> = fc.record({
  stories: anyStories,
  limits: anyLimits,
  observer: anyObserver,
  steps: fc.array(anyStep, { minLength: 20, maxLength: 60 }),
})

it('shows nobody what they may not see, and looks the same without it', { timeout: 600_000 }, () =>
  fc.assert(
    fc.asyncProperty(anySession, async (session) => {
      const found = await unlike(session)
      expect(found).toEqual([])
    }),
    { numRuns: runs, endOnFailure: true },
  ),
)
