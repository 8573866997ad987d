import { describe, test, vi } from 'vitest'
import { eventually } from '../support/eventually.ts'
import type { Act } from './crash.ts'
import { hire } from './crew.ts'
import { type PlatformName, platformNames } from './places.ts'
import { brokenIn, openScene, type Scene, statesIn, workedOff } from './scene.ts'
import { befall } from './trouble.ts'
import { brisk } from './world.ts'

// They wait more than they work.
vi.setConfig({ maxConcurrency: 10 })

const hourMs = 3_600_000

/** A process froze itself there, as on a machine that is suspended; another has finished, and it wakes up. */
const frozen = async (
  name: PlatformName,
  act: Act,
  when: 'before' | 'after',
  look: (scene: Scene) => Promise<void>,
): Promise<void> => {
  await using scene = await openScene(name, { stories: 1 })
  await using hand = hire([name])
  // Beats and renewals are far apart, so that it does not freeze with the store in its hands.
  const settings = { ...brisk, beatMs: 600_000, laneLeaseMs: 3_000 }
  await hand.prepare(scene.wish({ settings, crash: { act, when, isFreezing: true } }))
  const isFrozen = hand.frozen()
  hand.go()
  await isFrozen
  await workedOff(scene)
  hand.thaw()
  await hand.stop()
  await look(scene)
}

describe.for(platformNames)('a process frozen past its lease on %s', (name) => {
  test.concurrent.for([
    { act: 'claim', when: 'after' },
    { act: 'post', when: 'after' },
    { act: 'settle', when: 'before' },
  ] as const)('$when its $act posts nothing and settles nothing', ({ act, when }, { expect }) =>
    frozen(name, act, when, async (scene) => {
      expect(await brokenIn(scene)).toEqual([])
      expect(await statesIn(scene)).toEqual(['sent', 'sent'])
      expect(scene.accepted()).toHaveLength(2)
    }),
  )
})

describe('a process frozen between its last look and the socket', () => {
  test.concurrent('sends what Discord knows already', ({ expect }) =>
    frozen('discord', 'post', 'before', async (scene) => {
      expect(await brokenIn(scene)).toEqual([])
      expect(scene.accepted()).toHaveLength(2)
    }))

  /**
   * The one exception that is known: Slack knows no message again, and nothing can call back what a
   * process sends that was frozen for longer than its lease and the quarantine.
   */
  test.concurrent('sends what Slack takes a second time', ({ expect }) =>
    frozen('slack', 'post', 'before', async (scene) => {
      expect(await statesIn(scene)).toEqual(['sent', 'sent'])
      expect(await scene.verdict(scene.expected, true)).toMatchObject({
        duplicates: [expect.stringContaining('accepted 2 times')],
        lost: [],
        leaked: [],
      })
    }))
})

test.concurrent.for(platformNames)(
  'clocks that are two hours apart on %s',
  async (name, { expect }) => {
    await using scene = await openScene(name)
    befall(scene, name, 'post', { kind: 'down', status: 503, when: 'after' })
    await using behind = hire([name])
    await using ahead = hire([name])
    await Promise.all([
      behind.prepare(scene.wish({ skewMs: -hourMs })),
      ahead.prepare(scene.wish({ skewMs: hourMs })),
    ])
    behind.go()
    ahead.go()
    await eventually(async () => (await statesIn(scene)).join() === 'sent,sent')
    await Promise.all([behind.stop(), ahead.stop()])
    expect(await brokenIn(scene)).toEqual([])
    expect(scene.accepted()).toHaveLength(2)
  },
)
