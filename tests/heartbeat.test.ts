import { expect, it, onTestFinished } from 'vitest'
import { startHeartbeat } from '../src/heartbeat.ts'
import { eventually } from './support/eventually.ts'

const log = { warn: () => undefined, error: () => undefined }

/** The clock as a machine's owner sets it; what is measured in between goes on. */
const settableClock = () => {
  const Real = Date
  let shift = 0
  class Shifted extends Real {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(Real.now() + shift)
      else super(...(given as [number]))
    }
    static override now = (): number => Real.now() + shift
  }
  globalThis.Date = Shifted as DateConstructor
  onTestFinished(() => {
    globalThis.Date = Real
  })
  return (hours: number) => {
    shift += hours * 3_600_000
  }
}

const beating = (beat: () => Promise<void>) => {
  const heart = startHeartbeat(1, beat, log)
  onTestFinished(() => heart.stop())
}

it.each([-24, 1])(
  'goes on beating when the clock is set by %i hours',
  async (hours) => {
    const set = settableClock()
    let beats = 0
    beating(async () => {
      beats += 1
    })
    await eventually(() => beats > 0)
    set(hours)
    const before = beats
    await eventually(() => beats > before + 1)
  },
  20_000,
)

it('never beats twice at once, and goes on after a beat that failed', async () => {
  let running = 0
  let most = 0
  let beats = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  beating(async () => {
    beats += 1
    running += 1
    most = Math.max(most, running)
    if (beats === 1) await promise
    running -= 1
    if (beats === 2) throw new Error('a fault')
  })
  await eventually(() => beats === 1)
  const began = performance.now()
  // Two more have come due meanwhile.
  await eventually(() => performance.now() - began > 2_100)
  resolve()
  await eventually(() => beats > 2)
  expect(most).toBe(1)
}, 20_000)

it('beats at once when it is called, and once more if it was beating', async () => {
  let beats = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  const heart = startHeartbeat(
    59,
    async () => {
      beats += 1
      if (beats === 1) await promise
    },
    log,
  )
  onTestFinished(() => heart.stop())
  for (let times = 0; times < 3; times += 1) heart.now()
  expect(beats).toBe(1)
  resolve()
  await eventually(() => beats === 2)
  await heart.stop()
  heart.now()
  expect(beats).toBe(2)
})
