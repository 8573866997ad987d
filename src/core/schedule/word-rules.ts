import { clockPattern, hourPattern, readClock } from './clock.ts'
import {
  addDate,
  addDay,
  addMonth,
  addWeekday,
  addWeekdays,
  type Heard,
  refuseCounting,
  saysDay,
} from './heard.ts'
import { monthNames, weekdayNames, weekend, workdays } from './names.ts'

/** What a text in lower case may begin with, and what is heard by it: the whole, then each group. */
export type WordRule = { begins: RegExp; hear(heard: Heard, found: readonly string[]): void }

const rule = (pattern: string, hear: WordRule['hear'] = () => {}): WordRule => ({
  begins: new RegExp(`^(?:${pattern})`, 'u'),
  hear,
})

/** `mondays|monday|monda|mond|mon` and so on for each. */
const spellings = (names: readonly string[]): string =>
  names
    .map((name) => `${name.toLowerCase()}s`)
    .flatMap((name) => Array.from(name.slice(2), (_, at) => name.slice(0, name.length - at)))
    .join('|')

const weekday = `(${spellings(weekdayNames)})\\b\\.?`
const month = `(${spellings(monthNames)})\\b\\.?`
const nth = '(?:st|nd|rd|th)'
const place = `(?:other|first|second|third|fourth|fifth|last|\\d${nth})`
const numerals = ['one', 'two', 'three', 'four', 'five', 'six', 'eight', 'ten', 'twelve']
const count = `(\\d{1,5}|${numerals.join('|')}|half an|half|an|a)`
const values = [1, 2, 3, 4, 5, 6, 8, 10, 12]
const dash = ' ?(?:to|until|till|through|-|–|—) ?'

const numberOf = (typed: string): number => {
  if (typed.startsWith('half')) return 0.5
  return values[numerals.indexOf(typed)] ?? (Number(typed) || (typed === '0' ? 0 : 1))
}

/** Tried in this order; the first that fits is taken. */
export const wordRules: readonly WordRule[] = [
  rule('[,;&+.]|(?:and|or)\\b'),
  rule(
    `every (?:other|second|third|${count}) (day|week|month|year)s?\\b`,
    (heard, [whole = '', , unit]) => {
      refuseCounting(heard, whole)
      if (unit !== 'day') heard.recurs = `${unit as 'week' | 'month' | 'year'}ly`
    },
  ),
  rule('fortnightly\\b|bi-?weekly\\b|every fortnight\\b', (heard, [whole = '']) => {
    refuseCounting(heard, whole)
    heard.recurs = 'weekly'
  }),
  rule(`every (?:${count} ?)?(min|h)(?:ute|our|r)?s?\\b`, (heard, [, number = '', unit]) => {
    heard.step = numberOf(number) * (unit === 'h' ? 60 : 1)
  }),
  rule('hourly\\b', (heard) => {
    heard.step = 60
  }),
  rule(
    `(?:from|between) (${hourPattern})(?:${dash}| and )(${hourPattern})`,
    (heard, [, from = '', to = '']) => {
      const { faults } = heard
      heard.range = { from: readClock(from, faults), to: readClock(to, faults) }
    },
  ),
  rule(`${weekday}${dash}${weekday}`, (heard, [, first = '', last = '']) =>
    addWeekdays(heard, first, last),
  ),
  rule(`(?:every )?${place} ${weekday}`, (heard, [whole = '', name = '']) => {
    refuseCounting(heard, whole)
    addWeekday(heard, name)
  }),
  rule(weekday, (heard, [, name = '']) => addWeekday(heard, name)),
  rule('(?:week|work(?:ing)? ?|business )days?\\b', ({ weekdays }) => {
    weekdays.push(...workdays)
  }),
  rule('weekends?\\b', ({ weekdays }) => {
    weekdays.push(...weekend)
  }),
  rule(`(\\d{1,2})(?:${nth}|\\.)? (?:of )?${month}`, (heard, [, day = '', name = '']) =>
    addDate(heard, day, name),
  ),
  rule(
    `${month} (?:the )?(\\d{1,2})(?:${nth})?\\b(?![:.]\\d| ?[ap]\\.?m)`,
    (heard, [, name = '', day = '']) => addDate(heard, day, name),
  ),
  rule(clockPattern, ({ times, faults }, [whole = '']) => {
    times.push(readClock(whole, faults))
  }),
  rule(`(\\d{1,2})${nth}\\b(?: day\\b)?`, (heard, [, day = '']) => addDay(heard, day)),
  rule('last\\b(?: day\\b)?', ({ days }) => {
    days.push('last')
  }),
  rule('first\\b(?: day\\b)?', ({ days }) => {
    days.push(1)
  }),
  rule(month, (heard, [, name = '']) => addMonth(heard, name)),
  // As the military write it. With a month it is rather a year, which a digest does not have.
  rule('(\\d\\d)(\\d\\d)\\b', ({ months, times, faults }, [whole = '', hours, minutes]) => {
    if (months.length === 0 || !/^(?:19|20)/.test(whole))
      times.push(readClock(`${hours}:${minutes}`, faults))
    else faults.push(`It comes every year, not only in ${whole}.`)
  }),
  rule('(week|month|year)ly\\b|(?:every|each) (week|month|year)\\b', (heard, found) => {
    heard.recurs = `${(found[1] ?? found[2]) as 'week' | 'month' | 'year'}ly`
    if (heard.recurs !== 'weekly') heard.numbers = 'days'
  }),
  rule('annually\\b', (heard) => {
    heard.recurs = 'yearly'
    heard.numbers = 'days'
  }),
  rule('daily\\b|(?:every|each) ?day\\b', (heard) => {
    heard.daily = true
  }),
  rule('on the\\b', (heard) => {
    heard.numbers = 'days'
  }),
  rule('at\\b|@', (heard) => {
    heard.numbers = 'hours'
  }),
  rule("(?:on|in|the|of|of the|each|every|a|an|month|o'clock|day)\\b"),
  rule('(\\d{1,2})\\b(?![:.]\\d)', (heard, [, number = '']) => {
    if (heard.numbers === 'days') addDay(heard, number)
    else if (heard.numbers === undefined && !saysDay(heard))
      heard.faults.push(`Is ${number} a time or a day?`)
    else heard.times.push(readClock(number, heard.faults))
  }),
]
