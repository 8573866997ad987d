import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Topic } from '#core/topics'
import { readBriefing } from '#intake/briefing-file'
import { anyText } from '../support/any-text.ts'
import { processorMs } from '../support/time.ts'

const fixture = (name: string): string =>
  readFileSync(join(resolve(import.meta.dirname, '../fixtures'), name), 'utf8')
const valid = fixture('valid.md')
const topics: Topic[] = ['exercises', 'nato'].map((slug) => ({
  slug,
  name: slug,
  scope: 'x',
  aliases: [],
}))

/** `valid.md` with one thing written otherwise. */
const edited = (from: string, to: string): string => {
  expect(valid.split(from)).toHaveLength(2)
  return valid.replace(from, () => to)
}
const faults = (text: string): string[] =>
  readBriefing(text, topics).findings.map(
    ({ line, column, level, message }) =>
      `${line}:${column} ${level === 'warning' ? 'warning: ' : ''}${message}`,
  )
const hashOf = (text: string) => readBriefing(text, topics).briefing?.hash

describe('a briefing is read whole', () => {
  it('with its fields, its sections and its revision', () => {
    const { briefing, findings } = readBriefing(valid, topics)
    expect(findings).toEqual([])
    expect(briefing).toMatchObject({ revision: 2, markdown: valid })
    expect(briefing?.content).toMatchObject({
      slug: 'northport-drill',
      tlp: 'CLEAR',
      precedence: 'ROUTINE',
      topics: ['exercises', 'nato'],
      previously: [],
      recipients: [],
      sources: [{ date: 'unknown', after: '2026-02', reliability: 'F', credibility: 3 }],
      events: [{ date: '2026-12' }],
      changes: [{ revision: 2, kind: 'correction' }],
    })
    expect(briefing?.content.sections.map(({ name, blocks }) => [name, blocks.length])).toEqual([
      ['Reported', 1],
      ['Assessed', 1],
      ['Not known', 1],
    ])
  })

  it('with TLP:RED and the people it names', () => {
    const { briefing, findings } = readBriefing(fixture('flash.md'), topics)
    expect(findings).toEqual([])
    expect(briefing?.content).toMatchObject({
      tlp: 'RED',
      precedence: 'FLASH',
      recipients: ['discord:100', 'slack:T1/U1'],
    })
  })

  it('with any topic where there is no vocabulary', () =>
    expect(readBriefing(edited('[exercises, nato]', '[anything]')).briefing).toBeDefined())

  it('as its withdrawal, one revision more', () => {
    const text = edited(
      'precedence: ROUTINE',
      'precedence: ROUTINE\nwithdrawn:\n  date: 2026-11-22\n  reason: Retracted.',
    )
    expect(readBriefing(text, topics).briefing?.revision).toBe(3)
  })
})

describe('layout changes no hash', () => {
  it.each([
    ['a byte order mark', `\uFEFF${valid}`],
    ['line ends of Windows', valid.replaceAll('\n', '\r\n')],
    ['line ends of old', valid.replaceAll('\n', '\r')],
    ['another comment', edited('# Made up', '# All made up')],
    ['quotes', edited('slug: northport-drill', 'slug: "northport-drill"')],
    [
      'another order of fields',
      edited('author: Test desk\ntlp: TLP:CLEAR', 'tlp: TLP:CLEAR\nauthor: Test desk'),
    ],
    ['a label in small letters', edited('TLP:CLEAR', 'clear')],
    ['a list in lines', edited('[exercises, nato]', '\n  - exercises\n  - nato')],
    ['an empty list', edited('author: Test desk', 'author: Test desk\npreviously: []')],
    [
      'blanks at the end of a line',
      edited('to be postponed.\n\n## Assessed', 'to be postponed.  \n\n## Assessed'),
    ],
    ['lines at the end', `${valid}\n\n`],
  ])('%s', (_, text) => {
    expect(faults(text)).toEqual([])
    expect(hashOf(text)).toBe(hashOf(valid))
  })
})

describe('what it says changes the hash', () => {
  it.each([
    ['a word of the body', edited('gives no new date', 'gives a new date')],
    ['the label', edited('TLP:CLEAR', 'TLP:GREEN')],
    ['the order of topics', edited('[exercises, nato]', '[nato, exercises]')],
    ['a grade', edited('reliability: F', 'reliability: E')],
    [
      'a heading',
      edited('## Not known', '## Assessed').replace('## Assessed\n\nIt', '## Not known\n\nIt'),
    ],
  ])('%s', (_, text) => expect(hashOf(text)).not.toBe(hashOf(valid)))
})

const front = (extra: string) => edited('precedence: ROUTINE', `precedence: ROUTINE\n${extra}`)
const source = (from: string, to: string) => edited(`    ${from}`, `    ${to}`)

describe('the front matter is refused at the place of the fault', () => {
  it.each([
    [
      'missing',
      'Just text.',
      '1:1 no front matter; begin the file with a line of three hyphens (---)',
    ],
    [
      'missing in an empty file',
      '',
      '1:1 no front matter; begin the file with a line of three hyphens (---)',
    ],
    [
      'after an empty line',
      `\n${valid}`,
      '1:1 no front matter; begin the file with a line of three hyphens (---)',
    ],
    [
      'unclosed',
      edited('---\n\n## Reported', '\n## Reported'),
      '1:1 the front matter is not closed; end it with a line of three hyphens (---)',
    ],
    [
      'closed by four hyphens',
      edited('---\n\n## Reported', '----\n\n## Reported'),
      '1:1 the front matter is not closed; end it with a line of three hyphens (---)',
    ],
    [
      'too long',
      edited('# Made up', `# ${'x'.repeat(64_000)}`),
      '1:1 the front matter is 64806 characters; keep it under 64000',
    ],
    [
      'with a key twice',
      front('author: Another'),
      '11:1 the same key stands twice; keep one of them',
    ],
    [
      'with a key twice inside',
      source('date: unknown', 'date: unknown\n    title: Another'),
      '16:5 the same key stands twice; keep one of them',
    ],
    [
      'with a bomb of aliases',
      fixture('billion-laughs.md'),
      '3:8 a YAML alias without its anchor, or too many of them; write the values out, and put text with * in quotes',
    ],
    [
      'with an alias of nothing',
      edited('author: Test desk', 'author: *desk'),
      '8:9 a YAML alias without its anchor, or too many of them; write the values out, and put text with * in quotes',
    ],
    [
      'with a tag',
      edited('author: Test desk', 'author: !!js/function "x"'),
      '8:9 not valid YAML (Unresolved tag: tag:yaml.org,2002:js/function); put text with : or # in quotes',
    ],
    [
      'with a colon in plain text',
      edited('title: One newspaper says', 'title: One newspaper: it says'),
      '4:8 not valid YAML (Nested mappings are not allowed in compact mappings); put text with : or # in quotes',
    ],
    [
      'with a tab',
      front('\tnote: x'),
      '11:1 not valid YAML (Tabs are not allowed as indentation); put text with : or # in quotes',
    ],
    [
      'that is a list',
      '---\n- slug: x\n---\n\n## Reported\n\nExample Gazette reports.\n',
      '2:1 the YAML must be fields like "name: value"',
    ],
    [
      'that is text',
      '---\nslug\n---\n\n## Reported\n\nExample Gazette reports.\n',
      '2:1 the YAML must be fields like "name: value"',
    ],
    [
      'that is empty',
      '---\n\n---\n\n## Reported\n\nExample Gazette reports.\n',
      '2:1 the YAML is missing; it must be fields like "name: value"',
    ],
    [
      'with an unknown field',
      front('colour: red'),
      '11:1 unknown field "colour"; take it out or check its spelling',
    ],
    [
      'with an unknown field of many lines',
      front('colours:\n  - red\n  - blue'),
      '11:1 unknown field "colours"; take it out or check its spelling',
    ],
    [
      'with an unknown field of a source',
      source('date: unknown', 'date: unknown\n    page: 3'),
      '16:5 unknown field "page"; take it out or check its spelling',
    ],
    [
      'with __proto__',
      front('__proto__: {tlp: RED}'),
      '11:1 unknown field "__proto__"; take it out or check its spelling',
    ],
    [
      'with a merge key',
      front('<<: {slug: x}'),
      '11:1 unknown field "<<"; take it out or check its spelling',
    ],
  ])('%s', (_, text, fault) => expect(faults(text)).toEqual([fault]))
})

describe('a field is refused at its place', () => {
  it.each([
    [
      'no slug',
      edited('slug: northport-drill\n', ''),
      '2:1 slug is missing; it must be text; put it in quotes',
    ],
    [
      'an empty slug',
      edited('slug: northport-drill', 'slug:'),
      '3:6 slug is missing; it must be text; put it in quotes',
    ],
    [
      'a number for a slug',
      edited('slug: northport-drill', 'slug: 2026'),
      '3:7 slug must be text; put it in quotes',
    ],
    [
      'a slug in capitals',
      edited('slug: northport-drill', 'slug: Northport'),
      '3:7 slug must be lower-case letters, digits and single hyphens, like defence-core',
    ],
    [
      'control characters',
      edited('title: One', 'title: "\\e[31mOne').replace('postponed\nbluf', 'postponed"\nbluf'),
      '4:8 title must be one line without control characters',
    ],
    [
      'a title in two lines',
      edited('title: One newspaper', 'title: |\n  One\n  newspaper'),
      '4:8 title must be one line without control characters',
    ],
    [
      'a title of 300 letters',
      edited('title: One', `title: ${'x'.repeat(300)} One`),
      '4:8 title must be at most 200 characters',
    ],
    [
      'an empty BLUF',
      edited('bluf: Example', 'bluf: ""\nbluf2: Example'),
      [
        '5:7 bluf must not be empty',
        '6:1 unknown field "bluf2"; take it out or check its spelling',
      ],
    ],
    [
      'topics as text',
      edited('[exercises, nato]', 'exercises'),
      '6:9 topics must be a list of topic slugs',
    ],
    ['no topics', edited('[exercises, nato]', '[]'), '6:9 topics must name at least one topic'],
    [
      'a topic twice',
      edited('[exercises, nato]', '[nato, nato]'),
      '6:16 topics 2 names nato twice; once is enough',
    ],
    [
      'an unknown topic',
      edited('[exercises, nato]', '[exercises, natto]'),
      '6:21 topic natto is not in topics.yaml; did you mean nato?',
    ],
    [
      'an unknown topic like no other',
      edited('[exercises, nato]', '\n  - nato\n  - walrus'),
      '8:5 topic walrus is not in topics.yaml; add it there or choose another',
    ],
    [
      'a day that does not exist',
      edited('2026-11-20\nauthor', '2026-02-30\nauthor'),
      '7:12 published must be a day that exists, like 2026-11-22',
    ],
    [
      'a day in words',
      edited('2026-11-20\nauthor', '20 November 2026\nauthor'),
      '7:12 published must be a day that exists, like 2026-11-22',
    ],
    [
      'a day with its hour',
      edited('2026-11-20\nauthor', '2026-11-20T10:00:00Z\nauthor'),
      '7:12 published must be a day that exists, like 2026-11-22',
    ],
    [
      'a label of old',
      edited('TLP:CLEAR', 'TLP:WHITE'),
      '9:6 tlp must be one of TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED',
    ],
    ['a number for a label', edited('TLP:CLEAR', '1'), '9:6 tlp must be a label like TLP:CLEAR'],
    [
      'TLP:RED without recipients',
      edited('TLP:CLEAR', 'TLP:RED'),
      '9:6 tlp TLP:RED reaches named people only: list them under recipients',
    ],
    [
      'recipients without TLP:RED',
      front('recipients: [discord:1]'),
      '11:13 recipients belongs to TLP:RED only; take it out or raise the label',
    ],
    [
      'a recipient by name',
      edited('tlp: TLP:CLEAR', 'tlp: TLP:RED\nrecipients: [discord:1, bob]'),
      '10:25 recipients 2 must be discord:<id> or slack:<team>/<id>',
    ],
    [
      'another precedence',
      edited('precedence: ROUTINE', 'precedence: URGENT'),
      '10:13 precedence must be one of ROUTINE, PRIORITY, IMMEDIATE, FLASH',
    ],
    [
      'no source',
      edited('sources:', 'sources: []\nevents2:'),
      [
        '11:10 sources must hold at least one source',
        '12:1 unknown field "events2"; take it out or check its spelling',
      ],
    ],
    [
      'an address without a scheme',
      source('url: https://', 'url: www.'),
      '14:10 sources 1 url must be a whole address that begins with https:// or http://',
    ],
    [
      'an address that runs',
      source('url: https://example.org/northport', 'url: "javascript:alert(1)"'),
      '14:10 sources 1 url must be a whole address that begins with https:// or http://',
    ],
    [
      'a guessed date',
      edited('date: unknown\n    after: 2026-02', 'date: early 2026'),
      '15:11 sources 1 date must be a date like 2026-11-22 or a month like 2026-02',
    ],
    [
      'a date beside what it must be after',
      source('date: unknown', 'date: 2026-03-01'),
      '16:12 sources 1 after belongs only to a source whose date is unknown; take it out',
    ],
    [
      'a month that does not exist',
      source('after: 2026-02', 'after: 2026-13'),
      '16:12 sources 1 after must be a date like 2026-11-22 or a month like 2026-02',
    ],
    [
      'another reliability',
      source('reliability: F', 'reliability: G'),
      '18:18 sources 1 reliability must be one of A, B, C, D, E, F',
    ],
    [
      'another credibility',
      source('credibility: 3', 'credibility: 7'),
      '19:18 sources 1 credibility must be a number from 1 to 6 (confirmed by other sources to truth cannot be judged)',
    ],
    [
      'a number in quotes',
      source('credibility: 3', 'credibility: "3"'),
      '19:18 sources 1 credibility must be a number from 1 to 6 (confirmed by other sources to truth cannot be judged)',
    ],
    [
      'a source without a grade',
      edited('    reliability: F\n', ''),
      '12:5 sources 1 reliability must be one of A, B, C, D, E, F',
    ],
    [
      'its own slug as an old one',
      front('previously: [northport-drill]'),
      '11:13 previously holds the present slug; it lists only old ones',
    ],
    [
      'an old slug that is no list',
      front('previously: northport'),
      '11:13 previously must be a list of old slugs',
    ],
    [
      'a withdrawal without its reason',
      front('withdrawn: {date: 2026-11-22}'),
      '11:12 withdrawn reason is missing; it must be text; put it in quotes',
    ],
    [
      'a withdrawal that is a word',
      front('withdrawn: yes'),
      '11:12 withdrawn must be fields like "name: value"',
    ],
    [
      'a change that counts wrong',
      edited('revision: 2', 'revision: 3'),
      '24:15 changes 1 revision must be 2: changes count up from 2 in order',
    ],
    [
      'a change before the briefing',
      edited('2026-11-21\n    kind', '2026-11-01\n    kind'),
      '25:11 changes 1 date lies before the revision it changes; give the day of the change',
    ],
    [
      'another kind of change',
      edited('kind: correction', 'kind: fix'),
      '26:11 changes 1 kind must be one of correction, update, editorial',
    ],
    [
      'an empty reason',
      edited('why: The source says "expected".', 'why: " "'),
      '29:10 changes 1 why must not be empty',
    ],
  ])('%s', (_, text, fault) => expect(faults(text)).toEqual([fault].flat()))
})

const body = (text: string) => `${valid.slice(0, valid.indexOf('\n## Reported'))}\n${text}`
const reported = '## Reported\n\nExample Gazette reports a drill.\n'
const headings = '## Reported, ## Assessed, ## Not known'

describe('the text is refused at the place of the fault', () => {
  it.each([
    [
      'no heading',
      'Example Gazette reports a drill.\n',
      [
        '32:1 text before the first heading; put it under ## Reported',
        '31:1 no ## Reported; say there what is reported, and by whom',
      ],
    ],
    ['nothing at all', '', ['31:1 no ## Reported; say there what is reported, and by whom']],
    [
      'another heading',
      `${reported}\n## Background\n\nText.\n`,
      [`36:1 the heading "Background" is not one of ${headings}; use only these, with two #`],
    ],
    [
      'a heading with one #',
      reported.replace('##', '#'),
      [
        `32:1 the heading "Reported" is not one of ${headings}; use only these, with two #`,
        '34:1 text before the first heading; put it under ## Reported',
        '31:1 no ## Reported; say there what is reported, and by whom',
      ],
    ],
    [
      'a heading twice',
      `${reported}\n${reported}`,
      ['36:1 ## Reported stands twice; join the two'],
    ],
    [
      'headings out of order',
      `## Not known\n\nExample Gazette does not say.\n\n${reported}`,
      [`36:1 ## Reported comes too late; the order is ${headings}`],
    ],
    [
      'an empty section',
      `## Reported\n\n## Not known\n\nExample Gazette does not say.\n`,
      ['32:1 ## Reported is empty; fill it or take it out'],
    ],
    [
      'an empty last section',
      `${reported}\n## Not known\n`,
      ['36:1 ## Not known is empty; fill it or take it out'],
    ],
    [
      'HTML',
      `${reported}\n<script>alert(1)</script>\n`,
      ['36:1 HTML is not shown anywhere; write plain paragraphs and lists'],
    ],
    [
      'HTML in a line',
      `${reported}\nExample Gazette says <b>no.\n`,
      ['36:22 HTML is not shown anywhere; write it in words'],
    ],
    [
      'HTML as a comment',
      `${reported}\n<!-- note -->\n`,
      ['36:1 HTML is not shown anywhere; write plain paragraphs and lists'],
    ],
    [
      'a link that runs',
      `${reported}\nExample Gazette says [so](javascript:alert(1)).\n`,
      ['36:22 a link must begin with https:// or http://; give the whole address'],
    ],
    [
      'a link to a file',
      `${reported}\nExample Gazette says [so](../other.md).\n`,
      ['36:22 a link must begin with https:// or http://; give the whole address'],
    ],
    [
      'a link by its name',
      `${reported}\nExample Gazette says [so].\n\n[so]: https://example.org\n`,
      [
        '36:22 a link by its name is not shown anywhere; write it in words',
        '38:1 a link definition is not shown anywhere; write plain paragraphs and lists',
      ],
    ],
    [
      'an image',
      `${reported}\nExample Gazette ![so](https://example.org/a.png)\n`,
      ['36:17 an image is not shown anywhere; write it in words'],
    ],
    [
      'a footnote',
      `${reported}\nExample Gazette says so[^1].\n\n[^1]: Note.\n`,
      [
        '36:24 a footnote is not shown anywhere; write it in words',
        '38:1 a footnote is not shown anywhere; write plain paragraphs and lists',
      ],
    ],
    [
      'a list with a quote in it',
      `${reported}\n- > Example Gazette says so.\n`,
      ['36:3 a list item holds one paragraph and lists; write it flatter'],
    ],
    [
      'seven quotes in one another',
      `${reported}\n${'>'.repeat(7)} Example Gazette says so.\n`,
      ['36:9 nested too deep; write it flatter'],
    ],
    [
      'eight quotes in one another',
      `${reported}\n${'>'.repeat(8)} Example Gazette says so.\n`,
      ['36:1 quotes or lists are nested too deep; write it flatter'],
    ],
    [
      'a list under eight others',
      `${reported}\n${' '.repeat(32)}- Deep.\n`,
      ['36:1 quotes or lists are nested too deep; write it flatter'],
    ],
    [
      'twelve thousand characters',
      `${reported}${'a'.repeat(12_000)}\n`,
      ['31:1 the text has 12048 characters; keep it under 12000'],
    ],
    [
      'a thousand stars',
      `${reported}\n${'*a '.repeat(1_001)}\n`,
      ['31:1 the text has 1001 marks like * or [; write plain sentences'],
    ],
  ])('%s', (_, text, found) => expect(faults(body(text))).toEqual(found))
})

const many = (part: string, characters: number) => part.repeat(Math.ceil(characters / part.length))

describe('hostile text is answered in little time', () => {
  it.each([
    ...['>', '> ', '- ', '* ', '1. ', '> - '].map((part): [string, string] => [
      `100,000 characters of ${part}`,
      `${many(part, 100_000)}x`,
    ]),
    ...['a', 'a ', ' ', '**a', '[', '![', '[a](', '`', '~~a', '|', 'a@', '<', '&a;', '\\'].map(
      (part): [string, string] => [`a line of a megabyte of ${part}`, many(part, 1_000_000)],
    ),
    ['nested emphasis', `${'*'.repeat(5_900)}a${'*'.repeat(5_900)}`],
    ['nested lists', Array.from({ length: 300 }, (_, at) => `${' '.repeat(2 * at)}- x`).join('\n')],
    ['lists of lists', many('- - - - - - - - - x\n', 11_000)],
  ])('%s', async (_, text) => {
    const hostile = body(`${reported}\n${text}\n`)
    expect(await processorMs(() => readBriefing(hostile, topics))).toBeLessThan(1_000)
    expect(readBriefing(hostile, topics).briefing).toBeUndefined()
  })

  it.each([
    '> a\n',
    '- a\n',
    'a\n\n',
    ']',
    'a.b. ',
    'e.g. ',
    'It is. ',
    '- - - - - - x\n',
    '|a|b|\n|-|-|\n',
    'www.',
    'confidence low ',
  ])('as long as a text may be, of %j', async (part) => {
    const longest = body(`${reported}\n${many(part, 11_900).slice(0, 11_900)}\n`)
    expect(await processorMs(() => readBriefing(longest, topics))).toBeLessThan(5_000)
  })
})

describe('hostile front matter is answered in little time', () => {
  it.each([
    ['lists in lists', `a: ${'['.repeat(20_000)}`],
    ['maps in maps', `a: ${'{a: '.repeat(15_000)}`],
    ['keys of keys', '? '.repeat(30_000)],
    ['six thousand fields', Array.from({ length: 6_000 }, (_, at) => `k${at}: x`).join('\n')],
    ['an anchor in itself', 'topics: &a [*a]'],
  ])('%s', async (_, yaml) => {
    const text = `---\n${yaml}\n---\n\n${reported}`
    expect(await processorMs(() => readBriefing(text, topics))).toBeLessThan(3_000)
    const { briefing, findings } = readBriefing(text, topics)
    expect(briefing).toBeUndefined()
    expect(findings.length).toBeGreaterThan(0)
    expect(findings.length).toBeLessThanOrEqual(50)
  })
})

it('never throws, and places every fault in the file, whatever is cut out or put in', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '---\n',
      '\n',
      ': ',
      '- ',
      '## ',
      '> ',
      '*',
      '[',
      '](',
      '<!--',
      '"',
      '&a ',
      '*a',
      '\t',
      '\0',
      '| - |',
    ),
    anyText(20),
  )
  fc.assert(
    fc.property(fc.nat(valid.length), fc.nat(40), piece, (at, less, more) => {
      const text = valid.slice(0, at) + more + valid.slice(at + less)
      const lines = text.split(/\r\n?|\n/).length
      const { briefing, findings } = readBriefing(text, topics)
      if (!briefing) expect(findings.length).toBeGreaterThan(0)
      for (const { line, column, message } of findings) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(line).toBeLessThanOrEqual(lines + 1)
        expect(column).toBeGreaterThanOrEqual(1)
        expect(message).toMatch(/[;:]|must/)
      }
    }),
    { numRuns: 600 },
  )
})
