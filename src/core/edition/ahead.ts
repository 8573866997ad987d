import { sayShortDate } from '../dates.ts'
import type { Event } from '../digest.ts'
import { withoutYear } from './heading.ts'
import { type Fact, inRow } from './line.ts'

const mostEvents = 3

/** Dates to come in one line, with the year where it is another, and which of them found room in it. */
export const aheadLines = (
  ahead: readonly Event[],
  year: number,
): { fact: Fact; events: readonly Event[] }[] => {
  if (ahead.length === 0) return []
  const pieces = ahead.slice(0, mostEvents).map((event) => sayEvent(event, year))
  const { fact, count } = inRow('AHEAD', pieces, mostEvents)
  return [{ fact, events: ahead.slice(0, count) }]
}

/** `1 Dec  Summit in Bergen`, with the year where it is another than this. */
export const sayEvent = ({ date, title }: Pick<Event, 'date' | 'title'>, year: number): string => {
  const day = sayShortDate(date)
  const said = date.startsWith(`${year}-`) ? withoutYear(day) : day
  return `${said}  ${title}`
}
