import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evidenceOf } from '#answers/evidence'
import { gather } from '#answers/gather'
import { passageOf, rankQuotable } from '#answers/quotable'
import type { Ranker } from '#answers/ranker'
import { openSqlite } from '#stores/sqlite'
import { loadBoth, type OwnQuestion, questionsOf, viewerOf } from '../tests/answers/questions.ts'
import type { Figures } from './calibrate.ts'

/** What a ranker makes of the product's own questions; those held back are never read here. */
export const ownFigures = async (ranker: Ranker): Promise<Figures[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-own-'))
  const now = () => Temporal.Instant.from('2026-11-23T09:00:00Z')
  const store = await openSqlite({ file: join(folder, 'sitrep.db'), now, zone: 'Europe/Brussels' })
  await loadBoth(store)
  const rows: Figures[] = []
  for (const asked of questionsOf('development')) {
    const gathered = await gather(store, viewerOf(asked), asked.question)
    const ranked = rankQuotable(ranker, gathered)
    const figures = evidenceOf(gathered.list, ranked)
    const texts = ranked.slice(0, 3).map((one) => passageOf(gathered, one)?.text ?? '')
    if (figures) rows.push({ kind: 'own', figures, isThere: isAnswerable(asked, texts) })
  }
  await store.close()
  rmSync(folder, { recursive: true })
  return rows
}

/** A trap is answered by the sentence that says how it really is, and only where that is found. */
const isAnswerable = ({ kind, accept }: OwnQuestion, texts: readonly string[]): boolean =>
  kind === 'answerable' || kind === 'stale' || texts.some((text) => accept.includes(text))
