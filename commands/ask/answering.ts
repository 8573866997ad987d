import { isFollowUp, takenTogether, type Wish } from '#core/asking'
import type { RunContext } from '#core/command'
import { type Day, dayOf, sayDate } from '#core/dates'
import type { KeptQuestion } from '#core/question'
import type { Answer } from '#core/read'
import {
  aside,
  type Block,
  button,
  buttons,
  heading,
  list,
  paragraph,
  type Reply,
} from '#core/reply'
import { gradeLegend, headlineItem, showing } from '#core/show'
import { type Topic, topicsIn } from '#core/topics'
import { answerBlocks, spelledNote } from './answered.ts'
import { foundFor } from './finding.ts'
import { howToAsk, whereElse } from './words.ts'

export type Asking = Pick<RunContext<never>, 'read' | 'viewer' | 'now' | 'zone' | 'questions'> & {
  /** The question that this one follows, where that is told; else the newest, where it can only follow one. */
  before?: Pick<KeptQuestion, 'understood'>
}

/** What the briefings say to one question, or to a wish for what is new. */
export const answerTo = async (wish: Wish, asking: Asking): Promise<Reply> => {
  if (wish.kind !== 'question' && wish.kind !== 'latest') return howToAsk
  const { answer, newestOn, topic, since } = await foundFor(await meant(wish, asking), asking)
  const topics = topic ? [topic.slug] : topicsOf(answer, await asking.read.topics())
  const typed = wish.kind === 'question' ? wish.text : wish.about
  const kept = await keep(answer, typed, topics, asking)
  const isThere = answer.sentences.length > 0
  if (newestOn === undefined) {
    const looked = since ? [onlySince(since)] : []
    return isThere
      ? answered(answer, kept, asking, looked)
      : notAnswered(answer, kept, 'No briefing says this.', looked)
  }
  const from = since ? ` since ${sayDate(since)}` : ''
  if (!isThere) return notAnswered(answer, kept, `No briefing says anything on ${newestOn}${from}.`)
  const told = paragraph(`The newest on ${newestOn}${from}, newest first:`)
  return answered(answer, kept, asking, [told])
}

/** A question together with the one before, where it can only be meant so. */
const meant = async (
  wish: Extract<Wish, { kind: 'latest' | 'question' }>,
  { before, questions }: Asking,
): Promise<typeof wish> => {
  if (wish.kind === 'latest') return wish
  const earlier = before ?? (isFollowUp(wish.text) ? await questions?.last() : undefined)
  return earlier ? { ...wish, text: takenTogether(wish.text, earlier.understood) } : wish
}

const onlySince = (since: Day): Block =>
  aside(`I looked only in what was written since ${sayDate(since)}.`)

const topicsOf = (answer: Answer, topics: readonly Topic[]): string[] => {
  const named = topicsIn(topics, answer.question).map(({ slug }) => slug)
  if (named.length > 0) return named
  const lead = answer.sentences[0]?.of ?? answer.nearest[0]
  return lead?.topics.slice(0, 1) ?? []
}

/** The id by which buttons name it; undefined where nobody is known to ask. */
const keep = async (
  { question, sentences }: Answer,
  text: string,
  topics: readonly string[],
  { questions, viewer: { clearance } }: Asking,
): Promise<string | undefined> =>
  questions?.keep({
    text,
    clearance,
    understood: question,
    topics,
    outcome: sentences.length > 0 ? 'answered' : 'not answered',
  })

const answered = (
  answer: Answer,
  kept: string | undefined,
  { now, zone }: Asking,
  before: readonly Block[] = [],
): Reply => {
  const { sentences } = answer
  const first = sentences[0]?.of
  const topic = first?.topics[0]
  return showing(
    sentences.map(({ of }) => of),
    {
      blocks: [
        ...before,
        ...answerBlocks(answer, dayOf(now, zone)),
        ...buttons(
          first && button('Read it', 'brief', { subject: first.slug }),
          topic !== undefined && button('More like this', 'latest', { topic }),
          kept !== undefined && button('Ask a follow-up', 'follow-up', { after: kept }),
        ),
        ...buttons(
          ...verdicts(kept),
          first &&
            button('I used this', 'used', {
              briefing: [...new Set(sentences.map(({ of }) => of.slug))].join(', '),
            }),
        ),
      ],
    },
  )
}

const verdicts = (kept: string | undefined) =>
  kept === undefined
    ? []
    : [
        button('This answered it', 'feedback', { question: kept, verdict: 'did' }),
        button('It did not', 'feedback', { question: kept, verdict: 'did not' }),
      ]

const notAnswered = (
  answer: Answer,
  kept: string | undefined,
  say: string,
  before: readonly Block[] = [],
): Reply =>
  showing(answer.nearest, {
    headline: [say],
    blocks: [
      ...before,
      ...spelledNote(answer),
      ...(answer.nearest.length > 0
        ? [
            paragraph('Nearest, but not an answer:'),
            list(answer.nearest.map(headlineItem)),
            ...gradeLegend(answer.nearest),
          ]
        : [whereElse]),
      ...buttons(
        kept !== undefined && button('Ask the editors', 'requests send', { question: kept }),
      ),
    ],
  })

/** Several questions in one message are answered one under the other. */
export const together = (parts: readonly { asked: string; reply: Reply }[]): Reply => {
  const replies = parts.map(({ reply }) => reply)
  const blocks = parts.flatMap(({ asked, reply }): Block[] => [
    heading(asked),
    ...(reply.headline ? [paragraph(...reply.headline)] : []),
    ...reply.blocks,
  ])
  const shown = replies.flatMap(({ shows }) => shows)
  const highest = showing(
    replies.flatMap(({ tlp, shows }) => (tlp && shows[0] ? [{ tlp, ref: shows[0] }] : [])),
    { blocks },
  )
  return { ...highest, shows: shown }
}
