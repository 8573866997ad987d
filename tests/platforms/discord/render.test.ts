import { describe, expect, test } from 'vitest'
import type { Body } from '#core/chat'
import {
  aside,
  type Block,
  button,
  buttons,
  code,
  emphasis,
  heading,
  type Inline,
  link,
  list,
  paragraph,
  type Reply,
  strong,
  typed,
} from '#core/reply'
import { saying } from '#core/show'
import type { Tlp } from '#core/tlp'
import { type Rendered, renderAnswer, renderMessage } from '#platforms/discord/render/render'
import { faultsOf } from '../../support/discord-faults.ts'
import { outline, pressable } from '../../support/discord-outline.ts'
import { seen } from '../../support/discord-words.ts'
import { running, shippedFolder } from '../../support/engine.ts'

const reply = (blocks: Block[], rest: Partial<Reply> = {}): Reply => ({
  kind: 'reply',
  blocks,
  shows: [],
  ...rest,
})
const outlines = ({ bodies }: Rendered): string => bodies.map(outline).join('\n\n')
const answered = (some: Reply): string => outlines(renderAnswer(some))
const posted = (some: Reply, room = '#policy'): string =>
  outlines(renderMessage(some, room, 'unasked'))
const messaged = (some: Reply): string => outlines(renderMessage(some, '', 'answer'))
const read = (subject: string) => button('Read', 'brief', { subject })

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
    aside(
      '[1] World Today Journal: ',
      link('A new core', 'https://example.org/core'),
      ' · undated',
    ),
    ...buttons(button('More on this topic', 'latest', { topic: 'defence-core' })),
  ],
  {
    tlp: 'CLEAR',
    headline: ["One analysis expects four countries to lead Europe's defence; it names none"],
  },
)

describe('a briefing', () => {
  test('as an answer: label and headline, the point, what it rests on, beside its label’s colour', () => {
    expect(answered(briefing)).toBe(`| #ffffff
| **TLP:CLEAR**  **One analysis expects four countries to lead Europe's defence; it names none**
| World Today Journal expects a small group of four countries to take the lead in European security.
| -# One source, reliability cannot be judged, possibly true (F3) · written 22 Nov 2026
| -# Corrected 24 Nov 2026: was "are to lead", is "are expected to lead".
| ### Reported
| The analysis names **none** of them.
| ### Source
| -# \\[1\\] World Today Journal: [A new core](<https://example.org/core>) · undated
| [More on this topic]`)
  })

  test('as a post: label and headline as plain text, which a lock screen shows', () => {
    expect(
      posted(briefing),
    ).toBe(`TLP:CLEAR  One analysis expects four countries to lead Europe's defence; it names none
| #ffffff
| World Today Journal expects a small group of four countries to take the lead in European security.
| -# One source, reliability cannot be judged, possibly true (F3) · written 22 Nov 2026
| -# Corrected 24 Nov 2026: was "are to lead", is "are expected to lead".
| ### Reported
| The analysis names **none** of them.
| ### Source
| -# \\[1\\] World Today Journal: [A new core](<https://example.org/core>) · undated
[More on this topic]`)
  })

  test('as JSON, calling nobody and showing no preview', () => {
    const small = reply([paragraph('Four countries.'), ...buttons(read('one'))], {
      tlp: 'GREEN',
      headline: ['No change'],
    })
    const press = { type: 2, style: 2, label: 'Read', custom_id: '1||0n|brief?subject=one' }
    const row = { type: 1, components: [press] }
    const [said, text] = ['**TLP:GREEN**  **No change**', 'Four countries.'].map((content) => ({
      type: 10,
      content,
    }))
    expect(renderAnswer(small)).toEqual({
      bodies: [
        {
          components: [{ type: 17, accent_color: 0x33ff00, components: [said, text, row] }],
          flags: 32_768 | 4,
          allowed_mentions: { parse: [] },
        },
      ],
      keep: [],
    })
    expect(renderMessage(small, '#policy', 'unasked')).toEqual({
      bodies: [
        {
          content: 'TLP:GREEN  No change',
          embeds: [{ color: 0x33ff00, description: 'Four countries.' }],
          components: [row],
          flags: 0,
          allowed_mentions: { parse: [] },
        },
      ],
      keep: [],
    })
  })

  test('from the shipped folder, in one message that nothing is wrong with', async () => {
    const { ask } = await running({ folder: shippedFolder })
    const shown = await ask('/brief nato-exercise-bergen')
    expect(answered(shown)).toMatch(
      /^\| #ffffff\n\| \*\*TLP:CLEAR\*\* {2}\*\*NATO exercised at Bergen in Germany in February 2026, one analysis reports\*\*\n\| World Today Journal reports a NATO exercise/,
    )
    expect(posted(shown)).toMatch(/^TLP:CLEAR {2}NATO exercised at Bergen .*\n\| #ffffff\n\| World/)
    expect(faultsOf(shown)).toEqual([])
  })
})

const item = (title: string, slug: string) => ({
  text: ['TLP:CLEAR  ', strong(title), ' · 22 Nov 2026 (F3)'],
  button: read(slug),
})
const found = reply(
  [
    list([
      item('NATO exercised at Bergen', 'nato-exercise-bergen'),
      { text: ['A ', strong('NATO'), ' ', strong('exercise'), ' at Bergen.'], depth: 1 },
      item('What is left unsaid', 'unsaid'),
    ]),
    aside('Grades: possibly true (F3).'),
    ...buttons(button('More', 'search', { words: 'nato', page: '2' }, 'here')),
  ],
  { tlp: 'CLEAR', headline: ['3 briefings, best match first (1 of 2)'] },
)

describe('a list', () => {
  test('as an answer: beside each title what opens it', () => {
    expect(answered(found)).toBe(`| #ffffff
| **TLP:CLEAR**  **3 briefings, best match first (1 of 2)**
| TLP:CLEAR  **NATO exercised at Bergen** · 22 Nov 2026 (F3)
| A **NATO** **exercise** at Bergen.
|   [Read]
| TLP:CLEAR  **What is left unsaid** · 22 Nov 2026 (F3)
|   [Read]
| -# Grades: possibly true (F3).
| [More]`)
  })

  test('as an ordinary message: one menu of all titles', () => {
    expect(messaged(found)).toBe(`TLP:CLEAR  3 briefings, best match first (1 of 2)
| #ffffff
| - TLP:CLEAR  **NATO exercised at Bergen** · 22 Nov 2026 (F3)
|   - A **NATO** **exercise** at Bergen.
| - TLP:CLEAR  **What is left unsaid** · 22 Nov 2026 (F3)
| -# Grades: possibly true (F3).
(Read one of these: NATO exercised at Bergen, What is left unsaid)
[More]`)
  })

  test('of more than ten, as an answer too', () => {
    const many = Array.from({ length: 11 }, (_, at) => item(`Title ${at}`, `slug-${at}`))
    expect(answered(reply([list(many)]))).toContain('(Read one of these: Title 0, Title 1,')
    expect(answered(reply([list(many.slice(1))]))).toContain(
      'Title 1** · 22 Nov 2026 (F3)\n  [Read]',
    )
  })

  test('with buttons that do different things, each of which says what for', () => {
    const items = [
      item('Bergen', 'bergen'),
      { text: ['The core'], button: button('Newest', 'latest', { topic: 'core' }) },
    ]
    expect(messaged(reply([list(items)], { tlp: 'CLEAR' }))).toContain(
      '[Read: Bergen] [Newest: The core]',
    )
    expect(messaged(reply([list(items.slice(0, 1))], { tlp: 'CLEAR' }))).toContain('[Read: Bergen]')
  })

  test.each([
    ['labels', button('Open', 'brief', { subject: 'two' })],
    ['commands', button('Read', 'latest', { subject: 'two' })],
    ['options', button('Read', 'brief', { subject: 'two', page: '2' })],
    ['names of options', button('Read', 'brief', { topic: 'two' })],
    ['places to open in', button('Read', 'brief', { subject: 'two' }, 'here')],
    ['values that are the same', button('Read', 'brief', { subject: 'one' })],
    ['values too long for a menu', button('Read', 'brief', { subject: 'x'.repeat(101) })],
  ])('with different %s, in buttons', (_, other) => {
    const items = [item('One', 'one'), { text: ['Two'], button: other }]
    const label = `${other.label}: Two`
    for (const pressed of [items, items.toReversed()])
      expect(messaged(reply([list(pressed)], { tlp: 'CLEAR' }))).toContain(`[${label}]`)
  })

  test('numbered, in which a number without words keeps its place', () => {
    const items = [{ text: ['one'] }, { text: [] }, { text: [''], depth: 1 }, { text: ['three'] }]
    expect(answered(reply([list(items, { start: 1 })]))).toBe('1. one\n2. –\n3. three')
    expect(answered(reply([list(items)]))).toBe('- one\n- three')
  })

  test('numbered, which goes on beside a button', () => {
    const items = [{ text: ['one'] }, { ...item('Two', 'two'), text: ['two'] }, { text: ['three'] }]
    expect(answered(reply([list(items, { start: 8 })]))).toBe('8. one\n9. two\n  [Read]\n10. three')
  })
})

const cited = (tlp: Tlp) =>
  reply(
    [
      paragraph('“A NATO exercise at Bergen in ', strong('February 2026'), '.” ', '[1]'),
      aside('[1] World Today Journal, undated · possibly true (F3)'),
      ...buttons(button('Read it', 'brief', { subject: 'bergen' })),
    ],
    { tlp },
  )

describe('an answer to a question', () => {
  test('in components', () => {
    expect(answered(cited('CLEAR'))).toBe(`| #ffffff
| **TLP:CLEAR**
| “A NATO exercise at Bergen in **February 2026**.” \\[1\\]
| -# \\[1\\] World Today Journal, undated · possibly true (F3)
| [Read it]`)
  })

  test('as a message begins itself, above what it rests on', () => {
    expect(
      messaged(cited('CLEAR')),
    ).toBe(`TLP:CLEAR  “A NATO exercise at Bergen in **February 2026**.” \\[1\\]
| #ffffff
| -# \\[1\\] World Today Journal, undated · possibly true (F3)
[Read it]`)
  })

  test('from TLP:AMBER up keeps its words off a lock screen', () => {
    expect(messaged(cited('AMBER')).split('\n').slice(0, 3)).toEqual([
      'TLP:AMBER  Answer: open to read',
      '| #ffc000',
      '| “A NATO exercise at Bergen in **February 2026**.” \\[1\\]',
    ])
  })

  test('keeps an address out of the message’s own text, where a preview would follow', () => {
    const linked = reply([paragraph(link('A core', 'https://example.org'))], { tlp: 'CLEAR' })
    expect(messaged(linked)).toBe('TLP:CLEAR\n| #ffffff\n| [A core](<https://example.org/>)')
    const headed = reply([], {
      tlp: 'CLEAR',
      headline: ['On ', link('a core', 'https://a.example')],
    })
    expect(messaged(headed)).toBe(
      'TLP:CLEAR  On a core\n| #ffffff\n| -# [a core](<https://a.example/>)',
    )
  })
})

describe('what shows nothing of a briefing is as plain as a person’s message', () => {
  const nothing = reply(
    [
      paragraph('Nearest, but not an answer:'),
      list([{ text: ['NATO exercised at Bergen'] }]),
      ...buttons(button('Ask the editors', 'editors', {})),
    ],
    { headline: ['No briefing says this.'] },
  )
  const error = saying(paragraph('No topic "nto". Did you mean NATO? All 12: ', typed('/topics')))

  test('an abstention', () => {
    expect(answered(nothing)).toBe(`**No briefing says this.**
Nearest, but not an answer:
- NATO exercised at Bergen
[Ask the editors]`)
    expect(messaged(nothing)).toBe(`No briefing says this.
Nearest, but not an answer:
- NATO exercised at Bergen
[Ask the editors]`)
  })

  test('an error, with no preview of anything', () => {
    expect(answered(error)).toBe('No topic "nto". Did you mean NATO? All 12: `/topics`')
    expect(messaged(error)).toBe('No topic "nto". Did you mean NATO? All 12: `/topics`')
    expect(renderMessage(error, '', 'answer').bodies[0]?.flags).toBe(4)
  })

  test('nothing at all', () => {
    for (const blank of [reply([]), reply([paragraph(' '), { kind: 'divider' }])]) {
      expect(answered(blank)).toBe('Nothing to show.')
      expect(messaged(blank)).toBe('Nothing to show.')
    }
  })
})

describe('on a lock screen', () => {
  const secret = (tlp: Tlp) => reply([paragraph('The point.')], { tlp, headline: ['No change'] })

  test.each<[Tlp, string]>([
    ['CLEAR', 'TLP:CLEAR  No change'],
    ['GREEN', 'TLP:GREEN  No change'],
    ['AMBER', 'TLP:AMBER  Briefing for #policy: open to read'],
    ['AMBER+STRICT', 'TLP:AMBER+STRICT  Briefing for #policy: open to read'],
    ['RED', 'TLP:RED  Briefing for #policy: open to read'],
  ])('a post of %s', (tlp, line) => {
    expect(renderMessage(secret(tlp), '#policy', 'unasked').bodies[0]?.content).toBe(line)
  })

  test('the headline that is not said there stands inside', () => {
    expect(posted(secret('AMBER'))).toBe(
      `TLP:AMBER  Briefing for #policy: open to read
| #ffc000
| **No change**

The point.`.replace('\n\nThe', '\n| \n| The'),
    )
    expect(posted(secret('AMBER'), '')).toMatch(/^TLP:AMBER {2}Briefing: open to read\n/)
  })

  test('a room’s name makes nothing of itself', () => {
    expect(posted(secret('RED'), '#a_b:smile:')).toMatch(
      /^TLP:RED {2}Briefing for #a\\_b\\:smile:: open to read\n/,
    )
  })

  test('a headline needs no backslash for how it begins, and none for what is only words', () => {
    const plain = reply([], { tlp: 'CLEAR', headline: ['- 5 % in 2026: #policy (F3), a.b@c.org'] })
    expect(posted(plain)).toBe('TLP:CLEAR  - 5 % in 2026: #policy (F3), a.b@c.org')
  })

  test('a headline that is too long goes on below', () => {
    const long = reply([], { tlp: 'CLEAR', headline: ['Four countries. '.repeat(200)] })
    const [first] = renderMessage(long, '#policy', 'unasked').bodies
    expect(first?.content).toMatch(/^TLP:CLEAR {2}(?:Four countries\. )+…$/)
    expect(`${first?.content}`.length).toBeLessThanOrEqual(1_500)
    expect(seen(first ?? {}).filter((token) => token === 'F')).toHaveLength(200)
  })
})

describe('whom an edition calls', () => {
  const desk = (id: string): Inline => ({ kind: 'mention', text: '@Desk', id })
  const edition = (tlp: Tlp | undefined, last = desk('77')) =>
    reply([paragraph('The point.'), paragraph(desk('77'))], {
      ...(tlp && { tlp }),
      headline: ['Morning briefing: 4 new', ' ', last],
    })
  const bodiesOf = (some: Reply) => renderMessage(some, '#policy', 'unasked').bodies

  test('stands beside the headline in the message’s own text, and is called once', () => {
    expect(bodiesOf(edition('GREEN'))).toMatchObject([
      {
        content: 'TLP:GREEN  Morning briefing: 4 new <@&77>',
        embeds: [{ description: 'The point.\n\n@Desk' }],
        allowed_mentions: { parse: [], roles: ['77'] },
      },
    ])
  })

  test('stands there too where the headline does not', () => {
    expect(bodiesOf(edition('AMBER'))).toMatchObject([
      {
        content: 'TLP:AMBER  Briefing for #policy: open to read <@&77>',
        embeds: [{ description: '**Morning briefing: 4 new**\n\nThe point.\n\n@Desk' }],
        allowed_mentions: { parse: [], roles: ['77'] },
      },
    ])
  })

  test('stands on the first line of what shows no briefing, or is it', () => {
    expect(bodiesOf(edition(undefined))[0]?.content).toBe(
      'Morning briefing: 4 new <@&77>\nThe point.\n\n@Desk',
    )
    const alone = reply([paragraph('The point.')], { headline: [desk('77')] })
    expect(bodiesOf(alone)[0]?.content).toBe('<@&77>\nThe point.')
    expect(bodiesOf({ ...alone, tlp: 'GREEN' })[0]?.content).toBe('TLP:GREEN  <@&77>')
  })

  test.each<Tlp>(['GREEN', 'RED'])('is called by the first of several messages, %s', (tlp) => {
    const long = { ...edition(tlp), blocks: [paragraph('word '.repeat(2_000))] }
    const [first, ...others] = bodiesOf(long)
    expect(first?.content).toMatch(/ <@&77>$/)
    expect(first?.allowed_mentions).toEqual({ parse: [], roles: ['77'] })
    expect(others.length).toBeGreaterThan(0)
    for (const body of others) {
      expect(body.content).not.toContain('77')
      expect(body.allowed_mentions).toEqual({ parse: [] })
    }
  })

  test.each(['', '@everyone', '77>', '<@77>', 'S0DESK', '9'.repeat(20), '77\n'])(
    'is words where %j is no role',
    (id) => {
      const [body] = bodiesOf(edition('GREEN', desk(id)))
      expect(body?.content).toBe('TLP:GREEN  Morning briefing: 4 new @Desk')
      expect(body?.allowed_mentions).toEqual({ parse: [] })
    },
  )

  test('is words in an answer, and before the end of a headline', () => {
    expect(messaged(edition('GREEN'))).toMatch(/^TLP:GREEN {2}Morning briefing: 4 new @Desk\n/)
    expect(answered(edition('GREEN'))).toContain('**Morning briefing: 4 new** @Desk')
    const before = reply([], { tlp: 'GREEN', headline: [desk('77'), ' is told'] })
    expect(posted(before)).toBe('TLP:GREEN  @Desk is told')
  })
})

describe('each kind of block', () => {
  const image = (url: string, alt: string): Block => ({ kind: 'image', url, alt })
  const table = (head: string[], ...rows: Inline[][]): Block => ({
    kind: 'table',
    head,
    rows: rows.map((row) => row.map((cell) => [cell])),
  })
  test.each<[string, Block[], string]>([
    ['a heading', [heading('Reported')], '### Reported'],
    ['a quote', [{ kind: 'quote', text: ['Four countries.'] }], '> Four countries.'],
    [
      'small print on every line of it',
      [aside('one\ntwo'), aside('three')],
      '-# one two\n-# three',
    ],
    [
      'paragraphs apart, a list close to what announces it',
      [paragraph('One'), paragraph('Two'), list([{ text: ['a'] }, { text: ['b'], depth: 1 }])],
      'One\n\nTwo\n- a\n  - b',
    ],
    [
      'blank parts left out',
      [paragraph(' '), paragraph('One'), list([{ text: [' '] }]), paragraph('Two'), heading('')],
      'One\n\nTwo',
    ],
    ['styles', [paragraph(strong('a'), ' ', emphasis('b'), ' ', code('c'))], '**a** *b* `c`'],
    [
      'styles that touch, kept apart by what is not seen',
      [paragraph(strong('a'), emphasis('b'), strong('c'), strong('d'))],
      '**a**\u200b*b*\u200b**cd**',
    ],
    [
      'what no longer holds',
      [paragraph({ kind: 'strike', text: 'five ' }, 'four')],
      '~~five~~ four',
    ],
    [
      'a time, in each reader’s zone',
      [paragraph({ kind: 'time', text: '16 Feb', at: '2026-02-16T09:12:00Z' })],
      '<t:1771233120:f>',
    ],
    ['a time that is none', [paragraph({ kind: 'time', text: '16 Feb', at: 'soon' })], '16 Feb'],
    ['a mention, as words', [paragraph({ kind: 'mention', text: '@Ada', id: '1' })], '@Ada'],
    [
      'facts',
      [
        {
          kind: 'facts',
          facts: [
            { name: 'Grade', value: ['F3'] },
            { name: 'Date', value: [] },
          ],
        },
      ],
      '**Grade** F3\n**Date**',
    ],
    [
      'a table that a phone has room for',
      [table(['Country', 'Troops'], ['Germany', strong('5,000')], ['Łódź'])],
      '```\nCountry  Troops\n───────  ──────\nGermany  5,000\nŁódź\n```',
    ],
    [
      'a wider table, as a record for each row',
      [
        table(
          ['Country', 'What is known'],
          ['Germany', 'an exercise at Bergen in 2026'],
          ['France'],
        ),
      ],
      '**Country** Germany\n**What is known** an exercise at Bergen in 2026\n\n**Country** France',
    ],
    [
      'tables with what fixed width does not show',
      [
        table(['A'], [{ kind: 'strike', text: 'five' }]),
        table(['A'], ['`']),
        table(['A'], ['[x](y)']),
        table(['A'], ['漢字']),
        table(['A'], [link('x', 'https://a.example')]),
        table(['A'], [{ kind: 'time', text: 'x', at: '2026-02-16T09:12:00Z' }]),
      ],
      '**A** ~~five~~\n\n**A** \\`\n\n**A** \\[x\\]\\(y)\n\n**A** 漢字\n\n**A** [x](<https://a.example/>)\n\n**A** <t:1771233120:f>',
    ],
    [
      'a divider between two things',
      [{ kind: 'divider' }, paragraph('a'), { kind: 'divider' }],
      'a',
    ],
    [
      'a divider',
      [paragraph('a'), { kind: 'divider' }, { kind: 'divider' }, paragraph('b')],
      'a\n────\nb',
    ],
    [
      'an image',
      [image('https://example.org/a.png', 'A map')],
      '<https://example.org/a.png A map>',
    ],
    [
      'an image that is not sent safely',
      [image('http://example.org/a.png', 'A map'), image('javascript:alert(1)', '')],
      '-# [Image: A map](<http://example.org/a.png>)\n-# Image',
    ],
    [
      'buttons, five in a row',
      buttons(...'abcdef'.split('').map((name) => button(name, 'brief', { subject: name }))),
      '[a] [b] [c] [d] [e]\n[f]',
    ],
    [
      'a menu',
      [
        {
          kind: 'select',
          label: 'Topic',
          command: 'latest',
          option: 'topic',
          choices: [{ label: 'US', value: 'us' }],
        },
      ],
      '(Topic: US)',
    ],
    ['a word wider than the screen', [paragraph('x'.repeat(50))], 'x'.repeat(50)],
  ])('%s', (_, blocks, shown) => expect(answered(reply(blocks))).toBe(shown))

  test('blank parts left out of a message too', () => {
    const blank: Block[] = [list([{ text: [' '] }]), { kind: 'facts', facts: [] }, heading(' ')]
    expect(messaged(reply([paragraph('One'), ...blank, paragraph('Two')]))).toBe('One\n\nTwo')
  })

  test('images in an embed: the first is shown, the others can be opened', () => {
    const images = [
      image('https://a.example/1.png', 'One'),
      image('https://a.example/2.png', 'Two'),
    ]
    expect(messaged(reply(images, { tlp: 'CLEAR' }))).toBe(`TLP:CLEAR
| #ffffff
| -# Image: One
| -# [Image](<https://a.example/2.png>)
| -# Image: Two
| <https://a.example/1.png>`)
    expect(messaged(reply(images))).toBe(
      '-# [Image: One](<https://a.example/1.png>)\n-# [Image: Two](<https://a.example/2.png>)',
    )
  })
})

describe('a link is pressed by its words, or its address follows them', () => {
  test.each([
    [
      'A new core (2026): four',
      'https://a.example/b?c=d&e',
      '[A new core (2026): four](<https://a.example/b?c=d&e>)',
    ],
    [' spaced ', 'https://a.example/caf\u00e9', '[spaced](<https://a.example/caf%C3%A9>)'],
    ['words with a_mark', 'https://a.example', 'words with a\\_mark (<https://a.example/>)'],
    ['[1] x', 'https://a.example', '\\[1\\] x (<https://a.example/>)'],
    ['An emoji 😀', 'https://a.example', 'An emoji 😀 (<https://a.example/>)'],
    ['see www.b.example', 'https://a.example', 'see www.b.example (<https://a.example/>)'],
    ['https://b.example', 'https://a.example', 'https\\://b.example (<https://a.example/>)'],
    ['brackets', 'https://a.example/a_(b)', 'brackets (<https://a.example/a_%28b%29>)'],
    ['percent', 'https://a.example/50%25', 'percent (<https://a.example/50%25>)'],
    ['https://a.example/x', 'https://a.example/x', '<https://a.example/x>'],
    ['', 'https://a.example/x', '<https://a.example/x>'],
    ['words', 'javascript:alert(1)', 'words'],
    ['words', 'https://', 'words'],
    ['words', 'mailto:a@b.example', 'words'],
  ])('%s to %s', (text, url, shown) => {
    expect(answered(reply([paragraph('to ', link(text, url), ' and on')]))).toBe(
      text.startsWith(' ') ? `to  ${shown}  and on` : `to ${shown} and on`,
    )
  })
})

describe('what is too long', () => {
  const long = reply(
    [...Array(18)].flatMap((_, at) => [
      heading(`Part ${at}`),
      paragraph(`Part ${at} says that ${'four countries are expected to lead. '.repeat(13)}`),
    ]),
    { tlp: 'CLEAR', headline: ['Nine thousand characters'] },
  )
  const numbered = [
    /^\*\*TLP:CLEAR\*\* {2}\*\*Nine thousand characters\*\*\n### Part 0\n/,
    /^\*\*TLP:CLEAR\*\* {2}continued, 2 of 3\n/,
    /^\*\*TLP:CLEAR\*\* {2}continued, 3 of 3\n/,
  ]

  test('comes in several messages, each of which begins with the label', () => {
    const texts = renderAnswer(long).bodies.map((body) => outline(body).replaceAll(/^\| ?/gm, ''))
    expect(texts).toHaveLength(3)
    for (const [at, text] of texts.entries()) {
      expect(text.replace('#ffffff\n', '')).toMatch(numbered[at] ?? /^$/)
      expect(text.trimEnd()).toMatch(/expected to lead\.$/)
    }
    expect(renderMessage(long, '#policy', 'unasked').bodies.map(({ content }) => content)).toEqual([
      'TLP:CLEAR  Nine thousand characters',
      'TLP:CLEAR  continued, 2 of 3',
      'TLP:CLEAR  continued, 3 of 3',
    ])
    expect(
      renderMessage({ ...long, tlp: 'RED' }, '#policy', 'unasked').bodies.map(outline)[1],
    ).toMatch(
      /^TLP:RED {2}Briefing for #policy: open to read\n\| #ff2b2b\n\| -# continued, 2 of 3\n/,
    )
    expect(messaged({ ...long, tlp: undefined } as unknown as Reply)).toContain(
      '\n\n-# continued, 2 of ',
    )
  })

  test('leaves room for a correction of 500 characters and three components', () => {
    const sections = [...Array(40)].map((_, at) => ({
      text: ['Title'],
      button: button(`Read ${at}`, 'brief', {}),
    }))
    const full = renderAnswer(reply([list(sections)], { tlp: 'CLEAR' }))
    const count = (body: Body) => JSON.stringify(body).split('"type":').length - 1
    expect(Math.max(...full.bodies.map(count))).toBeGreaterThan(34)
    for (const body of full.bodies) expect(count(body)).toBeLessThanOrEqual(37)
    for (const body of renderAnswer(long).bodies)
      expect(
        outline(body).replaceAll(/^\| /gm, '').length - '#ffffff\n'.length,
      ).toBeLessThanOrEqual(3_500)
    for (const body of renderMessage(long, '#policy', 'unasked').bodies)
      expect((body.embeds as { description: string }[])[0]?.description.length).toBeLessThan(3_600)
  })

  test('in a label stands in full beside it', () => {
    const label = 'Countries expected to lead '.repeat(4).trim()
    const subject = { subject: 'x' }
    const menu: Block = {
      kind: 'select',
      label: 'Topic',
      command: 'latest',
      option: 'topic',
      choices: [
        { label, value: 'a' },
        { label: 'short', value: 'b' },
      ],
    }
    const cut = 'Countries expected to lead Countries expected to lead Countries expected to lea…'
    expect(answered(reply(buttons(button(label, 'brief', subject))))).toBe(`-# ${label}\n[${cut}]`)
    expect(answered(reply([menu]))).toBe(
      `-# ${label}\n(Topic: Countries expected to lead Countries expected to lead Countries expected to lead Countries expected…, short)`,
    )
    const items = [{ text: [label], button: read('x') }]
    expect(messaged(reply([list(items)], { tlp: 'CLEAR' }))).toContain(
      '[Read: Countries expected to lead Countries expected to lead Countries expected…]',
    )
    expect(
      answered(reply([list([{ text: ['one'], button: button(label, 'brief', subject) }])])),
    ).toBe(`- one\n-# ${label}\n[${cut}]`)
  })

  test('says of a menu and of an image what they have no room for', () => {
    const menu = (label: string): Block => ({
      kind: 'select',
      label,
      command: 'latest',
      option: 'topic',
      choices: [{ label: 'US', value: 'us' }],
    })
    const words = (length: number) =>
      'word '
        .repeat(300)
        .slice(0, length - 1)
        .trim()
        .padEnd(length, 'x')
    expect(answered(reply([menu(' ')]))).toBe('(Choose: US)')
    expect(answered(reply([menu(words(150))]))).toBe(`(${words(150)}: US)`)
    expect(answered(reply([menu(words(151))]))).toMatch(/^-# word .*x\n\(word .*…: US\)$/)
    const image = (alt: string): Block => ({ kind: 'image', url: 'https://a.example/', alt })
    expect(answered(reply([image(words(1_024))]))).toBe(`<https://a.example/ ${words(1_024)}>`)
    expect(answered(reply([image(words(1_025))]))).toMatch(/^<https:.*…>\n-# word .*x$/)
  })

  test('for one menu, in further menus, and for its values, in buttons', () => {
    const choices = [...Array(30)].map((_, at) => ({ label: `T${at}`, value: `t${at}` }))
    const menu = (more: typeof choices): Block => ({
      kind: 'select',
      label: 'Topic',
      command: 'latest',
      option: 'topic',
      choices: more,
    })
    const [body = {}] = renderAnswer(reply([menu(choices)])).bodies
    expect(pressable(body).map(({ options = [] }) => options.length)).toEqual([25, 5])
    const odd = [
      { label: 'Long', value: 'x'.repeat(101) },
      { label: 'None', value: '' },
      { label: 'Twice', value: 't0' },
      { label: `${'long '.repeat(20)}`, value: 't0' },
    ]
    const { bodies, keep } = renderAnswer(reply([menu([...choices.slice(0, 1), ...odd])]))
    expect(outline(bodies[0] ?? {})).toBe(
      `-# ${'long '.repeat(20).trim()}\n(Topic: T0)\n[Long] [None] [Twice] [${'long '.repeat(16).trim()}…]`,
    )
    expect(keep).toEqual([{ command: 'latest', options: { topic: 'x'.repeat(101) } }])
  })

  test('as an address, says so', () => {
    const far = link('A core', `https://example.org/${'x'.repeat(3_000)}`)
    expect(answered(reply([paragraph(far)]))).toBe(
      'A core (an address of 3020 characters, too long to show)',
    )
  })
})
