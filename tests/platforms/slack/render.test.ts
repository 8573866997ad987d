import { describe, expect, test } from 'vitest'
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
import type { Press } from '#platforms/slack/press'
import {
  type Rendered,
  renderAnswer,
  renderHome,
  renderMessage,
} from '#platforms/slack/render/render'
import { running, shippedFolder } from '../../support/engine.ts'
import { viewFaults } from '../../support/slack/validate/index.ts'
import { faultsOf } from '../../support/slack-faults.ts'
import { blocksOf, outline, pressable } from '../../support/slack-outline.ts'

const reply = (blocks: Block[], rest: Partial<Reply> = {}): Reply => ({
  kind: 'reply',
  blocks,
  shows: [],
  ...rest,
})
const outlines = ({ bodies }: Rendered): string => bodies.map(outline).join('\n\n')
const answered = (some: Reply): string => outlines(renderAnswer(some))
const textsOf = (some: Reply, room = '#policy'): unknown[] =>
  renderMessage(some, room, 'unasked').bodies.map(({ text }) => text)
const read = (subject: string) => button('Read', 'brief', { subject })

const briefing = reply(
  [
    paragraph('World Today Journal expects four countries to take the lead.'),
    aside('One source, reliability cannot be judged, possibly true (F3) · written 22 Nov 2026'),
    heading('Reported'),
    paragraph('The analysis names ', strong('none'), ' of them.'),
    heading('Source'),
    aside('World Today Journal: ', link('A new core', 'https://example.org/core'), ' · undated'),
    ...buttons(button('More on this topic', 'latest', { topic: 'defence-core' })),
  ],
  { tlp: 'CLEAR', headline: ['One analysis expects four countries to lead'] },
)

describe('a briefing', () => {
  test('label and headline, the point, what it rests on', () => {
    expect(answered(briefing)).toBe(`**TLP:CLEAR**  **One analysis expects four countries to lead**
World Today Journal expects four countries to take the lead.
-# One source, reliability cannot be judged, possibly true (F3) · written 22 Nov 2026
# Reported
The analysis names **none** of them.
# Source
World Today Journal: [A new core](https://example.org/core) · undated
[More on this topic]`)
    expect(outlines(renderMessage(briefing, '#policy', 'unasked'))).toBe(answered(briefing))
  })

  test('as JSON, showing no preview', () => {
    const small = reply([paragraph('Four.'), ...buttons(read('one'))], {
      tlp: 'GREEN',
      headline: ['No change'],
    })
    const section = (...elements: object[]) => ({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements }],
    })
    const bold = { style: { bold: true } }
    expect(renderAnswer(small)).toEqual({
      bodies: [
        {
          text: 'TLP:GREEN  No change',
          blocks: [
            section(
              { type: 'text', text: 'TLP:GREEN', ...bold },
              { type: 'text', text: '  ' },
              { type: 'text', text: 'No change', ...bold },
            ),
            section({ type: 'text', text: 'Four.' }),
            {
              type: 'actions',
              elements: [
                {
                  type: 'button',
                  text: { type: 'plain_text', text: 'Read', emoji: false },
                  action_id: 'new:0',
                  value: 'brief?subject=one',
                },
              ],
            },
          ],
          unfurl_links: false,
          unfurl_media: false,
        },
      ],
      keep: [],
    })
  })

  test('from the shipped folder, in one message that nothing is wrong with', async () => {
    const { ask } = await running({ folder: shippedFolder })
    const shown = await ask('/brief nato-exercise-bergen')
    expect(renderAnswer(shown).bodies).toHaveLength(1)
    expect(answered(shown)).toMatch(
      /^\*\*TLP:CLEAR\*\* {2}\*\*NATO exercised at Bergen in Germany in February 2026, one analysis reports\*\*\nWorld Today Journal reports a NATO exercise/,
    )
    expect(faultsOf(shown)).toEqual([])
  })
})

const item = (title: string, slug: string) => ({
  text: ['TLP:CLEAR  ', strong(title), ' · 22 Nov 2026 (F3)'],
  button: read(slug),
})

describe('a list', () => {
  test('beside each title what opens it, under it the words that match', () => {
    const found = list([
      item('NATO exercised at Bergen', 'nato-exercise-bergen'),
      { text: ['A ', strong('NATO'), ' exercise.'], depth: 1 },
      item('What is left unsaid', 'unsaid'),
    ])
    expect(answered(reply([found]))).toBe(`TLP:CLEAR  NATO exercised at Bergen · 22 Nov 2026 (F3)
  [Read]
  - A **NATO** exercise.
TLP:CLEAR  What is left unsaid · 22 Nov 2026 (F3)
  [Read]`)
  })

  test('of several levels', () => {
    const items = [0, 1, 2, 1, 0].map((depth) => ({ text: [`${depth}`], depth }))
    expect(answered(reply([list(items)]))).toBe('- 0\n  - 1\n    - 2\n  - 1\n- 0')
  })

  test('with more than words in it, above what opens it', () => {
    const struck = { text: [{ kind: 'strike', text: 'five' } as const, ' four'], button: read('x') }
    const linked = { text: [link('core', 'https://a.example')], button: read('y') }
    const long = { text: ['x'.repeat(3_001)], button: read('z') }
    expect(answered(reply([list([struck, linked])]))).toBe(
      '- ~~five~~ four\n[Read]\n- [core](https://a.example/)\n[Read]',
    )
    expect(answered(reply([list([long])]))).toBe(`- ${'x'.repeat(3_001)}\n[Read]`)
  })

  test('of more than ten, with one menu', () => {
    const many = Array.from({ length: 11 }, (_, at) => item(`Title ${at}`, `slug-${at}`))
    expect(answered(reply([list(many)]))).toContain('(Read one of these: Title 0, Title 1,')
    expect(answered(reply([list(many.slice(1))]))).toContain('Title 1 · 22 Nov 2026 (F3)\n  [Read]')
  })

  test('numbered, which goes on after items below and beside a button', () => {
    const items = [{ text: ['one'] }, { text: ['below'], depth: 1 }, { text: ['two'] }]
    expect(answered(reply([list(items, { start: 8 })]))).toBe('8. one\n  - below\n9. two')
    const pressed = [{ text: ['one'] }, { text: ['two'], button: read('x') }, { text: ['three'] }]
    expect(answered(reply([list(pressed, { start: 8 })]))).toBe(
      '8. one\n9. two\n  [Read]\n10. three',
    )
  })

  test('numbered, in which a number without words keeps its place', () => {
    const items = [{ text: ['one'] }, { text: [] }, { text: ['three'] }]
    expect(answered(reply([list(items, { start: 1 })]))).toBe('1. one\n2. –\n3. three')
    expect(answered(reply([list(items, { start: 0 })]))).toBe('- 0. one\n1. –\n2. three')
    expect(answered(reply([list(items)]))).toBe('- one\n- three')
  })
})

describe('each kind of block', () => {
  const image = (url: string, alt: string): Block => ({ kind: 'image', url, alt })
  const table = (head: string[], ...rows: Inline[][]): Block => ({
    kind: 'table',
    head,
    rows: rows.map((row) => row.map((cell) => [cell])),
  })
  const time = (text: string, at: string): Inline => ({ kind: 'time', text, at })
  test.each<[string, Block[], string]>([
    ['a heading', [heading('Reported')], '# Reported'],
    ['a heading too long for one', [heading('x'.repeat(151))], `**${'x'.repeat(151)}**`],
    [
      'a heading that is more than words',
      [heading(link('A', 'https://a.example'))],
      '[**A**](https://a.example/)',
    ],
    ['a quote', [{ kind: 'quote', text: ['Four countries.'] }], '> Four countries.'],
    ['small print', [aside('one\ntwo'), aside('three')], '-# one two\n-# three'],
    [
      'small print of which something no longer holds',
      [aside({ kind: 'strike', text: 'five' }, ' four')],
      '~~five~~ four',
    ],
    ['small print too long for it', [aside('x'.repeat(3_001))], 'x'.repeat(3_001)],
    [
      'blank parts left out',
      [paragraph(' '), paragraph('One'), list([{ text: [' '] }]), heading('\u200b')],
      'One',
    ],
    [
      'styles',
      [
        paragraph(strong('a'), emphasis('b'), code('c'), { kind: 'strike', text: 'd' }),
        paragraph(strong(' a '), ' '),
      ],
      '**a***b*`c`~~d~~\n**a**',
    ],
    [
      'a command as it is typed here',
      [paragraph('All: ', typed('/topics')), aside('Or ', typed('/search nato'))],
      'All: `/sitrep topics`\n-# Or /sitrep search nato',
    ],
    [
      'a time, in each reader’s zone',
      [paragraph(time('16 Feb', '2026-02-16T09:12:00Z'))],
      '{1771233120 16 Feb}',
    ],
    [
      'a time that Slack cannot show',
      [paragraph(time('16 Feb', 'soon')), paragraph(time('1815', '1815-06-18T09:00:00Z'))],
      '16 Feb\n1815',
    ],
    ['a mention, as words', [paragraph({ kind: 'mention', text: '@Ada', id: '1' })], '@Ada'],
    [
      'facts, a line each',
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
      'Country | Troops\nGermany | **5,000**\nŁódź | –',
    ],
    [
      'a second table, as a record for each row',
      [table(['A'], ['one']), table(['B'], ['two'])],
      'A\none\n**B** two',
    ],
    [
      'a wide table, one with cells under no name and one without names',
      [
        table(['A', 'B'], ['x'.repeat(20), 'y'.repeat(19)]),
        table(['C'], ['one', 'two']),
        table(['']),
      ],
      `**A** ${'x'.repeat(20)}\n**B** ${'y'.repeat(19)}\n**C** one\n** two`.replace(
        '** two',
        'two',
      ),
    ],
    ['a divider between two things', [{ kind: 'divider' }, paragraph('a')], 'a'],
    ['a divider', [paragraph('a'), { kind: 'divider' }, paragraph('b')], 'a\n────\nb'],
    [
      'an image',
      [image('https://example.org/a.png', 'A map')],
      '<https://example.org/a.png A map>',
    ],
    [
      'an image that is not sent safely',
      [image('http://example.org/a.png', 'A map'), image('javascript:alert(1)', '')],
      '[Image: A map](http://example.org/a.png)\n-# Image',
    ],
    [
      'buttons, five in a row',
      buttons(...'abcdef'.split('').map((name) => button(name, 'brief', { subject: name }))),
      '[a] [b] [c] [d] [e]\n[f]',
    ],
  ])('%s', (_, blocks, shown) => {
    expect(answered(reply(blocks))).toBe(shown)
    expect(faultsOf(reply(blocks))).toEqual([])
  })

  test('nothing at all', () => {
    const [body = {}] = renderAnswer(reply([])).bodies
    expect([body.text, outline(body)]).toEqual(['Nothing to show.', 'Nothing to show.'])
    expect(outline(renderHome([]).view)).toBe('Nothing to show.')
  })
})

describe('a link is pressed by its words, and by its address where these name one', () => {
  test.each([
    ['A [new] core', 'https://a.example/b?c=d&e', '[A [new] core](https://a.example/b?c=d&e)'],
    ['see www.b.example', 'https://a.example', 'see www.b.example (<https://a.example/>)'],
    ['https://b.example', 'https://a.example', 'https://b.example (<https://a.example/>)'],
    ['https://a.example/x', 'https://a.example/x', '<https://a.example/x>'],
    ['', 'https://a.example/x', '<https://a.example/x>'],
    ['words', 'javascript:alert(1)', 'words'],
    ['words', 'slack://open', 'words'],
    [
      'A core',
      `https://example.org/${'x'.repeat(3_000)}`,
      'A core (an address of 3020 characters, too long to show)',
    ],
  ])('%s to %s', (text, url, shown) => {
    expect(answered(reply([paragraph('to ', link(text, url), ' and on')]))).toBe(
      `to ${shown} and on`,
    )
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
    expect(textsOf(secret(tlp))).toEqual([line])
  })

  test('an answer, a direct message, and a room whose name would act', () => {
    expect(renderAnswer(secret('RED')).bodies[0]?.text).toBe('TLP:RED  Answer: open to read')
    expect(textsOf(secret('RED'), '')).toEqual(['TLP:RED  Briefing: open to read'])
    expect(textsOf(secret('RED'), '#<!here>')).toEqual([
      'TLP:RED  Briefing for #&lt;!here&gt;: open to read',
    ])
  })

  test('nothing acts, and what no longer holds is not said', () => {
    const headline: Inline[] = [{ kind: 'strike', text: 'five ' }, 'four & <!channel>']
    expect(textsOf(reply([], { tlp: 'CLEAR', headline }))).toEqual([
      'TLP:CLEAR  four &amp; &lt;!channel&gt;',
    ])
  })

  test('a headline that is too long ends in an ellipsis, and stands in full below', () => {
    const long = 'Four countries. '.repeat(40).trim()
    const [body = {}] = renderAnswer(reply([], { tlp: 'CLEAR', headline: [long] })).bodies
    expect(body.text).toMatch(/^TLP:CLEAR {2}Four.*…$/)
    expect(`${body.text}`.length).toBeLessThanOrEqual(400)
    expect(outline(body)).toBe(`**TLP:CLEAR**  **${long}**`)
  })

  test('a reply without a headline begins itself, as far as there is room', () => {
    const error = saying(paragraph('No topic "nto". All 12: ', typed('/topics')))
    expect(textsOf(error)).toEqual(['No topic "nto". All 12: /sitrep topics'])
    const cited = reply(
      [
        paragraph('“In February.” [1]'),
        aside('[1] World Today'),
        list([{ text: ['a'] }, { text: ['b'] }]),
        { kind: 'facts', facts: [{ name: 'Grade', value: ['F3'] }] },
        { kind: 'table', head: ['Country'], rows: [] },
        { kind: 'image', url: 'https://a.example', alt: 'A map' },
        ...buttons(read('x')),
      ],
      { tlp: 'CLEAR' },
    )
    expect(textsOf(cited)).toEqual([
      'TLP:CLEAR  “In February.” [1] [1] World Today a · b Grade F3 Country A map Read',
    ])
    expect(`${textsOf(reply([paragraph('word '.repeat(1_000))]))[0]}`.length).toBeLessThan(401)
  })
})

describe('whom an edition calls', () => {
  const desk = (id: string): Inline => ({ kind: 'mention', text: '@desk', id })
  const edition = (tlp: Tlp, last = desk('S0DESK')) =>
    reply([paragraph('The point.'), paragraph(desk('S0DESK'))], {
      tlp,
      headline: ['Morning briefing: 4 new', ' ', last],
    })
  const posted = (some: Reply): string => outlines(renderMessage(some, '#policy', 'unasked'))

  // A space between two styles may have either.
  const asWords = /Morning briefing: 4 new[ *]+@desk/

  test.each<[Tlp, string]>([
    ['GREEN', 'TLP:GREEN  Morning briefing: 4 new @desk'],
    ['RED', 'TLP:RED  Briefing for #policy: open to read'],
  ])('stands at the end of the first line, and is words for a lock screen: %s', (tlp, text) => {
    expect(posted(edition(tlp))).toBe(
      `**TLP:${tlp}**  **Morning briefing: 4 new** {calls S0DESK}\nThe point.\n@desk`,
    )
    expect(textsOf(edition(tlp))).toEqual([text])
  })

  test('may be all that the first line says', () => {
    expect(posted(reply([paragraph('The point.')], { headline: [desk('S0DESK')] }))).toBe(
      '{calls S0DESK}\nThe point.',
    )
  })

  test('is called by the first of several messages', () => {
    const [first, ...others] = renderMessage(
      { ...edition('GREEN'), blocks: [paragraph('word '.repeat(5_000))] },
      '#policy',
      'unasked',
    ).bodies
    expect(outline(first ?? {})).toContain('{calls S0DESK}')
    expect(others.length).toBeGreaterThan(0)
    for (const body of others) expect(outline(body)).not.toContain('{calls')
  })

  test.each(['', '!channel', 'S0DESK>', '<!subteam^S0DESK>', 's0desk', '77', 'S', 'S0DESK\n'])(
    'is words where %j is no group',
    (id) => {
      expect(posted(edition('GREEN', desk(id)))).toMatch(asWords)
    },
  )

  test('is words in an answer, at home, and before the end of a headline', () => {
    expect(answered(edition('GREEN'))).toMatch(asWords)
    expect(outline(renderHome([edition('GREEN')]).view)).toMatch(asWords)
    const before = reply([], { tlp: 'GREEN', headline: [desk('S0DESK'), ' is told'] })
    expect(posted(before)).toBe('**TLP:GREEN**  @desk** is told**')
  })
})

describe('what is too long', () => {
  const long = reply(
    [...Array(30)].flatMap((_, at) => [
      heading(`Part ${at}`),
      paragraph(`Part ${at} says that ${'four countries are expected to lead. '.repeat(20)}`),
    ]),
    { tlp: 'CLEAR', headline: ['Twenty thousand characters'] },
  )

  test('comes in several messages, each of which begins with the label and says which it is', () => {
    const { bodies } = renderAnswer(long)
    expect(bodies.map(({ text }) => text)).toEqual([
      'TLP:CLEAR  Twenty thousand characters',
      'TLP:CLEAR  continued, 2 of 3',
      'TLP:CLEAR  continued, 3 of 3',
    ])
    for (const [at, body] of bodies.entries()) {
      expect(outline(body)).toMatch(at === 0 ? /^\*\*TLP:CLEAR\*\* {2}\*\*Twenty/ : /^\*\*TLP/)
      expect(outline(body)).toMatch(at === 0 ? /./ : /^.* {2}continued, \d of 3\n/)
      expect(outline(body).trimEnd()).toMatch(/expected to lead\.$/)
    }
    expect(answered({ ...long, tlp: undefined } as unknown as Reply)).toContain(
      '\n\n-# continued, 2 of 3\n',
    )
    expect(textsOf({ ...long, tlp: 'RED' })[1]).toBe('TLP:RED  Briefing for #policy: open to read')
  })

  test('leaves room for a correction of 500 characters and three blocks', () => {
    for (const body of renderAnswer(long).bodies) expect(outline(body).length).toBeLessThan(12_700)
    const many = reply(Array.from({ length: 100 }, (_, at) => paragraph(`${at}`)))
    const counts = renderAnswer(many).bodies.map((body) => blocksOf(body).length)
    expect(Math.max(...counts)).toBeGreaterThan(40)
    expect(Math.max(...counts)).toBeLessThanOrEqual(47)
  })

  test('in a label stands in full beside it', () => {
    const label = 'Countries expected to lead '.repeat(4).trim()
    const cut = 'Countries expected to lead Countries expected to lead Countries expected t…'
    expect(answered(reply(buttons(button(label, 'brief', {}))))).toBe(`-# ${label}\n[${cut}]`)
    const menu: Block = {
      kind: 'select',
      label: 'Topic',
      command: 'latest',
      option: 'topic',
      choices: [
        { label, value: 'a' },
        { label: 'Long', value: 'x'.repeat(151) },
        { label: 'Twice', value: 'a' },
      ],
    }
    expect(answered(reply([menu]))).toBe(`-# ${label}\n(Topic: ${cut})\n[Long] [Twice]`)
    const described = { kind: 'image', url: 'https://a.example/', alt: 'x'.repeat(1_001) } as const
    expect(answered(reply([described]))).toBe(
      `<https://a.example/ ${'x'.repeat(999)}…>\n-# ${'x'.repeat(1_001)}`,
    )
  })

  test('for a button to carry is handed over, to be kept', () => {
    const options = { words: 'x'.repeat(2_000) }
    const some = reply(buttons(button('Search', 'search', options), read('one')))
    const keep = [{ command: 'search', options }]
    expect(renderAnswer(some).keep).toEqual(keep)
    expect(renderHome([some]).keep).toEqual(keep)
    expect(pressable(renderAnswer(some).bodies[0] ?? {}).map(({ value }) => value)).toEqual([
      expect.stringMatching(/^~.{16}$/),
      'brief?subject=one',
    ])
  })

  test('for one menu, in further menus, and for a table of one message, in further tables', () => {
    const choices = [...Array(130)].map((_, at) => ({ label: `T${at}`, value: `t${at}` }))
    const [body = {}] = renderAnswer(
      reply([{ kind: 'select', label: 'Topic', command: 'latest', option: 'topic', choices }]),
    ).bodies
    expect(pressable(body).map(({ options = [] }) => options.length)).toEqual([100, 30])
    const rows = Array.from({ length: 150 }, (_, at) => [[`row ${at}`]])
    const { bodies } = renderAnswer(reply([{ kind: 'table', head: ['Name'], rows }]))
    const tables = bodies.flatMap(blocksOf).filter(({ type }) => type === 'table')
    expect(tables.map((one) => one.rows?.length)).toEqual([100, 52])
    expect(faultsOf(reply([{ kind: 'table', head: ['Name'], rows }]))).toEqual([])
    const escaped = Array.from({ length: 66 }, () => [['&'.repeat(35)]])
    expect(faultsOf(reply([{ kind: 'table', head: ['Name'], rows: escaped }]))).toEqual([])
  })
})

describe('buttons that Slack adds to an answer', () => {
  const keep: Press = {
    label: 'Keep',
    opens: 'keep',
    command: 'brief',
    options: { subject: 'one' },
  }
  const all: Press = { ...keep, label: 'All of it' }
  const most = { messages: 2, all }
  const long = reply(
    [...Array(100)].map((_, at) => paragraph(`Paragraph ${at}`)),
    { tlp: 'CLEAR' },
  )

  test('stand at the end of the last row', () => {
    const { bodies } = renderAnswer(reply([paragraph('One'), ...buttons(read('x'))]), {
      extra: [keep],
      most,
    })
    expect(bodies.map(outline)).toEqual(['One\n[Read] [Keep]'])
  })

  test('where there are more messages than an answer may have, lead to all of it', () => {
    const whole = renderAnswer(long).bodies
    const { bodies } = renderAnswer(long, { extra: [keep], most })
    expect([whole.length, bodies.length]).toEqual([3, 2])
    expect(bodies.map(outline)).toEqual([
      outline(whole[0] ?? {}),
      `${outline(whole[1] ?? {})}\n[All of it]`,
    ])
    expect(pressable(bodies[1] ?? {}).map(({ action_id }) => action_id)).toEqual(['keep:0'])
  })
})

test('a full message has room for buttons of ours and for a correction', () => {
  const wordy = reply([paragraph('word '.repeat(5_000))])
  const wide: Press = { label: 'x'.repeat(75), opens: 'keep', command: 'brief', options: {} }
  const [body = {}] = renderAnswer(wordy, {
    most: { messages: 1, all: wide },
  }).bodies
  const blocks = blocksOf(body).length + 3
  expect(outline(body).length + 500 + 100 * blocks).toBeLessThanOrEqual(13_200)
  expect(outline(body).length).toBeGreaterThan(11_500)
})

describe('App Home', () => {
  const latest = reply([list([item('Bergen', 'bergen')]), ...buttons(read('y'))], {
    tlp: 'CLEAR',
    headline: ['What is new'],
  })

  test('shows replies one under the other, and no table', () => {
    const table: Block = { kind: 'table', head: ['A'], rows: [[['one']]] }
    const { view } = renderHome([latest, saying(heading('How to ask'), table)])
    expect(view.type).toBe('home')
    expect(outline(view)).toBe(`**TLP:CLEAR**  **What is new**
TLP:CLEAR  Bergen · 22 Nov 2026 (F3)
  [Read]
[Read]
────
# How to ask
**A** one`)
    expect(viewFaults(view)).toEqual([])
  })

  test('says where there is more than it has room for', () => {
    const many = reply(Array.from({ length: 60 }, (_, at) => paragraph(`${at}`)))
    const { view } = renderHome([many, latest, many, latest])
    expect(viewFaults(view)).toEqual([])
    expect(blocksOf(view).length).toBeGreaterThan(95)
    expect(outline(view)).toMatch(
      /────\n-# There is more than this page has room for\..* \/sitrep help$/,
    )
    const one = renderHome([reply([paragraph('&'.repeat(300_000))])]).view
    expect(viewFaults(one)).toEqual([])
    expect(outline(one)).toContain('There is more than this page has room for.')
  })
})
