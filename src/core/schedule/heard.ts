import { shortened } from '../words.ts'
import { monthNames, weekdayNames } from './names.ts'
import type { DayOfMonth } from './shape.ts'

/** What the words have said so far. */
export type Heard = {
  times: number[]
  days: DayOfMonth[]
  weekdays: number[]
  months: number[]
  /** `1 july`: the day belongs to that month alone. */
  dates: { day: string; month: string }[]
  /** Minutes from one time to the next, and between which times of the day. */
  step?: number
  range?: { from: number; to: number }
  daily?: true
  /** By itself it says too little: on which day? */
  recurs?: 'weekly' | 'monthly' | 'yearly'
  /** What a number alone is from here on; at first it is nothing. */
  numbers?: 'hours' | 'days'
  /** A sentence for each thing that cannot be. */
  faults: string[]
}

const placeIn = (names: readonly string[], word: string): number =>
  names.findIndex((name) => name.toLowerCase().startsWith(word.slice(0, 3))) + 1

export const addWeekday = ({ weekdays }: Heard, name: string): void => {
  weekdays.push(placeIn(weekdayNames, name))
}

/** Round the end of the week where it must: Friday to Monday. */
export const addWeekdays = ({ weekdays }: Heard, first: string, last: string): void => {
  const [from, to] = [placeIn(weekdayNames, first), placeIn(weekdayNames, last)]
  for (let at = 0; at <= (to - from + 7) % 7; at++) weekdays.push(((from + at - 1) % 7) + 1)
}

export const addMonth = ({ months }: Heard, name: string): void => {
  months.push(placeIn(monthNames, name))
}

export const addDay = (heard: Heard, typed: string): void => {
  const day = Number(typed)
  if (day < 1 || day > 31) heard.faults.push(`No month has a day ${day}.`)
  heard.days.push(Math.min(31, Math.max(1, day)))
  heard.numbers = 'days'
}

export const addDate = (heard: Heard, day: string, month: string): void => {
  addDay(heard, day)
  addMonth(heard, month)
  heard.dates.push({ day, month })
}

/** Whether anything was said about the day. */
export const saysDay = ({ days, weekdays, months, daily, recurs }: Heard): boolean =>
  [...days, ...weekdays, ...months, daily, recurs].some((one) => one !== undefined)

/** Two weeks, or a month's first Monday: no local date says which. */
export const refuseCounting = ({ faults }: Heard, typed: string): void => {
  faults.push(`I cannot count "${shortened(typed)}".`)
}
