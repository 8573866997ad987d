import { describe, test, vi } from 'vitest'
import { platformNames } from './places.ts'
import {
  brokenIn,
  justBeforeMs,
  openScene,
  type Scene,
  statesIn,
  workedOff,
  working,
} from './scene.ts'
import { minutesBetween, slotAt, thisMinute } from './slots.ts'
import { befall } from './trouble.ts'
import { zone } from './world.ts'

// They wait more than they work.
vi.setConfig({ maxConcurrency: 20 })

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
/** So many days ago by the clock, even where it was changed meanwhile. */
const summerTimeMs = 2 * hourMs

const slotsIn = async ({ desk }: Scene): Promise<string[]> => {
  const rows = await desk.read<{ slot: string; state: string; why: string | null }>(
    'select slot, state, why from edition order by due, slot',
  )
  return rows.map(({ slot, state, why }) => `${slot} ${why ?? state}`)
}

const hasLooked = (beats: number): boolean => beats > 3

/** Editions as they are written down, without when. */
const outcomesIn = async (scene: Scene) =>
  (await slotsIn(scene)).map((line) => line.slice('2026-02-16T08:00 '.length))

describe.for(platformNames)('%s after', (name) => {
  const times = (count: number, what: string) => Array.from({ length: count }, () => what)

  test.concurrent.for([
    { down: '10 minutes', ms: 10 * minuteMs, slots: ['sent'] },
    { down: '3 days', ms: 3 * dayMs, slots: [...times(3, 'coalesced'), 'sent'] },
    { down: '40 days', ms: 40 * dayMs, slots: [...times(40, 'coalesced'), 'sent'] },
  ])('a downtime of $down', async ({ ms, slots }, { expect }) => {
    await using scene = await openScene(name)
    await scene.setBack(scene.digest, ms + summerTimeMs)
    await workedOff(scene)
    expect(await outcomesIn(scene)).toEqual(slots)
    expect(await brokenIn(scene)).toEqual([])
    expect(scene.accepted()).toHaveLength(2)
  })

  test.concurrent('a downtime of 10 hours with a digest of every hour', async ({ expect }) => {
    const { schedule } = thisMinute(zone)
    const [minute = 0] = schedule.times
    const times = Array.from({ length: 24 }, (_, hour) => 60 * hour + (minute % 60))
    await using scene = await openScene(name, { schedule: { times, interval: true } })
    const { created } = scene.digest
    await scene.setBack(scene.digest, 10 * hourMs)
    await workedOff(scene)
    const isItsMinute = (at: number): boolean => (at / minuteMs) % 60 === minute % 60
    const missed = minutesBetween(created - 10 * hourMs - justBeforeMs, created).filter(isItsMinute)
    const [last = 0] = missed.splice(-1)
    expect(await slotsIn(scene)).toEqual([
      ...missed.map((at) => `${slotAt(at, zone)} coalesced`),
      `${slotAt(last, zone)} sent`,
    ])
    expect(scene.accepted()).toHaveLength(2)
  })

  test.concurrent.for([
    { named: 'an hour', ms: hourMs },
    { named: 'a day', ms: dayMs },
  ])('a clock that is set back by $named', async ({ ms }, { expect }) => {
    await using scene = await openScene(name)
    await workedOff(scene)
    const before = await slotsIn(scene)
    const { last } = (await scene.store.digests.find(scene.digest.id))!
    scene.setClock(-ms)
    await working(scene, hasLooked)
    scene.setClock(0)
    await working(scene, hasLooked)
    expect(await slotsIn(scene)).toEqual(before)
    expect((await scene.store.digests.find(scene.digest.id))!.last).toBeGreaterThanOrEqual(last)
    expect(await brokenIn(scene)).toEqual([])
    expect(scene.accepted()).toHaveLength(2)
  })

  test.concurrent('a clock that is set forward by a day, and back again', async ({ expect }) => {
    await using scene = await openScene(name, { sendsEmpty: true })
    await workedOff(scene)
    const isTomorrow = async () =>
      (await slotsIn(scene)).length === 2 && (await statesIn(scene)).every((one) => one === 'sent')
    scene.setClock(dayMs)
    await working(scene, isTomorrow)
    scene.setClock(0)
    await working(scene, hasLooked)
    expect(await outcomesIn(scene)).toEqual(['sent', 'sent'])
    expect(await scene.verdict(scene.expected, true)).toMatchObject({ duplicates: [], lost: [] })
    expect(scene.accepted()).toHaveLength(3)
  })

  test.concurrent('a clock that was set back while something was on its way', async ({
    expect,
  }) => {
    await using scene = await openScene(name)
    befall(scene, name, 'post', { kind: 'down', status: 503, when: 'after' })
    const isOnItsWay = async () =>
      (await statesIn(scene))[0] === 'sending' && scene.accepted().length === 1
    scene.setClock(3 * hourMs)
    await working(scene, isOnItsWay)
    scene.setClock(0)
    // What it claimed ends hours from now; nobody waits for that any longer than ten minutes.
    await working(scene, hasLooked)
    scene.setClock(11 * minuteMs)
    await workedOff(scene)
    expect(await statesIn(scene)).toEqual(['sent', 'sent'])
    expect(await brokenIn(scene)).toEqual([])
    expect(scene.accepted()).toHaveLength(2)
  })

  test.concurrent('other time zone data: the same slot at another moment is the same', async ({
    expect,
  }) => {
    await using scene = await openScene(name)
    await working(scene, async () => (await statesIn(scene)).length === 1, { isSending: false })
    const { digests } = scene.store
    const digest = (await digests.find(scene.digest.id))!
    const [edition] = (await digests.history(digest.id, { offset: 0, limit: 1 })).items
    const { id, slot, due } = edition!
    const moved = { id, slot, due: due - hourMs, expires: due + hourMs, isLate: false }
    await digests.plan([
      { digest, occurrences: [moved], last: digest.last + 1, next: digest.last + hourMs },
    ])
    await workedOff(scene)
    expect(await brokenIn(scene)).toEqual([])
    expect(await slotsIn(scene)).toHaveLength(1)
    expect(scene.accepted()).toHaveLength(2)
  })

  test.concurrent('other time zone data: what is next is computed anew', async ({ expect }) => {
    await using scene = await openScene(name)
    await scene.desk.write("update digest set tz = '1999a', next = ?", Date.now() + hourMs)
    await workedOff(scene)
    expect(await brokenIn(scene)).toEqual([])
    expect(scene.accepted()).toHaveLength(2)
  })
})
