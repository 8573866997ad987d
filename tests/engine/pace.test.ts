import { expect, it } from 'vitest'
import { paced } from '#engine/pace'

const turns = async (count: number, pace: ReturnType<typeof paced>): Promise<void> => {
  for (let at = 0; at < count; at += 1) await pace.turn(1)
}

it('lets requests go no faster than its pace', async () => {
  const pace = paced(() => ({ start: 100, most: 100 }))
  await pace.turn(1)
  const began = performance.now()
  await turns(20, pace)
  expect(performance.now() - began).toBeGreaterThan(100)
})

it('lets the most urgent go first, and equals in their order', async () => {
  const pace = paced(() => ({ start: 200, most: 200 }))
  const went: string[] = []
  const go = (name: string, urgency: number) => pace.turn(urgency).then(() => void went.push(name))
  await Promise.all([go('a', 2), go('b', 2), go('c', 1), go('flash', 0), go('d', 1)])
  expect(went.indexOf('flash')).toBeLessThan(2)
  expect(went.filter((name) => name !== 'a' && name !== 'flash')).toEqual(['c', 'd', 'b'])
})

it('halves its pace when told of too many, and rises slowly to its most', () => {
  const pace = paced(() => ({ start: 1, most: 1.3 }))
  pace.slowDown()
  expect(pace.perSecond()).toBe(0.5)
  for (let taken = 0; taken < 1_000; taken += 1) pace.wentWell()
  expect(pace.perSecond()).toBe(1.3)
})
