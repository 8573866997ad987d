import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Occurrence, occurrences, parseSchedule } from '#core/schedule'
import { type Asked, expected, line, walk } from '../../support/schedule-oracle.ts'

const cron = (text: string): [string, Asked] => [text, { crons: [text] }]

const schedules: [string, Asked][] = [
  ['weekdays 08:00', { crons: ['0 8 * * 1-5'] }],
  ['daily 00:00', { crons: ['0 0 * * *'] }],
  ['daily 00:30', { crons: ['30 0 * * *'] }],
  ['daily 01:00', { crons: ['0 1 * * *'] }],
  ['daily 01:59', { crons: ['59 1 * * *'] }],
  ['daily 02:00', { crons: ['0 2 * * *'] }],
  ['daily 02:30', { crons: ['30 2 * * *'] }],
  ['daily 03:00', { crons: ['0 3 * * *'] }],
  ['daily 23:30', { crons: ['30 23 * * *'] }],
  ['daily 23:59', { crons: ['59 23 * * *'] }],
  ['daily 00:15 and 01:15', { crons: ['15 0,1 * * *'] }],
  ['daily 01:30 and 02:30', { crons: ['30 1,2 * * *'] }],
  ['daily 02:30 and 03:30', { crons: ['30 2,3 * * *'] }],
  ['daily 02:45 and 03:15', { crons: ['45 2 * * *', '15 3 * * *'] }],
  ['daily 23:30 and 00:30', { crons: ['30 23 * * *', '30 0 * * *'] }],
  ['daily 00:00, 01:00, 02:00, 03:00', { crons: ['0 0,1,2,3 * * *'] }],
  ['mondays and thursdays 9:00', { crons: ['0 9 * * 1,4'] }],
  ['sundays 02:15', { crons: ['15 2 * * 0'] }],
  ['saturdays 23:45', { crons: ['45 23 * * 6'] }],
  ['fridays 00:05', { crons: ['5 0 * * 5'] }],
  ['weekends 01:45', { crons: ['45 1 * * 0,6'] }],
  ['monthly 1 08:00', { crons: ['0 8 1 * *'] }],
  ['monthly on the 29th and 31st 02:20', { crons: ['20 2 29,31 * *'] }],
  ['monthly last 02:10', { crons: ['10 2 L * *'] }],
  ['25 October 02:40', { crons: ['40 2 25 10 *'] }],
  ['sundays and on the 8th and 30th at 02:30', { crons: ['30 2 8,30 * 0'] }],
  ['in March, April and November 01:30', { crons: ['30 1 * 3,4,11 *'] }],
  ['hourly', { crons: ['0 * * * *'] }],
  ['every 2 hours', { crons: ['0 */2 * * *'] }],
  ['every 15 minutes', { crons: ['*/15 * * * *'] }],
  ['every 30 minutes from 01:15 to 03:45', { crons: ['15,45 1-3 * * *'], interval: true }],
  [
    'every 45 minutes from 00:00 to 03:00',
    { crons: ['0 0,3 * * *', '45 0 * * *', '30 1 * * *', '15 2 * * *'], interval: true },
  ],
  cron('0 2-3 * * *'),
  cron('20 1-3/1 * * *'),
  cron('*/20 2 * * *'),
  cron('15 * * * 0'),
  cron('0,30 8-18/3 1,15 * 1'),
  cron('59 23-23/1 * * 6,0'),
  cron('7,37 * 1-7 * *'),
  cron('0 0-23 * * *'),
]

const newYear = (year: number): Temporal.Instant => Temporal.Instant.from(`${year}-01-01T00:00Z`)

const transitions = (zone: string, year: number): Temporal.ZonedDateTime[] => {
  const all: Temporal.ZonedDateTime[] = []
  const end = newYear(year + 1).epochMilliseconds
  let next = newYear(year).toZonedDateTimeISO(zone).getTimeZoneTransition('next')
  for (; next && next.epochMilliseconds < end; next = next.getTimeZoneTransition('next'))
    all.push(next)
  return all
}

/** From the evening before, as far as Monday morning where the clock changes on Sunday. */
const before = Temporal.Duration.from({ hours: 13 })
const behind = Temporal.Duration.from({ hours: 33 })

type Change = { at: Temporal.Instant; zones: string[] }

/** Zones whose clocks go alike around a transition need to be walked once. */
const changes = (year: number): Change[] => {
  const groups = new Map<string, Change>()
  for (const zone of Intl.supportedValuesOf('timeZone'))
    for (const transition of transitions(zone, year))
      groups
        .getOrInsertComputed(offsets(transition), () => ({ at: transition.toInstant(), zones: [] }))
        .zones.push(zone)
  return [...groups.values()]
}

/** All offsets that the clock has within the walk, and when. */
const offsets = (transition: Temporal.ZonedDateTime): string => {
  let clock = transition.subtract(before)
  const last = transition.add(behind)
  const shown = [`${clock.toInstant()}`, clock.offset]
  for (;;) {
    const next = clock.getTimeZoneTransition('next')
    if (!next || Temporal.ZonedDateTime.compare(next, last) > 0) return shown.join(' ')
    shown.push(`${next.toInstant()}`, next.offset)
    clock = next
  }
}

it.each([2024, 2025, 2026, 2027])(
  'around every transition of %i in every zone, is due when a walk over all minutes says',
  (year) => {
    const wrong: string[] = []
    const asked = schedules.map(([said, how]) => ({ schedule: parseSchedule(said), said, how }))
    let compared = 0
    for (const { at, zones } of changes(year)) {
      const [after, until] = [at.subtract({ hours: 12 }), at.add({ hours: 32 })]
      const minutes = walk(zones[0]!, at.subtract(before), at.add(behind))
      for (const { schedule, said, how } of asked) {
        const right = expected(minutes, how, after, until)
        compared += right.length * zones.length
        for (const zone of zones) {
          const ours = shown(occurrences(schedule, zone, { after, until }))
          if (`${ours}` !== `${right}`) wrong.push(`${said}, ${zone}: ${ours} for ${right}`)
        }
      }
    }
    expect(wrong.slice(0, 5)).toEqual([])
    // Nothing is wrong where nothing was compared.
    expect(compared).toBeGreaterThan(100_000)
  },
)

const shown = (due: Iterable<Occurrence>): string[] =>
  Array.from(due, ({ slot, at, skipped }) => line(slot, at.epochMilliseconds, skipped))

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
const instants = fc
  .integer({
    min: newYear(2024).epochMilliseconds / 1_000,
    max: newYear(2028).epochMilliseconds / 1_000,
  })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1_000))

it('is due when a walk says, in any zone and on any two days', () => {
  fc.assert(
    fc.property(fc.constantFrom(...schedules), zones, instants, ([said, how], zone, after) => {
      const until = after.add({ hours: 48 })
      const start = after.round({ smallestUnit: 'minute', roundingMode: 'floor' })
      const right = expected(walk(zone, start, until), how, after, until)
      expect(shown(occurrences(parseSchedule(said), zone, { after, until }))).toEqual(right)
    }),
    { numRuns: 60 },
  )
})
