import { parseDocument } from 'yaml'
import type { Store } from '#core/store'
import { shared } from '#core/viewer'
import { readBriefing } from './briefing-file.ts'
import { split } from './front-matter.ts'

/** The same file with `withdrawn` in its front matter, everything else as it was written. */
export const withWithdrawal = (markdown: string, date: string, reason: string): string => {
  const parts = split(markdown)
  if (!('yaml' in parts)) throw new Error('a published file has front matter')
  const document = parseDocument(parts.yaml)
  document.set('withdrawn', { date, reason })
  return `---\n${document.toString({ lineWidth: 0 })}---\n${parts.body}`
}

/** Withdraws briefings as an operator: each gets one more revision, its tombstone. */
export const withdraw = async (
  store: Store,
  slugs: readonly string[],
  date: string,
  reason: string,
): Promise<void> => {
  const wanted = await store.standing(shared, slugs)
  const ids = new Map([...wanted.values()].map(({ id, origin }) => [id, origin]))
  for await (const { ref, isNewest, markdown } of store.revisions({
    kind: 'operator',
    clearance: 'RED',
  })) {
    const origin = ids.get(ref.briefing)
    if (!isNewest || ref.workspace !== shared || origin === undefined) continue
    const { briefing } = readBriefing(withWithdrawal(markdown, date, reason))
    if (!briefing) throw new Error(`${ref.briefing} cannot be read back`)
    await store.publish(shared, [{ id: ref.briefing, origin, ...briefing }])
  }
}
