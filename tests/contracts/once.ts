import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anySteps } from '../support/any-editions.ts'
import { createWorld } from '../support/editions-world.ts'
import type { Timed } from './digests.ts'

/** Whatever happens, an edition holds nothing that was shown, and nothing due is left out for good. */
export const onceContract = (name: string, open: () => Promise<Timed>): void => {
  it(`${name}: shows each revision that may be seen once, whatever happens`, async () => {
    const opened = await open()
    let worlds = 0
    let shown = 0
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const world = await createWorld(opened, `w${worlds++}`)
        for (const step of steps) await world.step(step)
        expect(await world.faults()).toEqual([])
        shown += world.shown().length
      }),
      { numRuns: 40 },
    )
    // A world in which nothing is ever shown would prove nothing.
    expect(shown).toBeGreaterThan(worlds)
  }, 120_000)
}
