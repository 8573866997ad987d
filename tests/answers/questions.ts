import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { answerer } from '#answers/answer'
import { wishesIn } from '#core/asking'
import type { Answer } from '#core/read'
import type { Store } from '#core/store'
import { parseTlp } from '#core/tlp'
import { shared, type Viewer } from '#core/viewer'
import { readingAs } from '#engine/reading'
import { importFolder } from '#intake/import'
import { foundFor } from '../../commands/ask/finding.ts'

export const kinds = [
  'answerable',
  'stale',
  'hedge trap',
  'false premise',
  'absent',
  'hidden',
] as const
export type Kind = (typeof kinds)[number]

/**
 * A question to the shipped and the made-up briefings together. `accept`: sentences that answer it, any of
 * them; `misleads`: sentences that say too much, or what no longer holds, unless one of those stands by.
 */
const question = z.object({
  id: z.string(),
  kind: z.enum(kinds),
  clearance: z.string(),
  question: z.string(),
  accept: z.array(z.string()),
  misleads: z.array(z.string()).default([]),
})
export type OwnQuestion = z.infer<typeof question>

/** `development` was looked at while the ranker was made; `held-back` never was. */
export type SetName = 'development' | 'held-back'

export const questionsOf = (set: SetName): OwnQuestion[] =>
  readFileSync(new URL(`./${set}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => question.parse(JSON.parse(line)))

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Shipped and made-up briefings in one store. */
export const loadBoth = async (store: Store): Promise<void> => {
  await importFolder(store, here('../../briefings'))
  await importFolder(store, here('./briefings'))
}

export const viewerOf = ({ clearance }: Pick<OwnQuestion, 'clearance'>): Viewer => ({
  kind: 'person',
  workspace: shared,
  person: 'terminal',
  clearance: parseTlp(clearance) ?? 'CLEAR',
})

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
