import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dayOf,
  isDay,
  isDayOrMonth,
  parseFullDate,
  parseSince,
  sayDate,
  sayShortDate,
} from '#core/dates'
import { UserError } from '#core/errors'
import { anyText } from '../support/any-text.ts'
import { processorMs } from '../support/time.ts'

const zone = 'Europe/Brussels'
/** A Sunday. */
const sunday = Temporal.Instant.from('2026-11-22T10:00:00Z')
/** Half an hour into a Monday in Brussels, and still Sunday in London. */
const afterMidnight = Temporal.Instant.from('2026-11-22T23:30:00Z')
const leapYear = Temporal.Instant.from('2028-01-10T10:00:00Z')

const since = (text: string, now = sunday) => parseSince(text, now, zone)
const fault = async (text: string, now = sunday): Promise<unknown> =>
  since(text, now).catch((error: unknown) => error)

describe('the start of a span, said on Sunday 22 November 2026', () => {
  it.each([
    ['today', '2026-11-22'],
    ['now', '2026-11-22'],
    ['yesterday', '2026-11-21'],
    ['the day before yesterday', '2026-11-20'],
    ['last night', '2026-11-21'],
    ['an hour ago', '2026-11-22'],
    ['3 days ago', '2026-11-19'],
    ['past 3 days', '2026-11-19'],
    ['a week ago', '2026-11-15'],
    ['2 weeks ago', '2026-11-08'],
    ['two weeks ago', '2026-11-08'],
    ['3 months ago', '2026-08-22'],
    ['1 year ago', '2025-11-22'],
    ['7d', '2026-11-15'],
    ['7 D', '2026-11-15'],
    ['2w', '2026-11-08'],
    ['3m', '2026-08-22'],
    ['0d', '2026-11-22'],
    ['this week', '2026-11-16'],
    ['the week', '2026-11-16'],
    ['this month', '2026-11-01'],
    ['this year', '2026-01-01'],
    ['last week', '2026-11-15'],
    ['last month', '2026-10-22'],
    ['last year', '2025-11-22'],
    ['monday', '2026-11-16'],
    ['Mon', '2026-11-16'],
    ['on monday', '2026-11-16'],
    ['last monday', '2026-11-16'],
    ['sunday', '2026-11-22'],
    ['last sunday', '2026-11-15'],
    ['saturday', '2026-11-21'],
    ['2 November', '2026-11-02'],
    ['2nd November', '2026-11-02'],
    ['the 2nd of November', '2026-11-02'],
    ['November 2nd', '2026-11-02'],
    ['1 Nov', '2026-11-01'],
    ['2 November 2026', '2026-11-02'],
    ['monday 16 november', '2026-11-16'],
    ['22 november', '2026-11-22'],
    ['23 november', '2025-11-23'],
    ['nov 26', '2025-11-26'],
    ['jan 19', '2026-01-19'],
    ['February 30', undefined],
    ['march', '2026-03-01'],
    ['december', '2025-12-01'],
    ['february 2026', '2026-02-01'],
    ['2026-02', '2026-02-01'],
    ['2026-11-02', '2026-11-02'],
    ['02/11/2026', '2026-11-02'],
    ['2/11', '2026-11-02'],
    ['02.11.2026', '2026-11-02'],
    ['2026/11/02', '2026-11-02'],
    ['29 Feb 2024', '2024-02-29'],
    ['  2 November  ', '2026-11-02'],
  ])('%j is %s', async (text, day) => {
    const read = await fault(text)
    expect(read instanceof UserError ? undefined : read).toBe(day)
  })
})

describe('where it is already the next day', () => {
  it.each([
    ['today', '2026-11-23'],
    ['yesterday', '2026-11-22'],
    ['monday', '2026-11-23'],
    ['last monday', '2026-11-16'],
    ['last night', '2026-11-22'],
    ['an hour ago', '2026-11-22'],
  ])('%j is %s', async (text, day) => expect(await since(text, afterMidnight)).toBe(day))
})

describe('what is no date is refused with examples of dates', () => {
  it.each([
    '',
    '   ',
    'banana',
    'not a date at all yesterday maybe',
    'yesterday monday',
    '31 February',
    '31 April 2026',
    '2026-02-30',
    '2026-13',
    '13/13/2026',
    '5',
    '2026',
    'ago',
    'next',
    'coming friday',
    '5000 years ago',
    'in 100000 years',
    '99999999999999999999 days ago',
    '99999d',
    '\u0000',
    '__proto__',
    '２ November',
  ])('%j', async (text) => {
    const error = await fault(text)
    expect(error).toBeInstanceOf(UserError)
    expect((error as UserError).message).toMatch(
      /^I cannot read ".*" as a date\. Write it like 2 November 2026, last Monday, 3 days ago or 2026-11-02\.$/,
    )
  })

  it('and "29 February" where the last one is not a year back', async () =>
    expect(await fault('29 February', leapYear)).toBeInstanceOf(UserError))
})

describe('what is still to come is refused with the day it was read as', () => {
  it.each([
    ['tomorrow', '23 November 2026'],
    ['next monday', '23 November 2026'],
    ['next week', '29 November 2026'],
    ['friday next week', '27 November 2026'],
    ['in 3 days', '25 November 2026'],
    ['23 November 2026', '23 November 2026'],
    ['2026-12', '1 December 2026'],
    ['2027-01-01', '1 January 2027'],
  ])('%j', async (text, day) => {
    const error = await fault(text)
    expect(error).toBeInstanceOf(UserError)
    expect((error as UserError).message).toBe(
      `${day} is still to come; today is 22 November 2026. Name a date that has passed.`,
    )
  })
})

describe('a megabyte is refused at once, in a short sentence', () => {
  it.each(['a', '1', '2 november ', 'monday ', 'last ', '3 days ', '1/', '1-', 'the '])(
    'of %j',
    async (part) => {
      let error: unknown
      const ms = await processorMs(async () => {
        error = await fault(part.repeat(1_000_000 / part.length))
      })
      expect(ms).toBeLessThan(500)
      expect(error).toBeInstanceOf(UserError)
      expect((error as UserError).message.length).toBeLessThan(200)
    },
  )
})

const dateWord = fc.constantFrom(
  ...'last next this the on in ago since monday fri november feb may 2 31 30 02 2026 1999 99999 / - . : , day days week months years yesterday today tonight noon 5pm before after to from st nd d w m'.split(
    ' ',
  ),
)
const datelike = fc
  .array(dateWord, { maxLength: 7 })
  .chain((some) => fc.constantFrom(' ', '', '/').map((between) => some.join(between)))

it('is a day that exists and has passed, or a UserError, whatever is typed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(datelike, anyText(70)),
      fc.constantFrom(sunday, afterMidnight, leapYear),
      async (text, now) => {
        const read = await fault(text, now)
        if (read instanceof UserError) return
        expect(isDay(String(read))).toBe(true)
        expect(String(read) <= dayOf(now, zone)).toBe(true)
      },
    ),
    { numRuns: 2_000 },
  )
})

it.each([
  ['2026-11-22', '22 November 2026', '22 Nov 2026'],
  ['2026-02-01', '1 February 2026', '1 Feb 2026'],
  ['2026-02', 'February 2026', 'Feb 2026'],
])('says %s as %s or %s', (date, full, short) => {
  expect(sayDate(date)).toBe(full)
  expect(sayShortDate(date)).toBe(short)
})

it('knows the day of an instant in its zone', () => {
  expect(dayOf(afterMidnight, 'Europe/Brussels')).toBe('2026-11-23')
  expect(dayOf(afterMidnight, 'Europe/London')).toBe('2026-11-22')
})

it.each([
  ['2024-02-29', true, true],
  ['2026-02-29', false, false],
  ['2026-02', false, true],
  ['2026-13', false, false],
  ['2026-2-1', false, false],
  ['2026-11-22T10:00', false, false],
  ['-000001-01-01', false, false],
  ['', false, false],
])('%j: a day %s, a day or a month %s', (text, day, either) => {
  expect(isDay(text)).toBe(day)
  expect(isDayOrMonth(text)).toBe(either)
})

it.each([
  ['22 February 2027', '2027-02-22'],
  ['1 march 2027', '2027-03-01'],
  ['30 February 2027', undefined],
  ['22 Feb 2027', undefined],
  ['February 2027', undefined],
  ['2027-02-22', undefined],
  ['22 February 2027.', undefined],
])('reads %j in full as %s and nothing looser', (text, day) =>
  expect(parseFullDate(text)).toBe(day),
)

it('reads back the full date that it says', () => {
  const days = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31') })
  fc.assert(
    fc.property(days, (date) => {
      if (Number.isNaN(date.getTime())) return
      const day = date.toISOString().slice(0, 10)
      expect(parseFullDate(sayDate(day))).toBe(Number(day.slice(0, 4)) >= 1000 ? day : undefined)
    }),
  )
})
