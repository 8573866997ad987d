import { describe, test, vi } from 'vitest'
import { eventually } from '../support/eventually.ts'
import type { Promised } from './check/invariants.ts'
import { type PlatformName, platformNames } from './places.ts'
import { anotherNow, isOver, openScene, quiet, type Scene, statesIn, swift } from './scene.ts'
import { befall, countOf } from './trouble.ts'
import type { Variant } from './variants.ts'
import { prepare, type Work } from './work.ts'

// They wait more than they work.
vi.setConfig({ maxConcurrency: 20 })

/** A day on which only one thing keeps a promise, which a variant is without. */
type Day = {
  variant: Variant
  on: readonly PlatformName[]
  breaks: Promised
  happens(scene: Scene, name: PlatformName, work: () => Promise<Work>): Promise<void>
}

const lost = { kind: 'down', status: 503, when: 'after' } as const
const refused = { kind: 'down', status: 503, when: 'before' } as const

const days: Day[] = [
  {
    variant: 'naive',
    on: platformNames,
    breaks: 'duplicates',
    async happens(scene, name, work) {
      befall(scene, name, 'post', lost)
      await work()
    },
  },
  {
    variant: 'nonce-only',
    on: ['slack'],
    breaks: 'duplicates',
    async happens(scene, name, work) {
      befall(scene, name, 'post', lost)
      await work()
    },
  },
  {
    // Discord knows a message again that two send at once.
    variant: 'no-quarantine',
    on: ['slack'],
    breaks: 'duplicates',
    async happens(scene, name, work) {
      befall(scene, name, 'post', { kind: 'late', ms: 1_200 })
      await work()
      await eventually(() => countOf(scene, name, 'post') > 0)
      await work()
    },
  },
  {
    variant: 'no-order',
    on: platformNames,
    breaks: 'out of order',
    async happens(scene, name, work) {
      befall(scene, name, 'post', refused)
      await work()
      await eventually(() => countOf(scene, name, 'post') > 0)
      await anotherNow(scene)
      // The first of the two has something left to say after the second.
      await eventually(async () => (await statesIn(scene)).includes('sent'))
      await scene.news.publish()
    },
  },
  {
    variant: 'stale-body',
    on: platformNames,
    breaks: 'leaked',
    async happens(scene, name, work) {
      befall(scene, name, 'post', { kind: 'limited', seconds: 1 })
      await work()
      const isPutOff = "select id from delivery where state = 'planned' and attempt > 0"
      await eventually(async () => (await scene.desk.read(isPutOff)).length > 0)
      await scene.news.correct(scene.news.stories[0]!)
    },
  },
]

/** What was promised and is not so, once the day is over. */
const live = async (name: PlatformName, day: Day, variant: Variant | undefined) => {
  await using scene = await openScene(name, {
    sendsEmpty: true,
    isOrderless: variant === 'no-order',
  })
  const working: Work[] = []
  const wish = scene.wish({ settings: swift, ...(variant && { variant }) })
  await day.happens(scene, name, async () => {
    const work = await prepare(wish, quiet)
    working.push(work)
    work.go()
    return work
  })
  await eventually(() => isOver(scene))
  await Promise.all(working.map((work) => work.stop()))
  return await scene.verdict(scene.expected, true)
}

const rows = days.flatMap((day) => day.on.map((name) => ({ ...day, name })))

describe('what one thing alone keeps right', () => {
  test.concurrent.for(rows)('$variant lacks it on $name', async ({ name, ...day }, { expect }) => {
    expect((await live(name, day, undefined))[day.breaks]).toEqual([])
    expect((await live(name, day, day.variant))[day.breaks]).not.toEqual([])
  })
})
