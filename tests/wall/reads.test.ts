import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyInvoked } from './asking.ts'
import { anyViewer, openReading, type Reading } from './reads.ts'
import { anyStories } from './stories.ts'

const numRuns = Number(process.env.WALL_RUNS ?? 10)
/** The same ones each time, unless many are asked for: what is found by chance is to be found by hand. */
const seed = process.env.WALL_RUNS === undefined ? { seed: 7 } : {}

const anyReading: fc.Arbitrary<Reading> = fc.record({
  stories: anyStories,
  viewer: anyViewer,
  invoked: fc.array(anyInvoked(), { minLength: 10, maxLength: 10 }),
})

it('gives no viewer what they may not see, whatever is asked', { timeout: 3_600_000 }, () =>
  fc.assert(
    fc.asyncProperty(anyReading, async (reading) => {
      await using readable = await openReading(reading)
      expect(await readable.unlike()).toEqual([])
    }),
    { numRuns, ...seed, endOnFailure: true },
  ),
)
