import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aside,
  type Block,
  button,
  buttons,
  heading,
  type Inline,
  link,
  list,
  paragraph,
  plain,
  strong,
  text,
} from '#core/reply'
import { fit, numbers } from '#platforms/fit'
import { anyBlocks, anyWords } from '../support/any-blocks.ts'

// What a platform would send: an asterisk is escaped, so that it takes two characters.
const rendered = (block: Block): string => {
  switch (block.kind) {
    case 'list':
      return block.items
        .map((item) => `- ${plain(item.text)}${item.button?.label ?? ''}`)
        .join('\n')
    case 'facts':
      return block.facts.map(({ name, value }) => `${name}: ${plain(value)}`).join('\n')
    case 'table':
      return [block.head.join(' '), ...block.rows.map((row) => row.map(plain).join(' '))].join('\n')
    case 'image':
      return block.alt + block.url
    case 'divider':
      return '---'
    case 'buttons':
      return block.buttons.map(({ label }) => label).join(' ')
    case 'select':
      return block.choices.map(({ label }) => label).join(' ')
    default:
      return plain(block.text)
  }
}
const sizeOf = (blocks: readonly Block[]): number =>
  blocks.map(rendered).join('\n').replaceAll('*', '\\*').length
const within = (characters: number, most = 1_000) => ({
  fits: (blocks: Block[]) => sizeOf(blocks) <= characters && blocks.length <= most,
})

const isControl = ({ kind }: Block) => kind === 'buttons' || kind === 'select'
const isOne = (inline: Inline) =>
  typeof inline !== 'string' && (inline.kind === 'time' || inline.kind === 'mention')

/**
 * Everything a reader would see, one entry for each character with all that it is: block, number of its
 * item, column, inline kind and address. The same for a block and for the two halves of it, however cut;
 * a table's head and a fact's name show in the entries of what stands under them.
 */
const characters = (blocks: readonly Block[]): string[] => blocks.flatMap(charactersOf)

const charactersOf = (block: Block): string[] => {
  switch (block.kind) {
    case 'list': {
      const shown = numbers(block)
      return block.items.flatMap((item, at) => {
        const place = ['list', item.depth ?? 0, shown[at] ?? '-']
        return [
          ...inlinesOf(item.text, place),
          ...(item.button ? [key([...place, item.button])] : []),
        ]
      })
    }
    case 'facts':
      return block.facts.flatMap(({ name, value }) => inlinesOf(value, ['facts', name]))
    case 'table':
      return block.rows.flatMap((row) =>
        row.flatMap((cell, column) => inlinesOf(cell, ['table', block.head, row.length, column])),
      )
    case 'buttons':
      return block.buttons.map((one) => key(['button', one]))
    case 'select':
      return block.choices.map((choice) => key([block.label, block.command, block.option, choice]))
    case 'image':
    case 'divider':
      return [key([block])]
    default:
      return inlinesOf(block.text, [block.kind])
  }
}
const inlinesOf = (inlines: readonly Inline[], place: readonly unknown[]): string[] =>
  inlines.flatMap((inline) => {
    if (isOne(inline)) return [key([...place, inline])]
    const kind = typeof inline === 'string' ? '' : { ...inline, text: '' }
    return text(inline)
      .split('')
      .map((character) => key([...place, kind, character]))
  })
const key = (parts: readonly unknown[]): string => JSON.stringify(parts)

const wordsOf = (block: Block): Inline[] => {
  if (block.kind === 'list') return block.items.flatMap((item) => item.text)
  if (block.kind === 'facts') return block.facts.flatMap(({ value }) => value)
  if (block.kind === 'table') return block.rows.flat(2)
  return 'text' in block ? block.text : []
}
// What stands around any words of it.
const frames = (block: Block): Block[] => {
  if (block.kind === 'list') return [{ ...block, items: [] }, list([{ text: [] }])]
  if (block.kind === 'facts')
    return [0, 1].map((most) => ({
      ...block,
      facts: block.facts.slice(0, most).map(({ name }) => ({ name, value: [] })),
    }))
  if (block.kind === 'table')
    return [
      { ...block, rows: [] },
      { ...block, rows: [(block.rows[0] ?? []).map(() => [])] },
    ]
  return 'text' in block ? [{ ...block, text: [] }] : []
}
const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' })
const lengthOf = (words: string): number => [...clusters.segment(words)].length

const isSmallest = (part: readonly Block[], fits: (blocks: Block[]) => boolean): boolean => {
  const [block] = part
  if (!block || part.length > 1) return false
  if (block.kind === 'buttons') return block.buttons.length === 1
  if (block.kind === 'select') return block.choices.length <= 1
  const words = wordsOf(block)
    .map((inline) => (isOne(inline) ? 'm' : text(inline)))
    .join('')
  return lengthOf(words) <= 1 || frames(block).some((frame) => !fits([frame]))
}

const limit = fc.integer({ min: 0, max: 250 })
const most = fc.integer({ min: 1, max: 6 })
const runs = { numRuns: 300 }

describe('any reply under any limits', () => {
  test('shows every character once, in order, as what it was', () => {
    fc.assert(
      fc.property(anyBlocks, limit, most, (whole, size, count) => {
        const shown = fit(whole, within(size, count)).flat()
        const all = characters(shown)
        const isCut = shown.length !== whole.length || shown.some((one, at) => one !== whole[at])
        const kept = isCut
          ? [...whole.filter((one) => !isControl(one)), ...whole.filter(isControl)]
          : whole
        expect(all).toEqual(characters(kept))
      }),
      runs,
    )
  })

  test('comes in parts that fit, or that cannot be smaller', () => {
    fc.assert(
      fc.property(anyBlocks, limit, most, (whole, size, count) => {
        const { fits } = within(size, count)
        for (const part of fit(whole, { fits }))
          expect(fits(part) || isSmallest(part, fits)).toBe(true)
      }),
      runs,
    )
  })

  test('comes in such parts even if a platform takes a longer one and not a shorter one', () => {
    fc.assert(
      fc.property(anyBlocks, limit, fc.integer({ min: 2, max: 9 }), (whole, size, odd) => {
        const fits = (some: Block[]) => sizeOf(some) <= size && sizeOf(some) % odd !== 1
        const parts = fit(whole, { fits })
        for (const part of parts) expect(fits(part) || isSmallest(part, fits)).toBe(true)
        expect(characters(parts.flat()).sort()).toEqual(characters(whole).sort())
      }),
      runs,
    )
  })

  test('loses no block that has no words either', () => {
    fc.assert(
      fc.property(anyBlocks, limit, most, (whole, size, count) => {
        const shown = fit(whole, within(size, count)).flat()
        const kinds = (some: readonly Block[]) =>
          some.filter((one) => !isControl(one)).map(({ kind }) => kind)
        const kept = kinds(whole)
        for (const kind of kinds(shown)) if (kind === kept[0]) kept.shift()
        expect(kept).toEqual([])
      }),
      runs,
    )
  })

  test('has its buttons on the last part, under the text', () => {
    fc.assert(
      fc.property(anyBlocks, limit, most, (whole, size, count) => {
        const parts = fit(whole, within(size, count))
        if (parts.length === 1) return
        const shown = parts.flat()
        const first = shown.findIndex(isControl)
        if (first >= 0) expect(shown.slice(first).every(isControl)).toBe(true)
        if (within(size, count).fits(whole.filter(isControl)))
          expect(parts.slice(0, -1).flat().some(isControl)).toBe(false)
      }),
      runs,
    )
  })

  test('is never cut inside what a reader calls one character', () => {
    fc.assert(
      fc.property(fc.array(anyWords, { maxLength: 6 }), limit, (some, size) => {
        const whole = some.join('')
        const starts = new Set([...clusters.segment(whole)].map(({ index }) => index))
        let at = 0
        for (const part of fit([paragraph(...some)], within(size))) {
          expect(at === whole.length || starts.has(at)).toBe(true)
          at += plain(part.flatMap(wordsOf)).length
        }
      }),
      runs,
    )
  })
})

const shown = (parts: readonly Block[][]): string[][] => parts.map((part) => part.map(rendered))

describe('where it is cut', () => {
  test('not at all where it fits, and nothing is moved', () => {
    const whole = [paragraph('One.'), ...buttons(button('Read', 'read', {})), paragraph('Two.')]
    expect(fit(whole, within(100))).toEqual([whole])
    expect(fit([], within(0))).toEqual([[]])
  })

  test('between blocks, and a heading goes with what follows', () => {
    const whole = [paragraph('x'.repeat(30)), heading('Assessed'), paragraph('y'.repeat(30))]
    expect(fit(whole, within(45))).toEqual([whole.slice(0, 1), whole.slice(1)])
  })

  test('not inside a block that has room in the next part, but inside one that has none', () => {
    const whole = [paragraph('x'.repeat(30)), paragraph('Short one. Another.')]
    expect(fit(whole, within(45))).toEqual([[whole[0]], [whole[1]]])
    const long = paragraph('Short one. Another that is longer than one part has room for.')
    expect(shown(fit([paragraph('x'.repeat(30)), long], within(45)))).toEqual([
      ['x'.repeat(30), 'Short one. '],
      ['Another that is longer than one part has '],
      ['room for.'],
    ])
  })

  test('not so that a part of spaces is left, which no platform takes', () => {
    expect(shown(fit([paragraph(`  ${'x'.repeat(12)}`)], within(10))).flat()).toEqual([
      '  xxxxxxxx',
      'xxxx',
    ])
  })

  test('between items, and the numbers go on', () => {
    const items = Array.from({ length: 10 }, (_, at) => ({ text: [`item ${at + 1}`] }))
    const parts = fit([list(items, { start: 1 })], within(30))
    expect(parts.map(([one]) => one?.kind === 'list' && one.start)).toEqual([1, 4, 7, 10])
    expect(parts.flat().flatMap((one) => (one.kind === 'list' ? numbers(one) : []))).toEqual([
      ...Array(10)
        .keys()
        .map((at) => at + 1),
    ])
  })

  test('inside an item, which keeps its number on both sides and its button at the end', () => {
    const long = {
      text: ['One sentence here. Another one here.'],
      button: button('Open', 'brief', {}),
    }
    const parts = fit([list([long, { text: ['the next one'] }], { start: 7 })], within(30))
    expect(parts).toEqual([
      [list([{ text: ['One sentence here. '] }], { start: 7 })],
      [list([{ ...long, text: ['Another one here.'] }], { start: 7 })],
      [list([{ text: ['the next one'] }], { start: 8 })],
    ])
  })

  test('between the rows of a table, under the same head', () => {
    const rows = ['Bergen', 'Brussels', 'Vilnius'].map((place) => [[place], ['2026']])
    const parts = fit([{ kind: 'table', head: ['Place', 'Year'], rows }], within(30))
    expect(shown(parts)).toEqual([
      ['Place Year\nBergen 2026'],
      ['Place Year\nBrussels 2026'],
      ['Place Year\nVilnius 2026'],
    ])
  })

  test('at the end of a sentence, else at a space, else between characters', () => {
    const cut = (words: string, size: number) => shown(fit([paragraph(words)], within(size))).flat()
    expect(cut('Four countries. Not named by Dr. Ames. Undated.', 40)).toEqual([
      'Four countries. Not named by Dr. Ames. ',
      'Undated.',
    ])
    expect(cut('four countries are not named', 16)).toEqual(['four countries ', 'are not named'])
    expect(cut('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 25)).toEqual(['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'])
    expect(cut('x'.repeat(10_000), 4_000).map((one) => one.length)).toEqual([4_000, 4_000, 2_000])
  })

  test('inside strong words and links, which stay so on both sides', () => {
    const whole = paragraph(strong('one two '), link('three four', 'https://example.org'))
    expect(fit([whole], within(14))).toEqual([
      [paragraph(strong('one two '), link('three ', 'https://example.org'))],
      [paragraph(link('four', 'https://example.org'))],
    ])
  })

  test('never inside a time or a mention, of which a platform would make two', () => {
    const time: Inline = { kind: 'time', text: '16 February 2026', at: '2026-02-16T09:12:00Z' }
    expect(fit([paragraph('On ', time, '.')], within(12))).toEqual([
      [paragraph('On ')],
      [paragraph(time)],
      [paragraph('.')],
    ])
  })

  test('so that buttons stand under some words', () => {
    const whole = [
      paragraph('First sentence here. Last one.'),
      ...buttons(button('Read it', 'read', {})),
    ]
    expect(shown(fit(whole, within(30)))).toEqual([
      ['First sentence here. '],
      ['Last one.', 'Read it'],
    ])
    const many = buttons(...Array.from({ length: 9 }, () => button('Read it', 'read', {})))
    expect(shown(fit([paragraph('A'), ...many], within(40)))).toEqual([
      ['A'],
      ['Read it Read it Read it Read it Read it'],
      ['Read it Read it Read it Read it'],
    ])
  })

  test('with room left for what is reserved', () => {
    const note = aside('Corrected on 16 February 2026')
    const parts = fit([paragraph('word '.repeat(50))], { ...within(60), reserve: [note] })
    for (const part of parts) expect(sizeOf([note, ...part])).toBeLessThanOrEqual(60)
  })
})

describe('what does not fit at all', () => {
  test('a character too big for any part stands alone between the others', () => {
    const zalgo = `e${'\u0301'.repeat(100)}`
    expect(shown(fit([paragraph(`one ${zalgo} two`)], within(50))).flat()).toEqual([
      'one ',
      zalgo,
      ' two',
    ])
  })

  test('a block whose head alone is too big is not cut to no purpose', () => {
    const table: Block = { kind: 'table', head: ['x'.repeat(99)], rows: [[['a b c']], [['d']]] }
    expect(fit([paragraph('A'), table, paragraph('B')], within(50))).toEqual([
      [paragraph('A')],
      [table],
      [paragraph('B')],
    ])
    expect(fit([table, ...buttons(button('A', 'a', {}))], { fits: () => false })).toHaveLength(2)
  })
})

describe('a megabyte under a limit of 100 characters', () => {
  const size = 1_000_000
  const cases: [string, Block[], number][] = [
    ['sentences', [paragraph('Four countries, not named. '.repeat(size / 25))], 100],
    ['one word', [paragraph('x'.repeat(size))], 100],
    ['one letter under marks', [paragraph(`e${'\u0301'.repeat(size)}`)], 100],
    [
      'many inlines',
      [{ kind: 'paragraph', text: Array.from({ length: size / 4 }, () => strong('ab. ')) }],
      100,
    ],
    [
      'many items',
      [
        list(
          Array.from({ length: size / 10 }, () => ({ text: ['ten letter'] })),
          { start: 1 },
        ),
      ],
      100,
    ],
    ['many blocks', Array.from({ length: size / 10 }, () => paragraph('ten letter')), 100],
    ['many cells', [{ kind: 'table', head: ['A'], rows: [[['word '.repeat(size / 5)]]] }], 100],
    ['no room for a character', [paragraph('x'.repeat(size / 10))], 0],
  ]
  // Counted, not timed: a machine may be busy.
  test.each(cases)('%s: what is measured is a few times what there is', (_, whole, room) => {
    let measured = 0
    const fits = (some: Block[]): boolean => {
      const taken = sizeOf(some)
      measured += taken + some.length
      return taken <= room
    }
    const parts = fit(whole, { fits })
    const words = (some: Block[]) => some.flatMap(wordsOf).map(text).join('')
    expect(words(parts.flat())).toBe(words(whole))
    expect(measured).toBeLessThan(40 * sizeOf(whole))
  })
})
