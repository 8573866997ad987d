import { shortened } from '../words.ts'
import { monthNames, weekdayNames } from './names.ts'

export type Field = { name: string; from: number; to: number; names?: readonly string[] }

/** In their order. */
export const fieldsOfCron: readonly Field[] = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of the month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12, names: monthNames.map((name) => name.toLowerCase()) },
  { name: 'day of the week', from: 0, to: 7, names: ['sunday', ...weekdayNames] },
]

/** The numbers that a field lists. Each thing wrong in it adds a sentence to `faults` and is mended. */
export const readField = (text: string, field: Field, faults: string[]): number[] => [
  ...new Set(text.split(',').flatMap((part) => readPart(part, field, faults))),
]

const readPart = (part: string, field: Field, faults: string[]): number[] => {
  const [whole, begin, end, step] = part.match(/^(\*|\w+)(?:(?<!\*)-(\w+))?(?:\/(\d+))?$/) ?? []
  if (!whole || !begin) {
    faults.push(`I cannot read "${shortened(part)}" as a ${field.name}.`)
    return []
  }
  const first = begin === '*' ? field.from : numberOf(begin, field, faults)
  const last = begin === '*' ? field.to : end ? numberOf(end, field, faults) : first
  if (step === undefined)
    return inRange({ first, last: sunday(first, last, field) }, 1, field, faults)
  if (begin !== '*' && !end)
    faults.push(`A step needs a range: ${first}-${field.to}/${step}, not ${whole}.`)
  const to = end ? sunday(first, last, field) : field.to
  return inRange({ first, last: to }, stepOf(step, to - first, faults), field, faults)
}

const numberOf = (
  word: string,
  { name, from, to, names = [] }: Field,
  faults: string[],
): number => {
  const named = names.findIndex((one) => word.length >= 3 && one.startsWith(word))
  const number = named < 0 ? Number(word) : from + named
  if (number >= from && number <= to) return number
  faults.push(`"${shortened(word)}" is no ${name} in cron, which has ${from} to ${to}.`)
  return number > to ? to : from
}

/** A range that ends on Sunday ends the week. */
const sunday = (first: number, last: number, { to }: Field): number =>
  to === 7 && last === 0 && first > 0 ? 7 : last

const stepOf = (typed: string, span: number, faults: string[]): number => {
  const step = Number(typed)
  if (step >= 1 && step <= Math.max(1, span)) return step
  faults.push(`A step of ${shortened(typed)} does not fit there.`)
  return step < 1 ? 1 : span + 1
}

/** One that runs backwards is taken round the end, and told. */
const inRange = (
  { first, last }: { first: number; last: number },
  step: number,
  { from, to }: Field,
  faults: string[],
): number[] => {
  if (first <= last) return numbersFrom(first, last, step)
  faults.push(`The range from ${first} to ${last} runs backwards.`)
  return [...numbersFrom(first, to, step), ...numbersFrom(from, last, step)]
}

const numbersFrom = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, at) => from + at * step)
