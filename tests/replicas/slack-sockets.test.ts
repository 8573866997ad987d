import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type Serving, serving } from '../support/serving.ts'
import { type Interaction, startSlack } from '../support/slack/index.ts'
import { sharedStore } from './shared.ts'

/** Between two commands: as fast as a whole newsroom could ask, and no multiple of anything. */
const everyMs = 23

it('loses no command in a rolling restart, however steadily they come', async () => {
  const slack = await startSlack({ within: 20_000 })
  onTestFinished(() => slack.stop())
  const team = slack.world.team('Policy desk')
  const channel = slack.world.channel(team, 'policy')
  const product = serving(slack, (await sharedStore()).env)
  const started = async (connections: number): Promise<Serving> => {
    const one = await product.start()
    await eventually(() => slack.wire.connections >= connections)
    return one
  }
  const old = [await started(2), await started(4)]
  const reader = slack.person({ name: 'Ben' })

  const asked: Interaction[] = []
  const enough = new AbortController()
  const asking = (async () => {
    while (!enough.signal.aborted) {
      asked.push(await reader.command(channel, '/sitrep topics'))
      await wait(everyMs)
    }
  })()
  for (const one of old) {
    await started(6)
    expect(await one.stop()).toBe(0)
  }
  const before = asked.length
  await eventually(() => asked.length > before + 10)
  enough.abort()
  await asking
  await Promise.all(asked.map(({ settled }) => settled))
  expect(asked.length).toBeGreaterThan(20)
  expect(asked.filter(({ messages }) => messages.length !== 1)).toEqual([])
  expect(slack.wire.violations).toEqual([])
})
