import { parseDocument } from 'yaml'
import type { Day } from '#core/dates'
import type { Publication, Standing, Store } from '#core/store'
import { shared, type Viewer } from '#core/viewer'
import { readBriefing } from './briefing-file.ts'
import { deedOf } from './deed.ts'
import { split } from './front-matter.ts'

/** The same file with `withdrawn` in its front matter, everything else as it was written. */
export const withWithdrawal = (markdown: string, date: string, reason: string): string => {
  const parts = split(markdown)
  if (!('yaml' in parts)) throw new Error('a published file has front matter')
  const document = parseDocument(parts.yaml)
  document.set('withdrawn', { date, reason })
  return `---\n${document.toString({ lineWidth: 0 })}---\n${parts.body}`
}

/** Withdraws briefings for an operator: each gets one more revision, its tombstone. */
export const withdraw = async (
  store: Store,
  operator: Viewer,
  wanted: readonly Standing[],
  { date, reason }: { date: Day; reason: string },
): Promise<void> => {
  const ids = wanted.map(({ id }) => id)
  const batch: Publication[] = []
  for await (const { ref, isNewest, markdown, origin } of store.revisions(operator, ids)) {
    if (!isNewest || ref.workspace !== shared) continue
    const { briefing } = readBriefing(withWithdrawal(markdown, date, reason))
    if (!briefing) throw new Error(`${ref.briefing} cannot be read back`)
    batch.push({ id: ref.briefing, origin, ...briefing })
  }
  await store.publish(shared, batch, deedOf('withdrew', batch))
}
