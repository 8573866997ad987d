import type { Schedule } from './shape.ts'

/**
 * Five fields of crontab(5): minute, hour, day of month, month, day of week with Sunday as 0. Nothing
 * where one line of them cannot say it: 07:30 and 18:00, a month's last day, or every 45 minutes.
 */
export const sayCron = ({ times, interval, ...on }: Schedule): string | undefined => {
  const minutes = [...new Set(times.map((time) => time % 60))]
  const hours = [...new Set(times.map((time) => Math.floor(time / 60)))]
  const days = on.days?.filter((day) => day !== 'last')
  if (minutes.length * hours.length !== times.length || days?.length !== on.days?.length) return
  const clock = interval ? counting(minutes, hours) : [runs(minutes), runs(hours)]
  const weekdays = on.weekdays && ascending(on.weekdays.map((weekday) => weekday % 7))
  const dates = [
    days && stepped(days, 31),
    on.months && runs(on.months),
    weekdays && runs(weekdays),
  ]
  return [...clock, ...dates.map((list) => list ?? '*')].join(' ')
}

const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)

/** `0,8-12,14` */
const runs = (numbers: readonly number[]): string => {
  const ends = (at: number): boolean => numbers[at + 1] !== numbers[at]! + 1
  const parts: number[][] = [[]]
  ascending(numbers).forEach((number, at) => {
    parts.at(-1)?.push(number)
    if (ends(at)) parts.push([])
  })
  return parts
    .filter((part) => part.length > 0)
    .map((part) => (part.length > 2 ? `${part[0]}-${part.at(-1)}` : part.join()))
    .join()
}

/** A `*` or a step must stand in minute or hour, or the line would not mean an interval. */
const counting = (minutes: readonly number[], hours: readonly number[]): [string, string] => {
  const clock = [stepped(minutes, 59), stepped(hours, 23)] as [string, string]
  if (/[*/]/.test(clock.join())) return clock
  const [first, ...rest] = hours
  return [runs(minutes), [`${first}-${first}/1`, ...(rest.length > 0 ? [runs(rest)] : [])].join()]
}

/** As a star, with a step or alone, or as 8-18/2, where that is all; else 8-18 or 0,20,30. */
const stepped = (numbers: readonly number[], most: number): string => {
  const [first = 0, second = 0] = numbers
  const step = second - first
  if (numbers.length > most) return '*'
  const isEven = step > 1 && numbers.every((one, at) => one === first + at * step)
  if (isEven && first === 0 && step * numbers.length > most) return `*/${step}`
  return isEven && numbers.length > 2 ? `${first}-${numbers.at(-1)}/${step}` : runs(numbers)
}
