import { expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import type { Serving } from '../support/serving.ts'
import { startBalancer } from './balancer.ts'
import { portOf, replicasOnSlack } from './slack.ts'

it('loses no command in a rolling restart behind a balancer that looks at /readyz', async () => {
  const { slack, product, asking } = await replicasOnSlack((SLACK_SIGNING_SECRET) => ({
    SLACK_APP_TOKEN: '',
    SLACK_SIGNING_SECRET,
    HAND_OVER_MS: '2000',
  }))
  const running: Serving[] = []
  const ports = () => running.flatMap((one) => portOf(one) ?? [])
  const start = async (): Promise<void> => {
    const one = await product.start()
    running.push(one)
    const port = await eventually(() => portOf(one))
    await eventually(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200)
  }
  await start()
  await start()
  const address = await startBalancer(ports)
  await eventually(() =>
    slack.wire.toHttp(address).then(
      () => true,
      () => false,
    ),
  )
  const asked = await asking(async () => {
    for (const one of [...running]) {
      await start()
      expect(await one.stop()).toBe(0)
      running.splice(running.indexOf(one), 1)
    }
  })
  expect(asked.length).toBeGreaterThan(20)
  expect(asked.filter(({ isFailed, messages }) => isFailed || messages.length !== 1)).toEqual([])
})
