import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dueSlots,
  intervalOf,
  lateLimit,
  nextOccurrences,
  type Occurrence,
  occurrences,
  parseSchedule,
  type Schedule,
} from '#core/schedule'
import { anySchedule } from '../../support/any-schedule.ts'

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)

const line = ({ slot, at: instant, skipped }: Occurrence): string =>
  [slot, `${instant}`.replace(':00Z', 'Z'), ...(skipped ? [skipped] : [])].join(' ')

const due = (said: string, zone: string, after: string, until: string): string[] =>
  Array.from(occurrences(parseSchedule(said), zone, { after: at(after), until: at(until) }), line)

describe('where the clock goes forward', () => {
  it('a time that it leaves out moves by what was left out', () => {
    const day = (zone: string) => due('daily 02:30', zone, '2026-03-27T12:00Z', '2026-03-30T12:00Z')
    expect(day('Europe/Brussels')).toEqual([
      '2026-03-28T02:30 2026-03-28T01:30Z',
      '2026-03-29T02:30 2026-03-29T01:30Z',
      '2026-03-30T02:30 2026-03-30T00:30Z',
    ])
    expect(due('daily 03:30', 'Europe/Kyiv', '2026-03-28T12:00Z', '2026-03-30T12:00Z')).toEqual([
      '2026-03-29T03:30 2026-03-29T01:30Z',
      '2026-03-30T03:30 2026-03-30T00:30Z',
    ])
    expect(
      due('daily 02:30', 'America/New_York', '2026-03-08T00:00Z', '2026-03-09T12:00Z'),
    ).toEqual(['2026-03-08T02:30 2026-03-08T07:30Z', '2026-03-09T02:30 2026-03-09T06:30Z'])
  })

  it('and the one that it meets there stands for both', () =>
    expect(
      due('daily 02:30 and 03:30', 'Europe/Brussels', '2026-03-28T12:00Z', '2026-03-30T01:00Z'),
    ).toEqual([
      '2026-03-29T02:30 2026-03-29T01:30Z coalesced',
      '2026-03-29T03:30 2026-03-29T01:30Z',
      '2026-03-30T02:30 2026-03-30T00:30Z',
    ]))

  it('so that the next times do not name it', () =>
    expect(
      nextOccurrences(
        parseSchedule('daily 02:30 and 03:30'),
        'Europe/Brussels',
        at('2026-03-28T12:00Z'),
        2,
      ).map(line),
    ).toEqual(['2026-03-29T03:30 2026-03-29T01:30Z', '2026-03-30T02:30 2026-03-30T00:30Z']))

  it('or comes behind a later one', () =>
    expect(
      due('daily 02:45 and 03:15', 'Europe/Brussels', '2026-03-28T12:00Z', '2026-03-29T12:00Z'),
    ).toEqual(['2026-03-29T03:15 2026-03-29T01:15Z', '2026-03-29T02:45 2026-03-29T01:45Z']))

  it('an interval goes on as if nothing were', () =>
    expect(
      due('every 30 minutes', 'Europe/Brussels', '2026-03-29T00:00Z', '2026-03-29T02:00Z'),
    ).toEqual([
      '2026-03-29T01:30 2026-03-29T00:30Z',
      '2026-03-29T03:00 2026-03-29T01:00Z',
      '2026-03-29T03:30 2026-03-29T01:30Z',
      '2026-03-29T04:00 2026-03-29T02:00Z',
    ]))

  it('by half an hour on Lord Howe Island', () =>
    expect(
      due('daily 02:15', 'Australia/Lord_Howe', '2026-10-03T00:00Z', '2026-10-04T23:00Z'),
    ).toEqual(['2026-10-04T02:15 2026-10-03T15:45Z', '2026-10-05T02:15 2026-10-04T15:15Z']))

  it('by a whole day, as Samoa once did', () =>
    expect(due('daily 08:00', 'Pacific/Apia', '2011-12-29T00:00Z', '2011-12-31T20:00Z')).toEqual([
      '2011-12-29T08:00 2011-12-29T18:00Z',
      '2011-12-30T08:00 2011-12-30T18:00Z coalesced',
      '2011-12-31T08:00 2011-12-30T18:00Z',
      '2012-01-01T08:00 2011-12-31T18:00Z',
    ]))
})

describe('where the clock goes back', () => {
  it.each([
    ['Europe/Brussels', '02:30', '2026-10-25', '2026-10-25T00:30Z'],
    ['Europe/Kyiv', '03:30', '2026-10-25', '2026-10-25T00:30Z'],
    ['America/New_York', '01:30', '2026-11-01', '2026-11-01T05:30Z'],
  ])('in %s, %s is due the first time only', (zone, time, day, instant) => {
    const start = at(instant).subtract({ hours: 12 }).toString()
    const end = at(instant).add({ hours: 12 }).toString()
    expect(due(`daily ${time}`, zone, start, end)).toEqual([`${day}T${time} ${instant}`])
  })

  it('an interval is due in both passes, each under a name of its own', () =>
    expect(
      due('every 30 minutes', 'Europe/Brussels', '2026-10-24T23:30Z', '2026-10-25T02:00Z'),
    ).toEqual([
      '2026-10-25T02:00 2026-10-25T00:00Z',
      '2026-10-25T02:30 2026-10-25T00:30Z',
      '2026-10-25T02:00~2 2026-10-25T01:00Z',
      '2026-10-25T02:30~2 2026-10-25T01:30Z',
      '2026-10-25T03:00 2026-10-25T02:00Z',
    ]))

  it('asked between the passes, what was due in the first is not due again', () =>
    expect(due('daily 02:30', 'Europe/Brussels', '2026-10-25T00:45Z', '2026-10-25T12:00Z')).toEqual(
      [],
    ))
})

describe('a slot is called by local time', () => {
  // Versions of the time zone data differ by an hour about these: the instant may be either.
  it.each([
    ['America/Vancouver', ['15:00Z', '16:00Z']],
    ['Africa/Casablanca', ['07:00Z', '08:00Z']],
  ])('in %s too', (zone, instants) => {
    const all = due('daily 08:00', zone, '2026-12-01T00:00Z', '2026-12-02T23:00Z')
    expect(all.map((one) => one.slice(0, 16))).toEqual(['2026-12-01T08:00', '2026-12-02T08:00'])
    for (const one of all) expect(instants).toContain(one.slice(-6))
  })

  it('which in Casablanca comes twice when Ramadan begins', () =>
    expect(
      due('daily 02:30 and 03:30', 'Africa/Casablanca', '2026-02-14T12:00Z', '2026-02-15T12:00Z'),
    ).toEqual(['2026-02-15T02:30 2026-02-15T01:30Z', '2026-02-15T03:30 2026-02-15T03:30Z']))
})

describe('rare days', () => {
  const next = (said: string, after = '2026-11-22T12:00Z', count = 3): string[] =>
    nextOccurrences(parseSchedule(said), 'Europe/Brussels', at(after), count).map(({ slot }) =>
      slot.slice(0, 10),
    )

  it.each([
    ['0 8 29 2 *', ['2028-02-29', '2032-02-29', '2036-02-29']],
    ['monthly 31 08:00', ['2026-12-31', '2027-01-31', '2027-03-31']],
    ['monthly last 08:00', ['2026-11-30', '2026-12-31', '2027-01-31']],
    ['on the last day in February 08:00', ['2027-02-28', '2028-02-29', '2029-02-28']],
    ['1 July 08:00', ['2027-07-01', '2028-07-01', '2029-07-01']],
    ['weekdays 08:00', ['2026-11-23', '2026-11-24', '2026-11-25']],
    ['sundays 08:00', ['2026-11-29', '2026-12-06', '2026-12-13']],
    ['weekends 08:00', ['2026-11-28', '2026-11-29', '2026-12-05']],
  ])('%s', (said, days) => expect(next(said)).toEqual(days))

  it('either day field is enough where both say something', () =>
    expect(next('0 8 13 * 5', '2026-11-01T00:00Z', 6)).toEqual([
      '2026-11-06',
      '2026-11-13',
      '2026-11-20',
      '2026-11-27',
      '2026-12-04',
      '2026-12-11',
    ]))
  it('but a month that is left out is never due', () =>
    expect(next('0 8 13 2 1', '2027-02-08T12:00Z', 4)).toEqual([
      '2027-02-13',
      '2027-02-15',
      '2027-02-22',
      '2028-02-07',
    ]))

  it('29 February is found over the year 2100, which has none', () =>
    expect(next('0 8 29 2 *', '2096-03-01T00:00Z', 1)).toEqual(['2104-02-29']))
})

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
const instants = fc
  .integer({ min: 1_600_000_000, max: 1_900_000_000 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1_000))
const spans = fc.array(fc.integer({ min: 0, max: 3 * 24 * 60 }), { minLength: 1, maxLength: 6 })
const changing = fc.constantFrom(
  ['Europe/Brussels', '2026-03-29T01:00Z'],
  ['Europe/Brussels', '2026-10-25T01:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  ['Africa/Casablanca', '2026-02-15T02:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['Antarctica/Troll', '2026-03-29T01:00Z'],
) as fc.Arbitrary<[string, string]>

describe('any schedule', () => {
  it('is in order, names no slot twice, and stays within what was asked', () => {
    fc.assert(
      fc.property(anySchedule, zones, instants, (schedule, zone, after) => {
        const until = after.add({ hours: 24 * 20 })
        const all = [...occurrences(schedule, zone, { after, until })]
        const times = all.map((one) => one.at.epochMilliseconds)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(new Set(all.map(({ slot }) => slot)).size).toBe(all.length)
        const sent = all.filter(({ skipped }) => !skipped)
        expect(new Set(sent.map((one) => one.at.epochMilliseconds)).size).toBe(sent.length)
        for (const one of times) {
          expect(one).toBeGreaterThan(after.epochMilliseconds)
          expect(one).toBeLessThanOrEqual(until.epochMilliseconds)
        }
      }),
    )
  })

  it('is the same in one window as in several that join', () => {
    fc.assert(
      fc.property(anySchedule, changing, spans, (schedule, [zone, change], minutes) => {
        const start = at(change).subtract({ hours: 60 })
        const ends = [start]
        for (const span of minutes) ends.push(ends.at(-1)!.add({ minutes: span }))
        const parts = ends
          .slice(1)
          .flatMap((until, place) => [
            ...occurrences(schedule, zone, { after: ends[place]!, until }),
          ])
        const whole = occurrences(schedule, zone, { after: start, until: ends.at(-1)! })
        expect(parts.map(line)).toEqual([...whole].map(line))
      }),
      { numRuns: 300 },
    )
  })

  it('splits at the very instant of a slot without loss or doubling', () => {
    fc.assert(
      fc.property(anySchedule, changing, (schedule, [zone, change]) => {
        const [start, end] = [at(change).subtract({ hours: 30 }), at(change).add({ hours: 30 })]
        const whole = [...occurrences(schedule, zone, { after: start, until: end })]
        for (const { at: cut } of whole.slice(0, 12)) {
          const first = occurrences(schedule, zone, { after: start, until: cut })
          const second = occurrences(schedule, zone, { after: cut, until: end })
          expect([...first, ...second].map(line)).toEqual(whole.map(line))
        }
      }),
    )
  })

  it('is next what is due first and not skipped', () => {
    fc.assert(
      fc.property(anySchedule, zones, instants, (schedule, zone, after) => {
        const next = nextOccurrences(schedule, zone, after, 4)
        expect(next).toHaveLength(4)
        const all = occurrences(schedule, zone, { after, until: next[3]!.at })
        expect(next.map(line)).toEqual([...all].filter(({ skipped }) => !skipped).map(line))
      }),
    )
  })

  it('survives being stored', () => {
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        expect(JSON.parse(JSON.stringify(schedule))).toEqual(schedule)
      }),
    )
  })

  it('is never due again before its interval has passed, where there is no summer time', () => {
    fc.assert(
      fc.property(anySchedule, instants, (schedule, after) => {
        const least = intervalOf(schedule).total('milliseconds')
        const next = nextOccurrences(schedule, 'UTC', after, 40)
        const times = next.map((one) => one.at.epochMilliseconds)
        for (const [place, time] of times.slice(1).entries())
          expect(time - times[place]!).toBeGreaterThanOrEqual(least)
      }),
    )
  })
})

it('an empty window holds nothing, nor one that ends before it begins', () => {
  const hour = (after: string, until: string) => due('hourly', 'UTC', after, until)
  expect(hour('2026-01-01T08:00Z', '2026-01-01T08:00Z')).toEqual([])
  expect(hour('2026-01-01T09:00Z', '2026-01-01T08:00Z')).toEqual([])
  expect(hour('2026-01-01T07:59:59.999999999Z', '2026-01-01T08:00Z')).toHaveLength(1)
  expect(hour('2026-01-01T07:00Z', '2026-01-01T07:59:59.999999999Z')).toEqual([])
  expect(hour('2026-01-01T08:00:00.000000001Z', '2026-01-01T08:59Z')).toEqual([])
})

it.each([
  ['every 15 minutes', 0.25, 0.11],
  ['hourly', 1, 0.5],
  ['every 2 hours', 2, 1],
  ['daily 07:30 and 18:00', 10.5, 5.25],
  ['daily 23:00 and 01:00', 2, 1],
  ['mondays 23:00 and 01:00', 22, 6],
  ['daily 08:00', 24, 6],
  ['weekdays 08:00', 24, 6],
  ['mondays and thursdays 09:00', 72, 6],
  ['mondays and sundays 09:00', 24, 6],
  ['mondays 09:00', 168, 24],
  ['monthly 1 08:00', 28 * 24, 24],
  ['monthly last 08:00', 28 * 24, 24],
  ['monthly 1 and last day 08:00', 24, 6],
  ['monthly 28 and 29 08:00', 24, 6],
  ['mondays and on the 1st 08:00', 24, 6],
  ['1 July 08:00', 365 * 24, 24],
  ['29 February 08:00', (4 * 365 + 1) * 24, 24],
])('%s: comes after %f hours at least, and may be %f hours late', (said, hours, late) => {
  const schedule = parseSchedule(said)
  expect(intervalOf(schedule).total('hours')).toBe(hours)
  expect(lateLimit(schedule).total('hours')).toBeCloseTo(late, 1)
})

describe('after downtime', () => {
  const missed = (said: string, last: string, now: string): string[] =>
    dueSlots(parseSchedule(said), 'Europe/Brussels', { last: at(last), now: at(now) }).map(
      ({ slot, skipped }) => `${slot}${skipped ? ` ${skipped}` : ''}`,
    )

  it('nothing is due where nothing was missed, or the clock was set back', () => {
    expect(missed('daily 08:00', '2026-02-16T07:00Z', '2026-02-16T20:00Z')).toEqual([])
    expect(missed('daily 08:00', '2026-02-16T07:00Z', '2026-02-14T20:00Z')).toEqual([])
  })

  it('the one that was missed is due', () =>
    expect(missed('daily 08:00', '2026-02-16T06:59Z', '2026-02-16T07:00Z')).toEqual([
      '2026-02-16T08:00',
    ]))

  it('the newest stands for the older ones', () =>
    expect(missed('weekdays 08:00', '2026-02-12T07:00Z', '2026-02-16T08:30Z')).toEqual([
      '2026-02-13T08:00 coalesced',
      '2026-02-16T08:00',
    ]))

  it('none is due where the newest is later than its limit, to the second', () => {
    const all = ['2026-02-15T08:00', '2026-02-16T08:00']
    expect(missed('daily 08:00', '2026-02-14T12:00Z', '2026-02-16T13:00Z')).toEqual([
      `${all[0]} coalesced`,
      all[1],
    ])
    expect(missed('daily 08:00', '2026-02-14T12:00Z', '2026-02-16T13:00:01Z')).toEqual(
      all.map((slot) => `${slot} stale`),
    )
  })

  it('a weekly one waits for a day', () => {
    expect(missed('mondays 08:00', '2026-02-14T00:00Z', '2026-02-17T07:00Z')).toEqual([
      '2026-02-16T08:00',
    ])
    expect(missed('mondays 08:00', '2026-02-14T00:00Z', '2026-02-17T07:01Z')).toEqual([
      '2026-02-16T08:00 stale',
    ])
  })

  it('of two on one instant the later is sent', () =>
    expect(missed('daily 02:30 and 03:30', '2026-03-28T12:00Z', '2026-03-29T01:40Z')).toEqual([
      '2026-03-29T02:30 coalesced',
      '2026-03-29T03:30',
    ]))

  it('40 days of quarters of an hour end in one', () => {
    const all = missed('every 15 minutes', '2026-01-01T00:00Z', '2026-02-10T00:00Z')
    expect(all).toHaveLength(40 * 96)
    expect(all.filter((one) => !one.endsWith(' coalesced'))).toEqual(['2026-02-10T01:00'])
  })

  it('every slot has one state, whatever is missed, and at most one is sent', () => {
    fc.assert(
      fc.property(anySchedule, changing, spans, (schedule, [zone, change], [minutes = 0]) => {
        const last = at(change).subtract({ hours: 30 })
        const now = last.add({ minutes })
        const states = dueSlots(schedule, zone, { last, now })
        const slots = [...occurrences(schedule, zone, { after: last, until: now })]
        expect(states.map(({ slot }) => slot)).toEqual(slots.map(({ slot }) => slot))
        expect(states.filter(({ skipped }) => !skipped).length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

it('a schedule that never comes ends, should one ever be stored', () => {
  const never: Schedule = { times: [480], days: [31], months: [2] }
  expect(nextOccurrences(never, 'Europe/Brussels', at('2026-01-01T00:00Z'), 1)).toEqual([])
})
