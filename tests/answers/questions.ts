import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Store } from '#core/store'
import { parseTlp } from '#core/tlp'
import { shared, type Viewer } from '#core/viewer'
import { importFolder } from '#intake/import'

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
