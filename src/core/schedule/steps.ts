import type { Heard } from './heard.ts'
import { dayMinutes, sayStep } from './names.ts'

/** Steps in minutes that go into a day without rest, as people say them. */
const steps = [15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720]

/** The times of an interval, in minutes after midnight; undefined where none is meant or possible. */
export const timesBy = (heard: Heard): number[] | undefined => {
  const { range, times, faults } = heard
  if (heard.step === undefined) return undefined
  if (times.length > 0) faults.push('Write either times or how often, not both.')
  const { from, to } = inOrder(range, faults)
  const step = stepNear(heard.step, range !== undefined, faults)
  const all = timesFrom(from, to, step)
  if (all.length > 1) return all
  faults.push('There is only one time in that.')
  heard.times = all
  return undefined
}

const timesFrom = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, at) => from + at * step)

const stepNear = (asked: number, isInRange: boolean, faults: string[]): number => {
  const isWhole = Number.isInteger(asked) && (isInRange || dayMinutes % asked === 0)
  if (asked < 15) faults.push('I send at most every 15 minutes.')
  else if (isWhole && asked <= dayMinutes) return asked
  else faults.push(`A day cannot be divided into ${sayStep(asked).replace('every', 'steps of')}.`)
  return steps.toSorted((a, b) => Math.abs(a - asked) - Math.abs(b - asked))[0]!
}

const inOrder = (range: Heard['range'], faults: string[]): { from: number; to: number } => {
  const { from, to } = range ?? { from: 0, to: dayMinutes - 1 }
  if (from <= to) return { from, to }
  faults.push('It must end on the day on which it begins.')
  return { from: to, to: from }
}
