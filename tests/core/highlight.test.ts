import fc from 'fast-check'
import { expect, it } from 'vitest'
import { highlight } from '#core/highlight'
import { plain } from '#core/reply'
import { terms, words } from '#core/terms'
import { anyText } from '../support/any-text.ts'

const strong = (text: string) => ({ kind: 'strong', text })
const askedIn =
  (question: string) =>
  (term: string): boolean =>
    terms(question).includes(term)

it.each([
  ['The NATO exercise', 'nato', ['The ', strong('NATO'), ' exercise']],
  [
    'Europe’s defense core',
    'european defence',
    [strong('Europe'), '’s ', strong('defense'), ' core'],
  ],
  ['NATO', 'nato', [strong('NATO')]],
  ['NATO NATO', 'nato', [strong('NATO'), ' ', strong('NATO')]],
  ['in Österreich.', 'osterreich', ['in ', strong('Österreich'), '.']],
  ['Nothing asked', 'nato', ['Nothing asked']],
  ['', 'nato', []],
])('%j asked for %j', (text, question, shown) =>
  expect(highlight(text, askedIn(question))).toEqual(shown),
)

it('shows every character once, in order, and nothing strong that is not asked for', () => {
  const someText = fc.oneof(
    anyText(60),
    fc
      .array(fc.constantFrom('nato', 'U.S.', ' ', '’s', 'é', '-'), { maxLength: 9 })
      .map((some) => some.join('')),
  )
  fc.assert(
    fc.property(someText, fc.array(fc.nat(9)), (text, picked) => {
      const found = words(text)
      const wanted = new Set(picked.map((at) => found[at]?.term))
      const shown = highlight(text, (term) => wanted.has(term))
      expect(plain(shown)).toBe(text)
      expect(shown.filter((one) => typeof one !== 'string')).toHaveLength(
        found.filter(({ term }) => wanted.has(term)).length,
      )
    }),
    { numRuns: 2_000 },
  )
})
