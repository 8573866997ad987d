import { describe, expect, it } from 'vitest'
import { readBriefing } from '#intake/briefing-file'
import { made } from '../support/briefings.ts'

const warnings = (text: string): string[] => {
  const { briefing, findings } = readBriefing(text)
  expect(briefing).toBeDefined()
  return findings.map(({ line, column, level, message }) => `${level} ${line}:${column} ${message}`)
}
/** Warnings on a text under one heading; line 20 is the first of it. */
const under = (section: string, text: string): string[] => {
  const reported = '\n## Reported\n\nExample Gazette reports a drill.\n'
  const body =
    section === 'Reported'
      ? `\n## Reported\n\n${text}\n`
      : `${reported}\n## ${section}\n\n${text}\n`
  return warnings(made({ body })).map((told) => told.replace(/^warning \d+:1 /, ''))
}

const head = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
const opens = (text: string, pronoun: string) =>
  `"${head(text)}" opens with "${pronoun}"; name what it means, so that the sentence stands alone`
const unattributed = (text: string) =>
  `"${head(text)}" does not say whose report it is; name the source in the sentence`
const mixed = (text: string) =>
  `"${head(text)}" holds likelihood and confidence; give each a sentence of its own`

describe('a sentence that opens with a pronoun is warned of', () => {
  it.each([
    ['It says that the drill is over.', 'It'],
    ['This report says so.', 'This'],
    ['“They expect it,” the Gazette reports.', '“They'],
    ['Its author says so.', 'Its'],
    ['The former says so.', 'The former'],
    ['it is unclear who reports so.', 'it'],
  ])('%s', (text, pronoun) => expect(under('Reported', text)).toEqual([opens(text, pronoun)]))

  it.each([
    'Example Gazette says that it is over.',
    'Italy reports a drill.',
    'Thistle Hill reports a drill.',
    'Heads of state report a drill, Example Gazette says.',
    'The same-day report says so.'.replace('The same-day', 'A same-day'),
  ])('but not: %s', (text) => expect(under('Reported', text)).toEqual([]))

  it('and every sentence counts, wherever it stands', () => {
    expect(under('Reported', '- Example Gazette says so. He adds more.')).toEqual(
      [opens('He adds more.', 'He')].map((told) => `warning 23:3 ${told}`),
    )
    expect(under('Not known', 'They do not say.')).toEqual([opens('They do not say.', 'They')])
  })
})

describe('a reported sentence without a source is warned of', () => {
  it.each(['The drill is over.', 'Four countries are to lead.', 'Nobody knows more.'])(
    '%s',
    (text) => expect(under('Reported', text)).toEqual([unattributed(text)]),
  )

  it.each([
    'Example Gazette calls the drill over.',
    'According to the mayor, the drill is over.',
    'The analysis describes the drill as over.',
    'The author of the report treats the drill as over.',
    'Test desk holds one paper.',
  ])('but not: %s', (text) => expect(under('Reported', text)).toEqual([]))

  it('but not elsewhere', () => expect(under('Not known', 'The drill has no name.')).toEqual([]))
})

const because = 'Confidence is low: one source supports it.'
const review = 'Review date: 22 February 2027.'
const judgement = (first: string, ...more: string[]) => [first, ...more].join(' ')
const noConfidence =
  'the judgement has no confidence with a reason; add a sentence "Confidence is low: ..."'
const noReview = 'the judgement has no review date; add a sentence "Review date: 22 February 2027."'
const terms = (count: number) =>
  `a key judgement has one likelihood word, this has ${count}; write for example "It is likely (55-80 %) that ..."`

describe('a key judgement', () => {
  it.each([
    judgement('It is likely (55-80 %) that the drill is late.', because, review),
    judgement(
      'It is VERY unlikely (5–20 %) that the drill is late.',
      'Confidence is high because two sources agree.',
      review,
    ),
    judgement(
      'There is a roughly even chance (45 - 55%) of a drill.',
      'Confidence is moderate, because x.',
      review,
    ),
  ])('is well written: %s', (text) => expect(under('Assessed', text)).toEqual([]))

  it.each([
    [
      'without its range',
      judgement('It is likely that the drill is late.', because, review),
      ['"likely" stands without its range; write "likely (55-80 %)"'],
    ],
    [
      'with the range of another word',
      judgement('It is likely (80-95 %) that the drill is late.', because, review),
      ['"likely" stands without its range; write "likely (55-80 %)"'],
    ],
    [
      'without confidence',
      judgement('It is likely (55-80 %) that the drill is late.', review),
      [noConfidence],
    ],
    [
      'with confidence and no reason',
      judgement('It is likely (55-80 %) that the drill is late.', 'Confidence is low.', review),
      [noConfidence],
    ],
    [
      'without a review date',
      judgement('It is likely (55-80 %) that the drill is late.', because),
      [noReview],
    ],
    [
      'with a review date that does not exist',
      judgement(
        'It is likely (55-80 %) that the drill is late.',
        because,
        'Review date: 30 February 2027.',
      ),
      [noReview],
    ],
    ['without a likelihood word', judgement('The drill may be late.', because, review), [terms(0)]],
    [
      'with two of them',
      judgement('It is likely (55-80 %) or unlikely.', because, review),
      [terms(2)],
    ],
  ])('%s is warned of', (_, text, told) => expect(under('Assessed', text)).toEqual(told))
})

describe('likelihood and confidence in one sentence are warned of', () => {
  it.each([
    'Example Gazette has low confidence that a drill is likely.',
    'Example Gazette says a drill is unlikely, its confidence being high.',
  ])('%s', (text) => expect(under('Reported', text)).toEqual([mixed(text)]))

  it.each([
    'Example Gazette has low confidence in a drill.',
    'Example Gazette calls a drill likely. Example Gazette has confidence in high waters.',
    'Example Gazette calls a drill likely and the ground low.',
  ])('but not: %s', (text) => expect(under('Reported', text)).toEqual([]))
})

describe('a title surer than its BLUF is warned of', () => {
  const titled = (title: string, bluf: string) => warnings(made({ title, bluf }))
  it.each([
    [
      'Four countries lead',
      'Example Gazette says four countries are expected to lead.',
      'expected',
    ],
    ['Drill over', 'Example Gazette says the drill may be over.', 'may'],
    ['US leaves Europe', 'Example Gazette calls the withdrawal perceived.', 'perceived'],
  ])('%s', (title, bluf, word) =>
    expect(titled(title, bluf)).toEqual([
      `warning 3:8 the title is surer than its BLUF, which says "${word}"; carry the hedge into the title`,
    ]),
  )

  it.each([
    [
      'Four countries expected to lead',
      'Example Gazette says four countries are expected to lead.',
    ],
    [
      'One analysis names four countries',
      'Example Gazette says four countries are expected to lead.',
    ],
    ['Drill over', 'Example Gazette says the drill is over.'],
    ['Drill not over', 'Example Gazette says the drill might go on.'],
  ])('but not: %s', (title, bluf) => expect(titled(title, bluf)).toEqual([]))
})

it('warns of nothing in a file that has faults to mend first', () => {
  const text = made({ tlp: 'TLP:PINK', body: '\n## Reported\n\nIt is so.\n' })
  expect(readBriefing(text).findings.map(({ level }) => level)).toEqual(['error'])
})
