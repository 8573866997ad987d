import { expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import type { Serving } from '../support/serving.ts'
import { replicasOnSlack } from './slack.ts'

it('loses no command in a rolling restart, however steadily they come', async () => {
  const { slack, product, asking } = await replicasOnSlack(() => ({}))
  const started = async (connections: number): Promise<Serving> => {
    const one = await product.start()
    await eventually(() => slack.wire.connections >= connections)
    return one
  }
  const old = [await started(2), await started(4)]
  const asked = await asking(async () => {
    for (const one of old) {
      await started(6)
      expect(await one.stop()).toBe(0)
    }
  })
  expect(asked.length).toBeGreaterThan(20)
  expect(asked.filter(({ isFailed, messages }) => isFailed || messages.length !== 1)).toEqual([])
  expect(slack.wire.violations).toEqual([])
})
