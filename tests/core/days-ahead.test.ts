import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDay } from '#core/dates'
import { parseDays, parseUntil } from '#core/days-ahead'
import { UserError } from '#core/errors'
import { anyText } from '../support/any-text.ts'
import { processorMs } from '../support/time.ts'

/** Tuesday 24 November 2026, ten o'clock in Brussels. */
const here = { now: Temporal.Instant.from('2026-11-24T09:00:00Z'), zone: 'Europe/Brussels' }

const refusal = async (reading: Promise<unknown>): Promise<string> => {
  const fault = await reading.catch((error: unknown) => error)
  if (!(fault instanceof UserError)) throw new Error(`no refusal: ${JSON.stringify(fault)}`)
  return fault.message
}

describe('a day to come', () => {
  it.each([
    ['3 January', '2027-01-03'],
    ['jan 19', '2027-01-19'],
    ['20 Nov', '2027-11-20'],
    ['31 December 2026', '2026-12-31'],
    ['2026-12-24', '2026-12-24'],
    ['24.12.2026', '2026-12-24'],
    ['december', '2026-12-01'],
    ['tomorrow', '2026-11-25'],
    ['monday', '2026-11-30'],
    ['next monday', '2026-11-30'],
    ['next week', '2026-11-30'],
    ['Next Month', '2026-12-01'],
    ['next year', '2027-01-01'],
    ['in 2 weeks', '2026-12-08'],
    ['2w', '2026-12-08'],
    ['3m', '2027-02-24'],
  ])('%j is %s', async (typed, day) => expect(await parseUntil(typed, here)).toBe(day))

  it.each([
    ['today', '24 November 2026 is today. Name a day to come.'],
    ['yesterday', '23 November 2026 has passed; today is 24 November 2026. Name a day to come.'],
    ['20 November 2026', '20 November 2026 has passed; today is 24 November 2026.'],
    ['last monday', '23 November 2026 has passed'],
    ['31 February', 'I cannot read "31 February" as a date. Write it like 24 December'],
    ['soon', 'I cannot read "soon" as a date.'],
    ['', 'I cannot read "" as a date.'],
  ])('%j is refused', async (typed, says) =>
    expect(await refusal(parseUntil(typed, here))).toContain(says),
  )

  it('counts from the day in its zone', async () => {
    const late = { now: Temporal.Instant.from('2026-11-24T23:30:00Z'), zone: 'Europe/Kyiv' }
    expect(await parseUntil('tomorrow', late)).toBe('2026-11-26')
  })
})

/** `2026-12-24 2026-12-25`, or their number where they are many. */
const read = async (typed: string): Promise<string> => {
  const days = await parseDays(typed, here)
  return days.length > 5 ? `${days.length}: ${days[0]} to ${days.at(-1)}` : days.join(' ')
}

describe('days to come', () => {
  it.each([
    ['24 December', '2026-12-24'],
    ['today', '2026-11-24'],
    ['24 Dec to 2 Jan', '10: 2026-12-24 to 2027-01-02'],
    ['24 Dec - 2 Jan', '10: 2026-12-24 to 2027-01-02'],
    ['24 Dec 2026 until 2 January 2027', '10: 2026-12-24 to 2027-01-02'],
    ['2026-12-24 to 2026-12-26', '2026-12-24 2026-12-25 2026-12-26'],
    ['24-26 December', '2026-12-24 2026-12-25 2026-12-26'],
    ['24–26 dec', '2026-12-24 2026-12-25 2026-12-26'],
    ['24th to 26th December', '2026-12-24 2026-12-25 2026-12-26'],
    ['24, 25 and 31 December', '2026-12-24 2026-12-25 2026-12-31'],
    ['31 December, 24 December', '2026-12-24 2026-12-31'],
    ['24 December, 2026', '2026-12-24'],
    ['December 24, 2026 & 25 Dec', '2026-12-24 2026-12-25'],
    ['2026-12-24, 2026-12-25', '2026-12-24 2026-12-25'],
    ['24 Dec; 24 Dec', '2026-12-24'],
    ['24 Dec to 26 Dec, 25 Dec to 27 Dec', '2026-12-24 2026-12-25 2026-12-26 2026-12-27'],
    ['tuesday to thursday', '2026-11-24 2026-11-25 2026-11-26'],
    ['fri and sat', '2026-11-27 2026-11-28'],
    ['this week', '6: 2026-11-24 to 2026-11-29'],
    ['next week', '7: 2026-11-30 to 2026-12-06'],
    ['next month', '31: 2026-12-01 to 2026-12-31'],
    ['none', ''],
    [' No Days ', ''],
  ])('%j is %j', async (typed, days) => expect(await read(typed)).toBe(days))

  it.each([
    ['20 Nov 2026', '20 November 2026 has passed'],
    ['20 Nov 2026 to 24 Dec 2026', '20 November 2026 has passed'],
    ['24 Dec and yesterday', '23 November 2026 has passed'],
    ['5 Dec 2026 to 1 Dec 2026', '1 December 2026 is before 5 December 2026.'],
    ['28 December to 24 December', 'That is more than 100 days. Pause it instead: /digest pause'],
    ['31 Feb', 'I cannot read "31 Feb" as a date.'],
    ['24', 'I cannot read "24" as a date.'],
    ['1 Dec to 2 Dec to 3 Dec', 'I cannot read "1 Dec to 2 Dec to 3 Dec" as a date.'],
    ['24 Dec, soon', 'I cannot read "soon" as a date.'],
    [' , ', 'I cannot read'],
    ['1 Dec,'.repeat(101), 'more than 100 days'],
  ])('%j is refused', async (typed, says) =>
    expect(await refusal(parseDays(typed, here))).toContain(says),
  )

  it('may be 100, however they are said', async () => {
    expect(await parseDays('1 Dec 2026 to 10 Mar 2027', here)).toHaveLength(100)
    expect(await refusal(parseDays('1 Dec 2026 to 11 Mar 2027', here))).toContain('100 days')
    expect(await refusal(parseDays('1 Dec to 31 Jan, 1 May to 31 July', here))).toContain('100')
  })

  it('are days in order, or any text is refused', async () => {
    const word = fc.constantFrom('24', 'Dec', 'to', ',', '-', 'and', '2026', 'monday', 'next', '–')
    const lists = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))
    await fc.assert(
      fc.asyncProperty(fc.oneof(lists, anyText(40)), async (typed) => {
        const found = await parseDays(typed, here).catch((error: unknown) => error)
        if (found instanceof UserError) return
        const days = found as string[]
        expect(days.every(isDay)).toBe(true)
        expect(days.every((day) => day >= '2026-11-24')).toBe(true)
        expect(days).toEqual([...new Set(days)].sort())
      }),
    )
  })

  it.each([' ', ',', '1-', '24 to ', '1 Dec,'])(
    'refuses a long text of %j at once',
    async (part) => {
      const typed = part.repeat(6_000 / part.length)
      expect(await processorMs(() => refusal(parseDays(typed, here)))).toBeLessThan(500)
    },
  )
})
