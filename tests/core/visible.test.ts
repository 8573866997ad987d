import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visible } from '#core/visible'
import { anyWords } from '../support/any-blocks.ts'

test.each([
  ['an escape sequence', '\u001b[31mred\u0007', '\uFFFD[31mred\uFFFD'],
  ['a control character of eight bits', '\u009b2J\u007f', '\uFFFD2J\uFFFD'],
  ['line ends and tabs', 'one\r\ntwo\tthree\u2028four\u0085five', 'one two three four five'],
  ['an override', 'report\u202efdp.exe\u202c', 'reportfdp.exe'],
  ['isolates and marks of direction', '\u2066a\u2069\u200e\u200f\u061c', 'a'],
  ['zero-width characters', 'NA\u200bT\u200cO\u2060\ufeff\u00ad', 'NATO'],
  ['a joiner outside an emoji', 'a\u200db', 'ab'],
  ['tags, which carry hidden words', 'a\u{e0068}\u{e0069}', 'a'],
  ['half a character', 'a\ud83d b\ude00', 'a\uFFFD b\uFFFD'],
  ['a pile of marks', `e${'\u0301'.repeat(50)}!`, `e${'\u0301'.repeat(8)}!`],
])('%s', (_, text, shown) => expect(visible(text)).toBe(shown))

test.each(['👩‍💻', '👨‍👩‍👧‍👦', '🏳️‍🌈', '🇧🇪', '👍🏽', '❤️', '#️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'é', 'שָׁלוֹם', '漢字', 'नमस्ते'])(
  '%s stays as it is',
  (text) => expect(visible(`a ${text} b`)).toBe(`a ${text} b`),
)

test('what is visible stays so, and holds nothing that steers', () => {
  fc.assert(
    fc.property(anyWords, (text) => {
      const shown = visible(text)
      expect(visible(shown)).toBe(shown)
      expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069]/u)
    }),
    { numRuns: 1_000 },
  )
})
