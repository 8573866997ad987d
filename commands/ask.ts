import { type Source, sayDateOfSource } from '#core/briefing'
import { defineCommand } from '#core/command'
import { sayDate, sayShortDate } from '#core/dates'
import { UserError } from '#core/errors'
import { gradeWords } from '#core/grades'
import { highlight } from '#core/highlight'
import { option } from '#core/options'
import type { Answer, Quote } from '#core/read'
import { aside, type Block, button, buttons, list, paragraph, type Reply, typed } from '#core/reply'
import { gradeLegend, headlineItem, saying, showing } from '#core/show'
import { terms } from '#core/terms'

/** A question in plain words, answered in stored sentences with their sources, or not at all. */
export const ask = defineCommand({
  name: 'ask',
  summary: 'Answer a question from the briefings, with sources',
  options: { question: option.text('your question, in plain words') },
  examples: ['/ask When was the NATO exercise in Bergen?'],
  allow: 'anyone',
  audience: 'asker',
  onMessage: { label: 'Ask Sitrep about this', option: 'question' },
  async run({ options, read }) {
    if (terms(options.question).length === 0)
      throw new UserError(
        'I see no words in that. Ask in plain words, or see what can be asked: ',
        typed('/help'),
      )
    if (noQuestion.test(options.question)) return howToAsk
    const answer = await read.answer(options.question)
    return answer.sentences.length > 0 ? answered(answer) : notAnswered(answer)
  },
})

const noQuestion =
  /^\W*(?:hi|hello|hey|good (?:morning|day|evening)|thanks?|thank you|ok(?:ay)?|news|any news|latest|what(?:[’']s| is| has)? (?:new|changed|the latest))\W*$/iu

const whereElse = aside(
  'What is new: ',
  typed('/latest'),
  ' · what there is: ',
  typed('/topics'),
  ' · how to ask: ',
  typed('/help'),
)

const howToAsk = saying(
  paragraph(
    'Ask in plain words what you want to know, and the briefings answer, each with its source.',
  ),
  whereElse,
)

const answered = ({ sentences, terms: asked }: Answer): Reply => {
  const isAsked = (term: string) => asked.includes(term)
  const sources = distinctSources(sentences)
  const numberOf = (quote: Quote) => sources.findIndex((known) => isSame(known, quote)) + 1
  const first = sentences[0]?.of
  return showing(
    sentences.map(({ of }) => of),
    {
      blocks: [
        ...sentences.map((quote): Block => {
          const mark = quote.section === 'Assessed' ? ['Our judgement: '] : []
          const confidence = quote.confidence ? [`“${quote.confidence}” `] : []
          const text = highlight(quote.text, isAsked)
          return paragraph(...mark, '“', ...text, '” ', ...confidence, {
            kind: 'citation',
            text: `[${numberOf(quote)}]`,
            of: quote.of.ref,
          })
        }),
        ...sources.flatMap(citation),
        ...buttons(first && button('Read it', 'brief', { subject: first.slug })),
      ],
    },
  )
}

const isSame = (a: Quote, b: Quote): boolean =>
  a.of.slug === b.of.slug && a.source.url === b.source.url

const distinctSources = (quotes: readonly Quote[]): Quote[] =>
  quotes.filter((quote, at) => quotes.findIndex((other) => isSame(other, quote)) === at)

const citation = (quote: Quote, at: number): Block[] => {
  const { of, source } = quote
  const note =
    of.kind === 'correction'
      ? [aside(`That briefing was corrected ${sayShortDate(of.changed)}.`)]
      : []
  return [
    aside(
      `[${at + 1}] ${sayCited(source)} · ${gradeWords(source)} · in: ${of.title} (written ${sayShortDate(of.published)})`,
    ),
    ...note,
  ]
}

const sayCited = (source: Source): string =>
  `${source.publisher}, ${sayDateOfSource(source, sayDate)}`

const notAnswered = ({ nearest }: Answer): Reply =>
  showing(nearest, {
    headline: ['No briefing says this.'],
    blocks: [
      ...(nearest.length > 0
        ? [
            paragraph('Nearest, but not an answer:'),
            list(nearest.map(headlineItem)),
            ...gradeLegend(nearest),
          ]
        : [whereElse]),
    ],
  })
