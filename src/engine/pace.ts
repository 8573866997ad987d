import { setTimeout as wait } from 'node:timers/promises'
import type { Pace } from '#core/chat'

/** Requests of one lane, no faster than its platform takes them at that moment. */
export type Paced = {
  /** Resolves when a request may be made; the most urgent first, 0 before 1. */
  turn(urgency: number): Promise<void>
  /** One was taken: where the pace may rise, it does so slowly. */
  wentWell(): void
  /** One was refused as too many: half the pace from here. */
  slowDown(): void
  perSecond(): number
}

/** What may be caught up on after a pause, in seconds' worth: enough to fill the gaps between two looks. */
const burstSeconds = 0.08
/** Taken one after another, so many raise the pace by a tenth of a request a second. */
const riseAfter = 10
const rise = 0.1
const least = 0.2

type Waiting = { urgency: number; go(): void }

export const paced = (limits: () => Pick<Pace, 'start' | 'most'>): Paced => {
  let rate = limits().start
  const perSecond = (): number => Math.min(rate, limits().most)
  let taken = 0
  let next = performance.now()
  let isRunning = false
  const waiting: Waiting[] = []

  const run = async (): Promise<void> => {
    isRunning = true
    while (waiting.length > 0) {
      const left = next - performance.now()
      if (left > 1) await wait(left)
      next = Math.max(next, performance.now() - burstSeconds * 1_000) + 1_000 / perSecond()
      takeFirst(waiting).go()
    }
    isRunning = false
  }
  return {
    turn: (urgency) =>
      new Promise<void>((go) => {
        waiting.push({ urgency, go })
        if (!isRunning) void run()
      }),
    wentWell() {
      taken += 1
      if (taken % riseAfter === 0) rate = Math.min(limits().most, rate + rise)
    },
    slowDown() {
      taken = 0
      rate = Math.max(least, rate / 2)
    },
    perSecond,
  }
}

const takeFirst = (waiting: Waiting[]): Waiting => {
  const urgency = Math.min(...waiting.map((one) => one.urgency))
  const at = waiting.findIndex((one) => one.urgency === urgency)
  return waiting.splice(at, 1)[0]!
}
