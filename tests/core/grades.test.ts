import { expect, it } from 'vitest'
import { credibilities, gradeCode, gradeWords, reliabilities } from '#core/grades'

it('has the words of the Admiralty code', () => {
  expect(Object.keys(reliabilities).join('')).toBe('ABCDEF')
  expect(Object.keys(credibilities).join('')).toBe('123456')
})

it.each([
  ['A', 1, 'A1', 'completely reliable, confirmed by other sources (A1)'],
  ['B', 2, 'B2', 'usually reliable, probably true (B2)'],
  ['C', 3, 'C3', 'fairly reliable, possibly true (C3)'],
  ['D', 4, 'D4', 'not usually reliable, doubtful (D4)'],
  ['E', 5, 'E5', 'unreliable, improbable (E5)'],
  ['F', 6, 'F6', 'reliability cannot be judged, truth cannot be judged (F6)'],
] as const)('says %s and %i as %s, in words', (reliability, credibility, code, words) => {
  expect(gradeCode({ reliability, credibility })).toBe(code)
  expect(gradeWords({ reliability, credibility })).toBe(words)
})
