import { answerer } from '#answers/answer'
import { wishesIn } from '#core/asking'
import type { Answer } from '#core/read'
import type { Store } from '#core/store'
import { readingAs } from '#engine/reading'
import { foundFor } from '../../commands/ask/finding.ts'
import { type OwnQuestion, viewerOf } from './questions.ts'

/** The day on which the questions are asked. */
const today = Temporal.Instant.from('2026-11-23T09:00:00Z')

/** What came of a question: `misled` where what was shown says too much. */
export type Outcome = { came: 'right' | 'silent' | 'false'; misled: boolean; answer: Answer }

export const outcomeOf = async (store: Store, asked: OwnQuestion): Promise<Outcome> => {
  const read = readingAs(store, viewerOf(asked), answerer)
  const [wish] = wishesIn(asked.question)
  if (wish?.kind !== 'question' && wish?.kind !== 'latest')
    throw new Error(`${asked.id} asks nothing`)
  const { answer } = await foundFor(wish, { read, now: today, zone: 'Europe/Brussels' })
  const shown = answer.sentences.flatMap(({ before = '', text, confidence = '' }) => [
    before,
    text,
    confidence,
  ])
  const holds = (texts: readonly string[]) => texts.some((text) => shown.includes(text))
  const isRight = holds(asked.accept)
  const came = answer.sentences.length === 0 ? 'silent' : isRight ? 'right' : 'false'
  return { came, misled: !isRight && holds(asked.misleads), answer }
}
