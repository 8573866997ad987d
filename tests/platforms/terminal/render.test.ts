import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { commands } from '#commands'
import {
  aside,
  type Block,
  button,
  buttons,
  heading,
  type Invoked,
  link,
  list,
  paragraph,
  plain,
  type Reply,
  strong,
  typed,
} from '#core/reply'
import { visible } from '#core/visible'
import { writeLine } from '#core/write-line'
import { render } from '#platforms/terminal/render'
import { anyBlocks, anyInlines } from '../../support/any-blocks.ts'

const write = (invoked: Invoked) => writeLine(invoked, commands)
const reply = (blocks: Block[], rest: Partial<Reply> = {}): Reply => ({
  kind: 'reply',
  blocks,
  shows: [],
  ...rest,
})
const shown = (blocks: Block[], width = 80) =>
  render(reply(blocks), { width, colour: false, write }).split('\n')

const briefing = reply(
  [
    paragraph(
      'World Today Journal expects a small group of four countries to take the lead in European security.',
    ),
    aside('One source, reliability cannot be judged, possibly true (F3) · written 22 Nov 2026'),
    aside('Corrected 24 Nov 2026: was "are to lead", is "are expected to lead".'),
    heading('Reported'),
    paragraph('The analysis names ', strong('none'), ' of them.'),
    heading('Source'),
    aside('[1] ', link('A new core', 'https://example.org/core'), ' · read 22 Nov 2026'),
    ...buttons(button('More on this topic', 'latest', { topic: 'defence-core' })),
  ],
  {
    tlp: 'CLEAR',
    headline: ["One analysis expects four countries to lead Europe's defence; it names none"],
  },
)

describe('a briefing', () => {
  test('on 80 columns', () => {
    expect(render(briefing, { width: 80, colour: false, write })).toMatchInlineSnapshot(`
      "TLP:CLEAR  One analysis expects four countries to lead Europe's defence; it
      names none

      World Today Journal expects a small group of four countries to take the lead in
      European security.
      One source, reliability cannot be judged, possibly true (F3) · written 22 Nov
      2026
      Corrected 24 Nov 2026: was "are to lead", is "are expected to lead".

      Reported
      The analysis names none of them.

      Source
      [1] A new core (https://example.org/core) · read 22 Nov 2026

      More on this topic: /latest defence-core"
    `)
  })

  test('on 40 columns', () => {
    expect(render(briefing, { width: 40, colour: false, write })).toMatchInlineSnapshot(`
      "TLP:CLEAR  One analysis expects four
      countries to lead Europe's defence; it
      names none

      World Today Journal expects a small
      group of four countries to take the lead
      in European security.
      One source, reliability cannot be
      judged, possibly true (F3) · written 22
      Nov 2026
      Corrected 24 Nov 2026: was "are to
      lead", is "are expected to lead".

      Reported
      The analysis names none of them.

      Source
      [1] A new core
      (https://example.org/core) · read 22 Nov
      2026

      More on this topic: /latest
        defence-core"
    `)
  })

  test('in colour: the same words, each line ending what it began', () => {
    const painted = render(briefing, { width: 40, colour: true, write })
    expect(stripVTControlCharacters(painted)).toBe(
      render(briefing, { width: 40, colour: false, write }),
    )
    expect(painted.split('\n')[0]).toBe(
      '\u001b[1m\u001b[40m\u001b[97mTLP:CLEAR\u001b[39m\u001b[49m\u001b[22m  \u001b[1mOne analysis expects four\u001b[22m',
    )
    expect(painted).toContain('\u001b[1mReported\u001b[22m')
    expect(painted).toContain('\u001b[2mOne source, reliability')
  })
})

describe('the first line', () => {
  test.each<[string, Partial<Reply>, string]>([
    [
      'label and headline',
      { tlp: 'AMBER+STRICT', headline: ['No change'] },
      'TLP:AMBER+STRICT  No change',
    ],
    ['no label', { headline: ['No briefing says this.'] }, 'No briefing says this.'],
    ['no headline', { tlp: 'RED' }, 'TLP:RED'],
    ['neither', {}, ''],
  ])('%s', (_, rest, line) =>
    expect(render(reply([], rest), { width: 80, colour: false, write })).toBe(line),
  )
})

describe('each kind of block', () => {
  const item = button('Read', 'brief', { subject: 'nato-exercise-bergen' })
  test.each<[string, Block, string[]]>([
    [
      'a list: number or dash, and under it what opens the item',
      list([
        { text: ['NATO exercised at Bergen in 2026'], button: item },
        { text: ['nested'], depth: 1 },
      ]),
      ['- NATO exercised at Bergen in 2026', '  /brief nato-exercise-bergen', '  - nested'],
    ],
    [
      'an ordered list from its start on, only the outermost items numbered',
      list(
        [
          { text: ['nine'] },
          { text: ['nested'], depth: 1 },
          { text: ['ten words that need a second line'] },
        ],
        { start: 9 },
      ),
      [' 9. nine', '    - nested', '10. ten words that need a second line'],
    ],
    [
      'a quote behind a bar',
      { kind: 'quote', text: ['A quoted sentence that is longer than a line.'] },
      ['│ A quoted sentence that is longer than', '│ a line.'],
    ],
    [
      'facts',
      {
        kind: 'facts',
        facts: [{ name: 'Grade', value: ['reliability cannot be judged, possibly true (F3)'] }],
      },
      ['Grade: reliability cannot be judged,', '  possibly true (F3)'],
    ],
    [
      'a table that fits',
      { kind: 'table', head: ['Country', 'Troops'], rows: [[['Germany'], ['5,000']], [['漢字']]] },
      ['Country  Troops', '───────  ──────', 'Germany  5,000', '漢字'],
    ],
    [
      'a table that does not',
      {
        kind: 'table',
        head: ['Country', 'What is known', ''],
        rows: [
          [['Germany'], ['an exercise at Bergen in February 2026'], ['F3']],
          [['Lithuania'], [], ['B2']],
        ],
      },
      [
        'Country: Germany',
        'What is known: an exercise at Bergen',
        '  in February 2026',
        'F3',
        '',
        'Country: Lithuania',
        'B2',
      ],
    ],
    [
      'an image',
      { kind: 'image', url: 'https://example.org/a.png', alt: 'A map' },
      ['[image: A map] https://example.org/a.png'],
    ],
    ['a table without a head', { kind: 'table', head: [], rows: [[['a'], ['b']]] }, ['a  b']],
    ['a divider', { kind: 'divider' }, ['─'.repeat(40)]],
    [
      'buttons, as what to type',
      ...(buttons(button('Older', 'search', { words: 'nato', since: '2 November', page: '2' })) as [
        Block,
      ]),
      ['Older: /search nato since:"2 November"', '  page:2'],
    ],
    [
      'a select',
      {
        kind: 'select',
        label: 'Topic',
        command: 'latest',
        option: 'topic',
        choices: [{ label: 'US posture', value: 'us-posture' }],
      },
      ['Topic:', '- US posture: /latest us-posture'],
    ],
    [
      'a link of which the text is the address',
      paragraph(link('https://a.example', 'https://a.example')),
      ['https://a.example'],
    ],
    ['a link to anything but the web', paragraph(link('press', 'javascript:alert(1)')), ['press']],
    [
      'words that no longer hold',
      paragraph({ kind: 'strike', text: 'five' }, ' four'),
      ['[struck out: five] four'],
    ],
    [
      'a command in a sentence, as one types it here',
      paragraph('All of them: ', typed('/help')),
      ['All of them: /help'],
    ],
    ['a word wider than the page', paragraph('x'.repeat(50)), ['x'.repeat(40), 'x'.repeat(10)]],
    ['a paragraph of many lines, as one', paragraph('one\ntwo\r\nthree'), ['one two three']],
  ])('%s', (_, block, lines) => expect(shown([block], 40)).toEqual(lines))

  test('stands apart from the next, but not from its heading or small print', () => {
    const blocks = [
      heading('Dates'),
      paragraph('One'),
      aside('small'),
      paragraph('Two'),
      list([{ text: ['a'] }]),
    ]
    expect(shown([...blocks, paragraph(''), paragraph('Three')])).toEqual([
      ...['Dates', 'One', 'small', '', 'Two', '- a', '', 'Three'],
    ])
  })
})

describe('any reply', () => {
  const width = fc.integer({ min: 24, max: 120 })
  const anyReply = fc
    .tuple(anyBlocks, fc.option(anyInlines, { nil: undefined }))
    .map(([blocks, headline]) => reply(blocks, { tlp: 'GREEN', ...(headline && { headline }) }))

  test('is written without a character that steers, in lines that fit', () => {
    fc.assert(
      fc.property(anyReply, width, (some, columns) => {
        const text = render(some, { width: columns, colour: false, write })
        expect(text).not.toMatch(
          /[^\P{Cc}\n]|[\p{Cs}\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069]/u,
        )
        for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
      }),
      { numRuns: 300 },
    )
  })

  test('in colour holds no other escape than colours, closed at the end of each line', () => {
    fc.assert(
      fc.property(anyReply, width, (some, columns) => {
        for (const line of render(some, { width: columns, colour: true, write }).split('\n')) {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
          expect(line.replace(/\u001b\[\d+m/g, '')).not.toMatch(/\p{Cc}/u)
          expect(stringWidth(line)).toBeLessThanOrEqual(columns)
          expect(openStyles(line)).toEqual([])
        }
      }),
      { numRuns: 300 },
    )
  })

  test('shows every visible character of its text', () => {
    fc.assert(
      fc.property(anyInlines, width, (some, columns) => {
        const words = some.filter((one) => typeof one === 'string' || one.kind === 'strong')
        const squeezed = (text: string) => text.normalize().replace(/\s/gu, '')
        const text = shown([{ kind: 'paragraph', text: words }], columns).join('\n')
        expect(squeezed(text)).toBe(squeezed(words.map((one) => visible(plain([one]))).join('')))
      }),
      { numRuns: 300 },
    )
  })
})

const closing: Record<string, string[]> = {
  22: ['1', '2'],
  23: ['3'],
  29: ['9'],
  39: ['36', '92', '97'],
  49: ['40'],
}
const openStyles = (line: string): string[] => {
  let open: string[] = []
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  for (const [, code = ''] of line.matchAll(/\u001b\[(\d+)m/g))
    open = closing[code] ? open.filter((one) => !closing[code]?.includes(one)) : [...open, code]
  return open
}
