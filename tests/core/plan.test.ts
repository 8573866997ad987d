import { expect, it } from 'vitest'
import { lookAt, never, nextAfter } from '#core/plan'
import { parseSchedule, type Schedule } from '#core/schedule'

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds
const iso = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(ms).toString()

const zone = 'Europe/Brussels'
const weekdays = parseSchedule('weekdays 08:00')

const look = (schedule: Schedule, last: string, now: string, skips: string[] = []) =>
  lookAt({ schedule, zone, skips, last: at(last) }, at(now))

it('plans the slot that has come, and says when to look again', () => {
  const { come, last, next } = look(weekdays, '2026-02-13T07:00:00Z', '2026-02-16T07:00:01Z')
  expect(come).toEqual([
    {
      slot: '2026-02-16T08:00',
      due: at('2026-02-16T07:00:00Z'),
      expires: at('2026-02-16T13:00:00Z'),
      isLate: false,
    },
  ])
  expect(iso(last)).toBe('2026-02-16T07:00:01Z')
  expect(iso(next)).toBe('2026-02-17T07:00:00Z')
})

it('sends the newest of those missed, and says of the others that it stands for them', () => {
  const { come } = look(weekdays, '2026-02-13T07:00:00Z', '2026-02-18T09:00:00Z')
  expect(come.map(({ slot, skipped, isLate }) => [slot, skipped, isLate])).toEqual([
    ['2026-02-16T08:00', 'coalesced', true],
    ['2026-02-17T08:00', 'coalesced', true],
    ['2026-02-18T08:00', undefined, true],
  ])
})

it('sends none that is too late', () => {
  const { come } = look(weekdays, '2026-02-13T07:00:00Z', '2026-02-16T20:00:00Z')
  expect(come.map(({ skipped }) => skipped)).toEqual(['stale'])
})

it('leaves out days that were named, and then sends the newest of the others', () => {
  const days = ['2026-02-17', '2026-02-16']
  const { come } = look(
    parseSchedule('daily 08:00'),
    '2026-02-14T08:00:00Z',
    '2026-02-17T07:00:01Z',
    days,
  )
  expect(come.map(({ slot, skipped }) => [slot, skipped])).toEqual([
    ['2026-02-15T08:00', 'stale'],
    ['2026-02-16T08:00', 'by hand'],
    ['2026-02-17T08:00', 'by hand'],
  ])
})

it('looks back at nothing while the clock is behind, and never goes back itself', () => {
  const { come, last, next } = look(weekdays, '2026-02-17T07:00:01Z', '2026-02-16T07:30:00Z')
  expect(come).toEqual([])
  expect(iso(last)).toBe('2026-02-17T07:00:01Z')
  expect(iso(next)).toBe('2026-02-18T07:00:00Z')
})

it('knows when nothing comes any more', () => {
  const schedule: Schedule = { times: [480], days: [30], months: [2] }
  expect(nextAfter({ schedule, zone }, at('2026-02-16T07:00:00Z'))).toBe(never)
})
