import fc from 'fast-check'
import { expect, it } from 'vitest'
import { UserError } from '#core/errors'
import { isZone, zoneNamed } from '#core/schedule'
import { anyText } from '../../support/any-text.ts'

it.each([
  ['Europe/Brussels', 'Europe/Brussels'],
  ['europe/brussels', 'Europe/Brussels'],
  ['Brussels', 'Europe/Brussels'],
  [' brussels ', 'Europe/Brussels'],
  ['Kyiv', 'Europe/Kyiv'],
  ['Kiev', 'Europe/Kyiv'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Calcutta', 'Asia/Kolkata'],
  ['Kolkata', 'Asia/Kolkata'],
  ['New York', 'America/New_York'],
  ['america/new york', 'America/New_York'],
  ['São Paulo', 'America/Sao_Paulo'],
  ['Washington', 'America/New_York'],
  ['The Hague', 'Europe/Amsterdam'],
  ['UTC', 'UTC'],
  ['CET', 'CET'],
])('%j is %s', (typed, zone) => expect(zoneNamed(typed)).toBe(zone))

it.each([
  ['Europe/Brusels', 'Did you mean Europe/Brussels?'],
  ['Brussel', 'Did you mean Europe/Brussels?'],
  ['Kviy', 'Europe/Kyiv'],
  ['Pariss', 'Europe/Paris'],
  ['Europe/Berlim', 'Europe/Berlin'],
  // No summer time, or no zone at all: not what is meant.
  ['EST', 'Did you mean America/New_York?'],
  ['bst', 'Did you mean Europe/London?'],
  ['+02:00', 'Name a large city'],
  ['2026-01-01T00:00[Europe/Brussels]', 'No time zone'],
  ['xyzzy', 'Name a large city'],
  ['', 'Name a large city'],
])('%j is refused: %s', (typed, why) => {
  expect(() => zoneNamed(typed)).toThrow(UserError)
  expect(() => zoneNamed(typed)).toThrow(why)
})

it('every zone has a name and a city that are known, and keeps its clock', () => {
  const now = Temporal.Instant.from('2026-07-01T00:00Z')
  const offset = (zone: string) => now.toZonedDateTimeISO(zone).offset
  const all = Intl.supportedValuesOf('timeZone')
  expect(all.length).toBeGreaterThan(400)
  for (const zone of all) {
    expect(isZone(zone)).toBe(true)
    const named = zoneNamed(zone)
    expect(offset(named)).toBe(offset(zone))
    expect(zoneNamed(named.toUpperCase())).toBe(named)
    expect(zoneNamed(named.split('/').at(-1)!.replaceAll('_', ' '))).toBe(named)
  }
})

it.each([
  ['Europe/Kyiv', true],
  ['Poland', true],
  ['Brussels', false],
  ['Europe/Brusels', false],
  ['+02:00', false],
  ['Z', false],
  ['2026-01-01T00:00[Europe/Brussels]', false],
  ['', false],
])('%j is a zone: %s', (text, is) => expect(isZone(text)).toBe(is))

it('any text names a zone or is refused', () => {
  fc.assert(
    fc.property(anyText(30), (typed) => {
      try {
        expect(isZone(zoneNamed(typed))).toBe(true)
      } catch (fault) {
        expect(fault).toBeInstanceOf(UserError)
      }
    }),
  )
  expect(() => zoneNamed('x'.repeat(1_000_000))).toThrow(UserError)
})
