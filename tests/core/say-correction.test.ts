import { expect, it } from 'vitest'
import { kindOfArrival } from '#core/correction'
import { type Progress, sayReceipt, sayUnchanged } from '#core/say-correction'
import { change } from '../support/briefings.ts'
import { linesOf } from '../support/corrected.ts'

const failure = { where: '#policy', why: 'the message is no longer there' }
const some = (fields: Partial<Progress>): Progress => ({
  ...{ places: 16, changed: 16, posted: 4, told: 0, used: 0, open: 0, owed: 0, failed: [] },
  unposted: [],
  ...fields,
})

it.each<[Partial<Progress>, string]>([
  [{}, 'Corrected in 16 of 16 places.'],
  [{ places: 0, changed: 0 }, 'No message showed it otherwise.'],
  [
    { changed: 14, failed: [failure, failure], told: 3 },
    'Corrected in 14 of 16 places. 2 could not be changed; their owners have been told. 3 people who asked have been told.',
  ],
  [
    { changed: 10, open: 5, failed: [failure] },
    'Corrected in 10 of 16 places. 5 still to go. 1 could not be changed; you are told more when the rest is done.',
  ],
  [
    { used: 3, told: 1 },
    'Corrected in 16 of 16 places. 3 people who used it have been told. 1 person who asked has been told.',
  ],
  [
    { owed: 1, unposted: [failure] },
    'Corrected in 16 of 16 places. In 1 place no new post could be made. 1 person who saw it privately will see it on top of their next reply.',
  ],
])('says of %j what it came to', (fields, said) => expect(sayReceipt(some(fields))).toBe(said))

it('names ten places that could not be changed, and counts the rest', () => {
  const lines = linesOf(sayUnchanged(Array.from({ length: 12 }, () => failure)))
  expect(lines.filter((line) => line.startsWith('#policy'))).toHaveLength(10)
  expect(lines).toContain('And 2 more.')
})

const arrival = {
  ref: { workspace: '', briefing: 'one', revision: 3 },
  base: 1,
  changes: [change(2, 'correction', '2026-01-01'), change(3, 'update', '2026-01-01')],
  isWithdrawn: false,
  precedence: 'ROUTINE',
} as const

it.each([
  [arrival, 'correction'],
  [{ ...arrival, base: 2 }, 'update'],
  [{ ...arrival, base: 3 }, undefined],
  [{ ...arrival, base: 0 }, undefined],
  [{ ...arrival, isWithdrawn: true }, 'withdrawn'],
])('tells what a revision is to readers of the one before', (one, kind) =>
  expect(kindOfArrival(one)).toBe(kind),
)
