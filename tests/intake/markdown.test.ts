import { describe, expect, it } from 'vitest'
import { type Block, code, emphasis, link, list, paragraph, strong } from '#core/reply'
import { readBody } from '#intake/markdown'

const read = (text: string) => readBody(`## Reported\n\n${text}\n`, 1)
const blocksOf = (text: string): Block[] | undefined => {
  const { findings, sections } = read(text)
  expect(findings).toEqual([])
  return sections[0]?.blocks
}

describe('Markdown becomes blocks', () => {
  it.each<[string, string, Block[]]>([
    ['paragraphs', 'One\nline.\n\nTwo.', [paragraph('One line.'), paragraph('Two.')]],
    [
      'emphasis',
      'A *b* **c** ~~d~~ `e`',
      [
        paragraph(
          'A ',
          emphasis('b'),
          ' ',
          strong('c'),
          ' ',
          { kind: 'strike', text: 'd' },
          ' ',
          code('e'),
        ),
      ],
    ],
    ['emphasis in emphasis, as the outer one', '**a *b* c**', [paragraph(strong('a b c'))]],
    [
      'links',
      '[so](https://example.org/a) and <http://example.org>',
      [
        paragraph(
          link('so', 'https://example.org/a'),
          ' and ',
          link('http://example.org', 'http://example.org'),
        ),
      ],
    ],
    ['lists', '- a\n- b', [list([{ text: ['a'] }, { text: ['b'] }])]],
    ['numbered lists', '3. a\n4. b', [list([{ text: ['a'] }, { text: ['b'] }], { start: 3 })]],
    ['lists in lists', '- a\n  - b', [list([{ text: ['a'] }, { text: ['b'], depth: 1 }])]],
    ['quotes', '> a\n> b', [{ kind: 'quote', text: ['a b'] }]],
    [
      'tables',
      '| a | b |\n|---|---|\n| *c* | d |',
      [{ kind: 'table', head: ['a', 'b'], rows: [[[emphasis('c')], ['d']]] }],
    ],
    ['dividers', 'a\n\n***', [paragraph('a'), { kind: 'divider' }]],
    ['code', '```\na\n```', [paragraph(code('a'))]],
  ])('%s', (_, text, blocks) => expect(blocksOf(text)).toEqual(blocks))
})

it.each([
  '@everyone and <!channel are words',
  'a & b, 5 > 3, 3 < 5',
  '\\*not emphasis\\* \\[no link\\]',
  '#no-heading 1) *',
  'C:\\path\\file_name_here',
])('keeps as text what no Markdown is: %s', (text) =>
  expect(blocksOf(text)).toEqual([paragraph(text.replace(/\\([*[\]])/g, '$1'))]),
)

it('knows where every paragraph, item and row of the text stands', () => {
  const text = 'One.\n\n- Two.\n- Three.\n\n> Four.\n\n| a |\n|---|\n| Five |'
  expect(read(text).prose).toEqual([
    { section: 'Reported', text: 'One.', line: 3, column: 1 },
    { section: 'Reported', text: 'Two.', line: 5, column: 3 },
    { section: 'Reported', text: 'Three.', line: 6, column: 3 },
    { section: 'Reported', text: 'Four.', line: 8, column: 3 },
    { section: 'Reported', text: 'Five', line: 12, column: 1 },
  ])
})

it('counts lines from where the text begins in its file', () => {
  const { prose, findings } = readBody('## Reported\n\nOne.\n\n<b>\n', 40)
  expect(prose[0]?.line).toBe(42)
  expect(findings[0]?.line).toBe(44)
})
