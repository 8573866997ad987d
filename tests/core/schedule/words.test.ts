import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '#core/errors'
import { text } from '#core/reply'
import { parseSchedule, sayCron, saySchedule } from '#core/schedule'
import { anySchedule } from '../../support/any-schedule.ts'
import { anyText } from '../../support/any-text.ts'

const said = (typed: string): string => saySchedule(parseSchedule(typed))

const refusal = (typed: string): UserError => {
  try {
    parseSchedule(typed)
  } catch (fault) {
    if (fault instanceof UserError) return fault
    throw fault
  }
  throw new Error(`"${typed}" was read`)
}

/** What it proposes to write: never another thing that is refused. */
const proposed = ({ words }: UserError): string[] =>
  words.flatMap((word) => (typeof word === 'object' && word.kind === 'code' ? [text(word)] : []))

describe('what people write', () => {
  it.each([
    ['weekdays 08:00', 'weekdays at 08:00'],
    ['  WEEKDAYS   8:00 ', 'weekdays at 08:00'],
    ['workdays 8h30', 'weekdays at 08:30'],
    ['working days 0830', 'weekdays at 08:30'],
    ['daily 7:30', 'daily at 07:30'],
    ['daily at 7', 'daily at 07:00'],
    ['every day at 7.30', 'daily at 07:30'],
    ['everyday 7h', 'daily at 07:00'],
    ['08:00', 'daily at 08:00'],
    ['at 8', 'daily at 08:00'],
    ['daily 7:30am', 'daily at 07:30'],
    ['daily 12am', 'daily at 00:00'],
    ['daily 12 p.m.', 'daily at 12:00'],
    ['weekdays 6pm', 'weekdays at 18:00'],
    ['noon on mondays', 'mondays at 12:00'],
    ['at midnight on sundays', 'sundays at 00:00'],
    ['mondays 09:00', 'mondays at 09:00'],
    ['every monday 9', 'mondays at 09:00'],
    ['Mondays and Thursdays 9:00', 'mondays and thursdays at 09:00'],
    ['thu & mon 9:00', 'mondays and thursdays at 09:00'],
    ['mon, wed, fri 08:00', 'mondays, wednesdays and fridays at 08:00'],
    ['Mon., Tues 8:00', 'mondays and tuesdays at 08:00'],
    ['mon-fri 8', 'weekdays at 08:00'],
    ['monday to friday at 8', 'weekdays at 08:00'],
    ['fri – mon 8:00', 'mondays, fridays, saturdays and sundays at 08:00'],
    ['weekends 10:00', 'weekends at 10:00'],
    ['mon tue wed thu fri sat sun 10:00', 'daily at 10:00'],
    ['monthly 1 08:00', 'monthly on the 1st at 08:00'],
    ['monthly on the 2nd and 15 at 8', 'monthly on the 2nd and 15th at 08:00'],
    ['every month on the 3rd, 8:00', 'monthly on the 3rd at 08:00'],
    ['on the 11th, 21st and 22nd at 8', 'monthly on the 11th, 21st and 22nd at 08:00'],
    ['the 1st and 15 8:00', 'monthly on the 1st and 15th at 08:00'],
    ['monthly last 08:00', 'monthly on the last day at 08:00'],
    ['last day of the month 08:00', 'monthly on the last day at 08:00'],
    ['first and last day of month 8am', 'monthly on the 1st and last day at 08:00'],
    ['mondays and on the 1st at 8', 'mondays and on the 1st at 08:00'],
    ['1 July 08:00', 'on 1 July at 08:00'],
    ['july 1st 8:00', 'on 1 July at 08:00'],
    ['1 January and 1 July 0800', 'on 1 January and 1 July at 08:00'],
    ['yearly on the 9th of May 8:00', 'on 9 May at 08:00'],
    ['29 February 08:00', 'on 29 February at 08:00'],
    ['mondays in June and July 8:00', 'mondays in June and July at 08:00'],
    ['daily in January 10:00', 'daily in January at 10:00'],
    ['every 2 hours', 'every 2 hours'],
    ['every two hours', 'every 2 hours'],
    ['every hour', 'hourly'],
    ['Hourly', 'hourly'],
    ['every half hour', 'every 30 minutes'],
    ['every 30 min', 'every 30 minutes'],
    ['every 90 minutes', 'every 90 minutes'],
    ['weekdays every 2 hours from 8 to 18', 'weekdays every 2 hours from 08:00 to 18:00'],
    ['every 45 min between 8:00 and 12:00', 'every 45 minutes from 08:00 to 11:45'],
    ['daily 07:30 and 18:00', 'daily at 07:30 and 18:00'],
    ['daily 18:00 07:30, 7:30am', 'daily at 07:30 and 18:00'],
    ['ｄａｉｌｙ　８：００', 'daily at 08:00'],
  ])('%j is read as %s', (typed, says) => expect(said(typed)).toBe(says))
})

describe('what cannot be is refused with the nearest there is', () => {
  it.each([
    ['weekdays 25:00', 'There is no time 25:00.', 'weekdays at 23:00'],
    ['weekdays 24:00', 'There is no time 24:00.', 'weekdays at 00:00'],
    ['daily 8:60', 'There is no time 8:60.', 'daily at 09:00'],
    ['daily 8:5', 'There is no time 8:5.', 'daily at 08:05'],
    ['daily 13pm', 'There is no time 13pm.', 'daily at 13:00'],
    ['daily 0am', 'There is no time 0am.', 'daily at 00:00'],
    ['31 February 08:00', 'That never comes: February has no 31st', 'on the last day in February'],
    ['30 feb 08:00', 'That never comes: February has no 30th', 'on the last day in February'],
    ['31 June 08:00', 'That never comes: June has no 31st', 'on the last day in June at 08:00'],
    ['monthly 32 08:00', 'No month has a day 32.', 'monthly on the 31st at 08:00'],
    ['monthly 0 08:00', 'No month has a day 0.', 'monthly on the 1st at 08:00'],
    ['every 5 minutes', 'at most every 15 minutes', 'every 15 minutes'],
    ['every minute', 'at most every 15 minutes', 'every 15 minutes'],
    ['every 0 hours', 'at most every 15 minutes', 'every 15 minutes'],
    ['daily 08:00 and 08:05', 'at most every 15 minutes', 'daily at 08:00'],
    ['daily 23:55 and 00:05', 'at most every 15 minutes', 'daily at 00:05'],
    ['every 7 hours', 'cannot be divided into steps of 7 hours', 'every 6 hours'],
    ['every 50 minutes', 'cannot be divided into steps of 50 minutes', 'every 45 minutes'],
    ['every 99999 hours', 'cannot be divided', 'every 12 hours'],
    ['every 24 hours', 'only one time', 'daily at 00:00'],
    ['every 2 hours at 8:00', 'either times or how often', 'every 2 hours'],
    ['every 2 hours from 18 to 8', 'end on the day', 'every 2 hours from 08:00 to 18:00'],
    ['weekdays from 8 to 18', 'How often', 'weekdays at 08:00'],
    ['every 2 days 08:00', 'I cannot count "every 2 days".', 'daily at 08:00'],
    ['every other week 08:00', 'I cannot count "every other week".', 'mondays at 08:00'],
    ['fortnightly on fridays 9:00', 'I cannot count "fortnightly".', 'fridays at 09:00'],
    ['every other monday 08:00', 'I cannot count "every other monday".', 'mondays at 08:00'],
    ['first monday 08:00', 'I cannot count "first monday".', 'mondays at 08:00'],
    ['the last friday of the month 8:00', 'I cannot count "last friday".', 'fridays at 08:00'],
    ['weekdays', 'At what time?', 'weekdays at 08:00'],
    ['weekly 9:00', 'On which day of the week?', 'mondays at 09:00'],
    ['monthly 9:00', 'On which day of the month?', 'monthly on the 1st at 09:00'],
    ['monthly mondays 9:00', 'On which day of the month?', 'mondays at 09:00'],
    ['yearly 9:00', 'In which month?', 'on 1 January at 09:00'],
    ['1 july 2027 8:00', 'every year, not only in 2027', 'on 1 July at 08:00'],
    ['1 january and 15 july 8:00', 'one for each', 'on 1 January at 08:00'],
    ['mondays and 1 july 8:00', 'one for each', 'on 1 July at 08:00'],
    ['wekdays 08:00', 'I do not know "wekdays"', 'weekdays at 08:00'],
    ['dayly 08:00', 'I do not know "dayly"', 'daily at 08:00'],
    ['mondais 8:00', 'I do not know "mondais"', 'mondays at 08:00'],
    ['weekdays 8:00 brussels', 'I do not know "brussels"', 'weekdays at 08:00'],
    ['daily 8:00 ap', 'I do not know "ap"', 'daily at 08:00'],
    ['8 mondays', 'Is 8 a time or a day?', 'mondays at 08:00'],
  ])('%s: %s', (typed, why, instead) => {
    const fault = refusal(typed)
    expect(fault.message).toContain(why)
    expect(proposed(fault)).toEqual([expect.stringContaining(instead)])
    expect(said(proposed(fault)[0]!)).toBe(proposed(fault)[0])
  })

  it.each([
    '',
    '   ',
    'banana',
    'twice a day',
    'lundi 8h',
    '0 8',
    '@reboot',
    '@every 2h',
    ':',
    '-',
  ])('%j with the forms there are', (typed) => {
    const forms = proposed(refusal(typed))
    expect(forms.length).toBeGreaterThan(3)
    for (const form of forms) expect(() => parseSchedule(form)).not.toThrow()
  })

  it('a text that is longer than any schedule is not read', () =>
    expect(proposed(refusal('monday 08:00 '.repeat(300))).length).toBeGreaterThan(3))

  it('a megabyte is not read, nor said again', () => {
    expect(refusal('monday '.repeat(150_000)).message.length).toBeLessThan(400)
    expect(refusal(`0${',1'.repeat(500_000)} 8 * * *`).message.length).toBeLessThan(400)
  })
})

const runs = { numRuns: 600 }

describe('any text', () => {
  const word = fc.constantFrom(
    ...['every', 'mondays', 'sun', 'fri', '-', 'to', 'last', 'day', 'monthly', 'weekly', 'yearly'],
    ...['july', 'feb', 'may', 'on the', '31', '30', '1st', '8', '25:00', '08:00', '7.30pm', '0800'],
    ...[
      'hours',
      'minutes',
      '5',
      '45',
      'from',
      'between',
      'and',
      ',',
      'at',
      'noon',
      'daily',
      '2026',
    ],
    ...['hourly', 'weekdays', 'weekends', 'first', 'other', 'xyz', 'mondy', '99999', 'half', '0'],
    ...['*', '*/5', '*/90', '0', '9-17', '1-5/2', 'L', '15W', '1#2', '?', 'sat-sun', '60', '5/15'],
  )
  const soup = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))
  const cronField = fc.constantFrom(
    ...['*', '*/5', '*/30', '*/90', '0', '8', '9-17', '17-9', '9-17/4', '1,15', '5/15', '0-59/20'],
    ...['L', '15W', '1#2', '?', 'mon', 'jan-mar', 'sat-sun', '60', '31', '1-31', '*,3', '7', '0/0'],
  )
  const crons = fc.array(cronField, { minLength: 4, maxLength: 7 }).map((all) => all.join(' '))

  it.each([
    ['words in any order', soup],
    ['any fields of cron', crons],
    [
      'anything',
      fc.oneof(
        anyText(60),
        anyText(60).map((some) => `weekdays 08:00 ${some}`),
      ),
    ],
  ])('is a schedule, or is refused with one: %s', (_, typed) => {
    fc.assert(
      fc.property(typed, (one) => {
        try {
          const schedule = parseSchedule(one)
          expect(parseSchedule(saySchedule(schedule))).toEqual(schedule)
        } catch (fault) {
          if (!(fault instanceof UserError)) throw fault
          expect(proposed(fault).length).toBeGreaterThan(0)
          for (const form of proposed(fault)) expect(() => parseSchedule(form)).not.toThrow()
        }
      }),
      runs,
    )
  })
})

describe('any schedule', () => {
  it('is read back from how it is said', () => {
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        expect(parseSchedule(saySchedule(schedule))).toEqual(schedule)
        expect(parseSchedule(saySchedule(schedule).toUpperCase())).toEqual(schedule)
      }),
      runs,
    )
  })

  it('is read back from its cron where it has one', () => {
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        const cron = sayCron(schedule)
        if (cron) expect(parseSchedule(cron)).toEqual(schedule)
      }),
      runs,
    )
  })
})
