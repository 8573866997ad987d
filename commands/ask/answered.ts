import { type Source, sayDateOfSource } from '#core/briefing'
import { sayDate, sayShortDate } from '#core/dates'
import { gradeWords } from '#core/grades'
import { highlight } from '#core/highlight'
import type { Answer, Quote } from '#core/read'
import { aside, type Block, type Inline, paragraph } from '#core/reply'

/** An answer is told to be old once its newest word is older than this. */
const oldAfter = { days: 180 }

/** Stored sentences, telling words strong, each with its citation; not a line besides that a briefing does not say. */
export const answerBlocks = (answer: Answer, today: string): Block[] => {
  const { sentences, terms, isDisputed } = answer
  const sources = distinctSources(sentences)
  const numberOf = (quote: Quote) => sources.findIndex((known) => isSame(known, quote)) + 1
  return [
    ...spelledNote(answer),
    ...(isDisputed ? [paragraph('The briefings disagree:')] : []),
    ...sentences.map((quote) => sentenceBlock(quote, terms, numberOf(quote))),
    ...sources.flatMap((quote, at) => citation(quote, at + 1)),
    ...ageNote(sentences, today),
  ]
}

export const spelledNote = ({ spelled }: Answer): Block[] =>
  spelled.length === 0
    ? []
    : [aside(`Read ${spelled.map(({ typed, read }) => `“${typed}” as “${read}”`).join(', ')}.`)]

const sentenceBlock = (quote: Quote, terms: readonly string[], number: number): Block => {
  const { text, before, confidence, section, of } = quote
  const mark: Inline[] = section === 'Assessed' ? ['Our judgement: '] : []
  const context = before === undefined ? [] : [`“${before}” `]
  const reason = confidence === undefined ? [] : [`“${confidence}” `]
  return paragraph(
    ...mark,
    ...context,
    '“',
    ...highlight(text, (term) => terms.includes(term)),
    '” ',
    ...reason,
    { kind: 'citation', text: `[${number}]`, of: of.ref },
  )
}

const isSame = (a: Quote, b: Quote): boolean =>
  a.of.slug === b.of.slug && a.source.url === b.source.url

const distinctSources = (quotes: readonly Quote[]): Quote[] =>
  quotes.filter((quote, at) => quotes.findIndex((other) => isSame(other, quote)) === at)

const citation = ({ of, source, correction }: Quote, number: number): Block[] => [
  aside(
    `[${number}] ${sayCited(source)} · ${gradeWords(source)} · in: ${of.title} (written ${sayShortDate(of.published)})`,
  ),
  ...(correction
    ? [
        aside(
          `Corrected ${sayShortDate(correction.date)}: was “${correction.was}”, is “${correction.is}”.`,
        ),
      ]
    : []),
]

const sayCited = (source: Source): string =>
  `${source.publisher}, ${sayDateOfSource(source, sayDate)}`

const ageNote = (sentences: readonly Quote[], today: string): Block[] => {
  const newest = sentences
    .map(({ of }) => of.changed)
    .sort()
    .at(-1)
  if (newest === undefined) return []
  const age = Temporal.PlainDate.from(today).since(newest).total('days')
  return age < oldAfter.days
    ? []
    : [aside(`The newest of this was written ${Math.round(age)} days ago.`)]
}
