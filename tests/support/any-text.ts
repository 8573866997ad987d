import fc from 'fast-check'

const character = fc.oneof(
  fc.integer({ min: 0, max: 0x7f }),
  fc.integer({ min: 0, max: 0xffff }),
  fc.integer({ min: 0, max: 0x10ffff }),
)

/** Any characters, halves of them too; `unit: 'binary'` gives the same but takes seconds to begin. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(character, { maxLength }).map((codes) => String.fromCodePoint(...codes))
