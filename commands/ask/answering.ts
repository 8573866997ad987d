import { isFollowUp, takenTogether, type Wish } from '#core/asking'
import type { RunContext } from '#core/command'
import { dayOf, parseSince, sayDate } from '#core/dates'
import type { KeptQuestion } from '#core/question'
import type { Answer } from '#core/read'
import { type Block, button, buttons, heading, list, paragraph, type Reply } from '#core/reply'
import { gradeLegend, headlineItem, showing } from '#core/show'
import { findTopic, type Topic, topicsIn } from '#core/topics'
import { answerBlocks, spelledNote } from './answered.ts'
import { howToAsk, whereElse } from './words.ts'

export type Asking = Pick<RunContext<never>, 'read' | 'now' | 'zone' | 'questions'> & {
  /** The question that this one follows, where that is told; else the newest, where it can only follow one. */
  before?: Pick<KeptQuestion, 'understood'>
}

/** What the briefings say to one question, or to a wish for what is new. */
export const answerTo = async (wish: Wish, asking: Asking): Promise<Reply> => {
  if (wish.kind === 'latest') return newest(wish.about, wish.since, asking)
  if (wish.kind !== 'question') return howToAsk
  const { read, questions } = asking
  const before = asking.before ?? (isFollowUp(wish.text) ? await questions?.last() : undefined)
  const understood = before ? takenTogether(wish.text, before.understood) : wish.text
  const topics = await read.topics()
  const topic = findTopic(topics, understood.replace(/[?!.\s]+$/u, ''))
  if (topic) return newest(topic.name, undefined, asking)
  const answer = await read.answer(understood)
  const kept = await keep(answer, wish.text, topicsOf(answer, topics), asking)
  return answer.sentences.length > 0
    ? answered(answer, kept, asking)
    : notAnswered(answer, kept, 'No briefing says this.')
}

/** What is newest on a topic, or on whatever else words name. */
const newest = async (
  about: string,
  typedSince: string | undefined,
  asking: Asking,
): Promise<Reply> => {
  const { read, now, zone } = asking
  const topic = findTopic(await read.topics(), about)
  const since = typedSince === undefined ? undefined : await parseSince(typedSince, now, zone)
  const wish = { ...(topic && { topic: topic.slug }), ...(since && { since }) }
  const found = await read.newest(topic?.name ?? about, wish)
  const from = since ? ` since ${sayDate(since)}` : ''
  const heading = paragraph(`The newest on ${topic?.name ?? about}${from}, newest first:`)
  const kept = await keep(found, about, topic ? [topic.slug] : [], asking)
  if (found.sentences.length === 0)
    return notAnswered(found, kept, `No briefing says anything on ${about}${from}.`)
  return answered(found, kept, asking, [heading])
}

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
  { questions }: Asking,
): Promise<string | undefined> =>
  questions?.keep({
    text,
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
          ...afterwards(kept),
        ),
      ],
    },
  )
}

const afterwards = (kept: string | undefined) =>
  kept === undefined
    ? []
    : [
        button('Ask a follow-up', 'follow-up', { after: kept }),
        button('This answered it', 'feedback', { question: kept, verdict: 'did' }),
        button('It did not', 'feedback', { question: kept, verdict: 'did not' }),
      ]

const notAnswered = (answer: Answer, kept: string | undefined, say: string): Reply =>
  showing(answer.nearest, {
    headline: [say],
    blocks: [
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
