import fc from 'fast-check'
import { it } from 'vitest'
import { appendFileSync } from 'node:fs'
import { anyLimits, anyObserver, type Session, unlike } from './twins.ts'
import { anyStep } from './steps.ts'
import { anyStories } from './stories.ts'
const anySession: fc.Arbitrary<Session> = fc.record({
  stories: anyStories, limits: anyLimits, observer: anyObserver,
  steps: fc.array(anyStep, { minLength: 20, maxLength: 60 }),
})
it('x', { timeout: 600_000 }, async () => {
  const from = Number(process.env.FROM ?? 0), count = Number(process.env.COUNT ?? 100)
  for (let seed = from; seed < from + count; seed++) {
    const [session] = fc.sample(anySession, { numRuns: 1, seed })
    try {
      const t = performance.now()
      const found = await unlike(session!)
      appendFileSync('/tmp/wall-found.txt', `SEED ${seed} ${found.length} ${Math.round(performance.now()-t)}ms\n` + found.map((f) => f.slice(0, 3000) + '\n').join(''))
    } catch (e) { appendFileSync('/tmp/wall-found.txt', `SEED ${seed} ERROR ${(e as Error).stack}\n`) }
  }
})
