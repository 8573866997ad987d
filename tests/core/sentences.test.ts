import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentences } from '#core/sentences'
import { anyText } from '../support/any-text.ts'
import { processorMs } from '../support/time.ts'

describe('a paragraph in sentences', () => {
  it.each([
    ['One says so. Two agree!', ['One says so.', 'Two agree!']],
    ['Is it so? Yes.', ['Is it so?', 'Yes.']],
    ['No end', ['No end']],
    ['  One.   Two.  ', ['One.', 'Two.']],
    ['', []],
    ['   ', []],
    [
      'It is likely (55-80 %) that x. Confidence is low: y. Review date: 22 February 2027.',
      ['It is likely (55-80 %) that x.', 'Confidence is low: y.', 'Review date: 22 February 2027.'],
    ],
    ['He said "No." Then he left.', ['He said "No."', 'Then he left.']],
    ['It grew by 3.5 per cent. All agree.', ['It grew by 3.5 per cent.', 'All agree.']],
  ])('%j', (paragraph, found) => expect(sentences(paragraph)).toEqual(found))
})

describe('a sentence does not end after', () => {
  it.each([
    'Mr. Smith came.',
    'Gen. Jones and Lt. Col. Brown met.',
    'Adm. Bauer spoke.',
    'The U.S. Would act as guarantor.',
    'At 5 p.m. The meeting began.',
    'Allies, e.g. Germany, agreed, i.e. They signed.',
    'In Feb. 2026 and Sept. 2026 it was held.',
    'See Art. 5 and Fig. 3 or Nos. 4 and 5.',
    'St. Petersburg is approx. 5 km away.',
    'Russia vs. Ukraine is a case.',
  ])('an abbreviation: %s', (sentence) => expect(sentences(sentence)).toEqual([sentence]))
})

it('loses no word and invents none', () => {
  const parts = fc.constantFrom(
    ...'Mr.|U.S.|e.g.|No.|said|“Stop.”|End.|End!|End?|…|. |.| |\n|3.5|Київ.|東京。|(a.)|É.'.split(
      '|',
    ),
  )
  const prose = fc.array(parts, { maxLength: 15 }).map((some) => some.join(' '))
  fc.assert(
    fc.property(fc.oneof(prose, anyText(80)), (paragraph) => {
      const found = sentences(paragraph)
      expect(found.join('').replace(/\s/g, '')).toBe(paragraph.replace(/\s/g, ''))
      expect(found.every((sentence) => sentence === sentence.trim() && sentence !== '')).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

it.each(['a.', 'a.b. ', 'e.g. ', 'Mr. ', 'It is. ', 'x', ' '])(
  'reads a quarter of a megabyte of %j in little time',
  async (part) =>
    expect(await processorMs(() => sentences(part.repeat(250_000 / part.length)))).toBeLessThan(
      2_000,
    ),
)
