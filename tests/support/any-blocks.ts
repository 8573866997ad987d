import fc from 'fast-check'
import { type Block, button, type Inline, type Item, link, list } from '#core/reply'

const prose = 'a|Word| |  |. |A sentence. |Dr. |\n|\r\n|*|**bold**|<!channel>|漢字|שלום'.split('|')
const clusters = '\ud83d|\ude00|😀|👩‍👩‍👧‍👦|🏳️‍🌈|🇧🇪|e\u0301|\u0301|\u200d|\u200f|\u{e0067}'.split(
  '|',
)
const controls = '\u202e|\u2066|\u0000|\u001b[31m|\u009b2J|\u2028'.split('|')
// What acts on a platform if its text is taken for markup.
const acting =
  '@everyone <@1> <@&1> <#1> </cmd:1> <t:1:R> <a:b:1> :smile: [x](javascript:alert(1)) [y](https://a.example) ](https://b.example) https://c.example discord.gg/abc'.split(
    ' ',
  )
const marks = '` ``` ~~ || __ _ \\ [ ] < > # ## - -# + 1. >>> ('.split(' ')
const snippets = [
  ...prose,
  ...clusters,
  ...controls,
  ...acting,
  ...marks,
  ...marks.map((mark) => `${mark} `),
  '\u0300'.repeat(12),
  'x'.repeat(40),
]

/** Texts of halves of characters, marks, controls, overrides, markup, and words without a space. */
export const anyWords = fc.oneof(
  fc.array(fc.constantFrom(...snippets), { maxLength: 12 }).map((some) => some.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
)
const anyUrl = fc.oneof(
  fc.webUrl(),
  anyWords,
  anyWords.map((path) => `https://example.org/${path}`),
)
const ref = { workspace: '', briefing: 'one', revision: 1 }
// Of Discord, of Slack, and of neither.
const ids = '1|2|S0DESK|@1|1>|<@1>|everyone|here|!channel|W1|s1|S0-DESK|'.split('|')
const mention: fc.Arbitrary<Inline> = fc.record({
  kind: fc.constant('mention'),
  text: anyWords,
  id: fc.constantFrom(...ids, '9'.repeat(30)),
})
const inline: fc.Arbitrary<Inline> = fc.oneof(
  anyWords,
  fc.record({
    kind: fc.constantFrom('strong', 'emphasis', 'strike', 'code', 'typed'),
    text: anyWords,
  }),
  fc.tuple(anyWords, anyUrl).map(([shown, url]) => link(shown, url)),
  fc.record({ kind: fc.constant('time'), text: anyWords, at: fc.constant('2026-02-16T09:12:00Z') }),
  anyWords.map((shown): Inline => ({ kind: 'citation', text: shown, of: ref })),
  mention,
)
export const anyInlines = fc.array(inline, { maxLength: 4 })
/** One that may call somebody at its end. */
export const anyHeadline = fc.oneof(
  anyInlines,
  fc.tuple(anyInlines, mention).map(([said, last]) => [...said, last]),
)
const press = anyWords.map((label) => button(label.slice(0, 20), 'brief', { subject: label }))
const item: fc.Arbitrary<Item> = fc.record(
  { text: anyInlines, depth: fc.integer({ min: 0, max: 2 }), button: press },
  { requiredKeys: ['text'] },
)
const items = fc.array(item, { maxLength: 6 })
const choice = fc.record({ label: anyWords, value: anyWords })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('heading', 'paragraph', 'quote', 'aside'), text: anyInlines }),
  items.map((some): Block => list(some)),
  fc.tuple(items, fc.integer({ min: 0, max: 99 })).map(([some, start]) => list(some, { start })),
  items.map((some): Block => ({ kind: 'list', ordered: true, items: some })),
  fc.record({
    kind: fc.constant('facts'),
    facts: fc.array(fc.record({ name: anyWords, value: anyInlines }), { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('table'),
    head: fc.array(anyWords, { maxLength: 3 }),
    rows: fc.array(fc.array(anyInlines, { maxLength: 4 }), { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('image'), url: anyUrl, alt: anyWords }),
  fc.constant<Block>({ kind: 'divider' }),
  fc.record({
    kind: fc.constant('buttons'),
    buttons: fc.array(press, { minLength: 1, maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant('select'),
    label: anyWords,
    command: fc.constant('brief'),
    option: fc.constant('subject'),
    choices: fc.array(choice, { maxLength: 5 }),
  }),
)
/** Blocks of every kind with hostile texts. */
export const anyBlocks = fc.array(block, { maxLength: 7 })
