import { describe, expect, it } from 'vitest'
import { parseSchedule, sayCron, saySchedule } from '#core/schedule'

const hours = (...all: number[]): number[] => all.map((hour) => hour * 60)

describe('five fields of cron', () => {
  it.each([
    ['0 8 * * *', { times: [480] }],
    ['30 7 * * 1-5', { times: [450], weekdays: [1, 2, 3, 4, 5] }],
    ['0 8 * * 0', { times: [480], weekdays: [7] }],
    ['0 8 * * 7', { times: [480], weekdays: [7] }],
    ['0 8 * * sun', { times: [480], weekdays: [7] }],
    ['0 8 * * SAT-SUN', { times: [480], weekdays: [6, 7] }],
    ['0 8 * * 5-7', { times: [480], weekdays: [5, 6, 7] }],
    ['0 8 * * 0-6', { times: [480] }],
    ['0 8 * * Mon,Wed', { times: [480], weekdays: [1, 3] }],
    ['0 8 * * */2', { times: [480], weekdays: [2, 4, 6, 7] }],
    ['0 8 1,15 * *', { times: [480], days: [1, 15] }],
    ['0 8 */10 * *', { times: [480], days: [1, 11, 21, 31] }],
    ['0 8 1-7 jan,JUL *', { times: [480], days: [1, 2, 3, 4, 5, 6, 7], months: [1, 7] }],
    ['0 8 * 1-12 *', { times: [480] }],
    ['0 8 1 * 1', { times: [480], days: [1], weekdays: [1] }],
    // Either is enough, so that a field that names every day leaves nothing out.
    ['0 8 1-31 * 1', { times: [480] }],
    ['0 8 1 * 0-7', { times: [480] }],
    ['0,30 8,12 * * *', { times: [480, 510, 720, 750] }],
    ['0 8-10 * * *', { times: hours(8, 9, 10) }],
    ['0 0-23 * * *', { times: hours(...Array(24).keys()) }],
    ['0 */6 * * *', { times: hours(0, 6, 12, 18), interval: true }],
    ['0 8-16/4 * * *', { times: hours(8, 12, 16), interval: true }],
    ['0 * * * *', { times: hours(...Array(24).keys()), interval: true }],
    ['*/30 8 * * *', { times: [480, 510], interval: true }],
    ['0 8-8/1 * * *', { times: [480], interval: true }],
    ['@daily', { times: [0] }],
    ['@midnight', { times: [0] }],
    ['@weekly', { times: [0], weekdays: [7] }],
    ['@monthly', { times: [0], days: [1] }],
    ['@yearly', { times: [0], days: [1], months: [1] }],
    ['@annually', { times: [0], days: [1], months: [1] }],
    ['  0   8 * *  1 ', { times: [480], weekdays: [1] }],
  ])('%j', (cron, schedule) => expect(parseSchedule(cron)).toEqual(schedule))

  it.each([
    ['0 8 L * *', 'L, W, # and ?', 'monthly on the last day at 08:00'],
    ['0 8 15W * *', 'L, W, # and ?', 'monthly on the 15th at 08:00'],
    ['0 8 LW * *', 'L, W, # and ?', 'monthly on the last day at 08:00'],
    ['0 8 * * 5L', 'L, W, # and ?', 'fridays at 08:00'],
    ['0 8 * * L', 'L, W, # and ?', 'saturdays at 08:00'],
    ['0 8 * * 1#1', 'L, W, # and ?', 'mondays at 08:00'],
    ['0 8 ? * MON', 'L, W, # and ?', 'mondays at 08:00'],
    ['0 0 8 * * 1', 'five fields here, not 6', 'mondays at 08:00'],
    ['0 0 8 * * 1 2027', 'five fields here, not 7', 'mondays at 08:00'],
    ['0 8 * *', 'five fields here, not 4', 'daily at 08:00'],
    ['0 25 * * *', '"25" is no hour in cron, which has 0 to 23', 'daily at 23:00'],
    ['60 8 * * *', '"60" is no minute', 'daily at 08:59'],
    ['0 8 32 * *', '"32" is no day of the month', 'monthly on the 31st at 08:00'],
    ['0 8 0 * *', '"0" is no day of the month', 'monthly on the 1st at 08:00'],
    ['0 8 * 13 *', '"13" is no month', 'daily in December at 08:00'],
    ['0 8 * * 8', '"8" is no day of the week', 'sundays at 08:00'],
    ['0 8 * * fri-mon', 'runs backwards', 'mondays, fridays, saturdays and sundays at 08:00'],
    ['0 22-2 * * *', 'runs backwards', 'daily at 00:00, 01:00, 02:00, 22:00 and 23:00'],
    ['5/15 * * * *', '5-59/15, not 5/15', 'every 15 minutes from 00:05 to 23:50'],
    ['*/90 * * * *', 'A step of 90 does not fit', 'hourly'],
    ['*/0 8 * * *', 'A step of 0 does not fit', 'every 15 minutes from 08:00 to 08:45'],
    ['0 8 */2 * 1', 'A step over all days', '0 8 1-31/2 * 1'],
    [
      '0 8 1 * */2',
      'A step over all days',
      'tuesdays, thursdays, saturdays and sundays and on the 1st at 08:00',
    ],
    ['*/5 * * * *', 'at most every 15 minutes', 'every 15 minutes'],
    ['* * * * *', 'at most every 15 minutes', 'every 15 minutes'],
    ['0,50 * * * *', 'at most every 15 minutes', 'hourly'],
    ['0 8 31 2 *', 'never comes: February has no 31st', 'on the last day in February at 08:00'],
    [
      '0 8 31 4,6 *',
      'never comes: April and June have no 31st',
      'on the last day in April and June',
    ],
  ])('%s is refused: %s', (cron, why, instead) => {
    expect(() => parseSchedule(cron)).toThrow(why)
    expect(() => parseSchedule(cron)).toThrow(`Write ${instead}`.slice(0, -1))
  })

  it('is kept where some of its months have the day', () =>
    expect(saySchedule(parseSchedule('0 8 31 2,3 *'))).toBe('on 31 February and 31 March at 08:00'))
})

it.each([
  ['weekdays 08:00', '0 8 * * 1-5'],
  ['weekends 08:00', '0 8 * * 0,6'],
  ['monthly 1 08:00', '0 8 1 * *'],
  ['hourly', '0 * * * *'],
  ['every 2 hours', '0 */2 * * *'],
  ['every 20 minutes', '*/20 * * * *'],
  ['weekdays every 2 hours from 8 to 18', '0 8-18/2 * * 1-5'],
  ['every 30 minutes from 8 to 18:30', '*/30 8-18 * * *'],
  ['daily 07:30 and 18:30', '30 7,18 * * *'],
  ['daily 07:30 and 18:00', undefined],
  ['monthly last 08:00', undefined],
  ['every 90 minutes', undefined],
])('%s as cron is %s', (typed, cron) => expect(sayCron(parseSchedule(typed))).toBe(cron))

it.each([
  ['0,30 8-18/3 1,15 * 1', '*/30 8-17/3 1,15 * 1'],
  ['0 0-23 * * *', '0 0-23 * * *'],
  ['0 8 1-31/2 * *', '0 8 1-31/2 * *'],
])('%s is longer in words, so that it is said as %s', (cron, said) =>
  expect(saySchedule(parseSchedule(cron))).toBe(said),
)
