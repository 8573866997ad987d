import { expect, it } from 'vitest'
import { nearestTerm, pageOf } from '#stores/tables/spellings/nearest-term'
import { spellingsContract } from '../contracts/spellings.ts'
import { publication } from '../support/briefings.ts'
import { openTimed } from './timed.ts'

spellingsContract('SQLite', openTimed)

it('reads on where there are more words than it reads at once', async () => {
  const { store } = await openTimed()
  const words = Array.from({ length: 2_500 }, (_, nth) => {
    const digits = [...`${nth}`.padStart(4, '0')]
    return `k${digits.map((digit) => 'abcdefghij'[Number(digit)]).join('')}k`
  })
  // A briefing holds no more than some 12,000 characters.
  const halves = [words.slice(0, 1_250), words.slice(1_250)]
  const made = halves.map((half, nth) =>
    publication({
      slug: `list-${nth}`,
      body: `\n## Reported\n\nExample Gazette lists ${half.join(' ')}.\n`,
    }),
  )
  await store.publish('', made)
  const viewer = { kind: 'operator', clearance: 'RED' } as const
  for (const nth of [0, 998, 999, 1_000, 1_001, 1_999, 2_000, 2_499]) {
    const word = words[nth]
    expect([...(await store.spellings(viewer, [`${word}z`]))]).toEqual([[`${word}z`, word]])
  }
})

it('looks at letters only to leave out what is too far', () => {
  const pages = [
    pageOf([
      ['abcdefghij', 1],
      ['jihgfedcba', 9],
      ['abcdefghijk', 1],
    ]),
  ]
  expect(nearestTerm('abcdefghxy', pages)).toBe('abcdefghij')
  expect(nearestTerm('zzcdefghij', pages)).toBe('abcdefghij')
  expect(nearestTerm('qqqqqqqqqq', pages)).toBeUndefined()
})
