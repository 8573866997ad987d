import type { Story } from '../newsroom.ts'
import type { DigestRow, Evidence } from './evidence.ts'
import { rankOf } from './ranks.ts'

/**
 * Revisions that a channel ought to have seen and has not: the newest of each briefing that came after
 * its digest began, is not withdrawn, and was below the limit all the time since it came.
 */
export const neverShown = (evidence: Evidence, stories: readonly Story[]): string[] => {
  const newest = [...new Map(stories.map((story) => [story.briefing, story])).values()]
  return evidence.digests.flatMap((digest) => {
    const shown = new Set(
      evidence.posts
        .filter(({ delivery }) => delivery?.target === digest.target)
        .flatMap(({ tokens }) => tokens.map(({ briefing, revision }) => `${briefing} ${revision}`)),
    )
    return newest
      .filter((story) => mustSee(story, digest, evidence))
      .filter(({ briefing, revision }) => !shown.has(`${briefing} ${revision}`))
      .map(
        ({ briefing, revision }) => `${digest.target} never saw ${briefing} revision ${revision}`,
      )
  })
}

const mustSee = (
  { briefing, revision, tlp, isWithdrawn }: Story,
  { since, target }: DigestRow,
  { diary }: Evidence,
): boolean => {
  const arrived = diary.find(
    ({ what, id, data }) =>
      what === 'arrival' && id === briefing && Number(data.revision) === revision,
  )
  if (isWithdrawn || !arrived || Number(arrived.data.seq) <= since) return false
  const limits = diary.filter(({ what, id }) => what === 'limit' && id === target)
  const before = limits.findLast(({ seq }) => seq < arrived.seq)
  const after = limits.filter(({ seq }) => seq > arrived.seq)
  return [before, ...after].every((limit) => rankOf(`${limit?.data.tlp ?? 'CLEAR'}`) >= rankOf(tlp))
}
