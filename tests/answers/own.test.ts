import { describe, expect, it } from 'vitest'
import { emptyStore } from '../support/store.ts'
import { outcomeOf } from './outcomes.ts'
import { loadBoth, type OwnQuestion, questionsOf, type SetName } from './questions.ts'

type Came = { asked: OwnQuestion; came: string; misled: boolean }

const cameOf = async (set: SetName): Promise<Came[]> => {
  const store = await emptyStore('2026-11-23T09:00:00Z')
  await loadBoth(store)
  const all: Came[] = []
  for (const asked of questionsOf(set)) {
    const { came, misled } = await outcomeOf(store, asked)
    all.push({ asked, came, misled })
  }
  return all
}

const shareOf = (all: readonly Came[], kinds: readonly string[], came: string): number => {
  const own = all.filter(({ asked }) => kinds.includes(asked.kind))
  return own.filter((one) => one.came === came).length / own.length
}

/** What was reached, a little below: so that a change for the worse is seen. */
describe.each([{ set: 'development', questions: 220, right: 0.55, falsely: 0.25 }] as const)(
  'the product’s own questions, $set',
  ({ set, questions, right, falsely }) => {
    it('are answered as well as before', async () => {
      const all = await cameOf(set)
      expect(all).toHaveLength(questions)
      expect(shareOf(all, ['answerable', 'stale'], 'right')).toBeGreaterThan(right)
      expect(shareOf(all, ['absent', 'hidden'], 'false')).toBeLessThan(falsely)
    })
  },
)
