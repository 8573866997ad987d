import type { ChatPlatform } from '#core/chat'
import type { OwedLine } from '#core/correction'
import type { Ref } from '#core/ref'
import type { Reply } from '#core/reply'
import { type Owing, withCorrections } from '#core/say-correction'
import type { Store } from '#core/store'
import type { Viewer } from '#core/viewer'

export type OwedParts = {
  store: Store
  platform: Pick<ChatPlatform, 'name'>
  now: () => Temporal.Instant
}

/** What goes on top of one reply; the rest waits for the next. */
const mostAtOnce = 5
/** Answers that are on their way to whoever asked. */
const mostUnderway = 1_000

type ToPerson = {
  person: string
  viewer: Viewer
  workspace: string
  channel: string
  answer: string
}

/** Corrections that somebody is owed since nothing of what they saw can be changed. */
export type OwedTo = {
  /** A reply to one person alone, with what they are owed on top, as far as they may still see it. */
  onTop(reply: Reply, to: ToPerson): Promise<Reply>
  /** An answer was shown: what stood on it is owed no more. */
  shown(answer: string): Promise<void>
}

export const owedTo = ({ store, platform, now }: OwedParts): OwedTo => {
  const underway = new Map<string, { person: string; corrections: string[] }>()
  return {
    async onTop(reply, { person, viewer, answer, workspace, channel }) {
      const owed = await store.corrections.owed(platform.name, person)
      if (owed.length === 0) return reply
      const found = await owingOf(store, viewer, owed, { platform: platform.name, target: person })
      if (found.length === 0) return reply
      const corrections = found.flatMap(({ settles }) => settles)
      underway.set(answer, { person, corrections })
      const [oldest = ''] = underway.keys()
      if (underway.size > mostUnderway) underway.delete(oldest)
      const at = now().toString()
      const where = { workspace, platform: platform.name, channel, person, answer }
      await store.recordShown(
        found.map(({ now: { ref } }) => ({ ...where, ...lineOf(ref), command: 'correction', at })),
      )
      return withCorrections(reply, found)
    },
    async shown(answer) {
      const told = underway.get(answer)
      if (!told) return
      underway.delete(answer)
      await store.corrections.settleOwed(platform.name, told.person, told.corrections)
    },
  }
}

const lineOf = ({ workspace: owner, briefing, revision }: Ref) => ({ owner, briefing, revision })

/** Each briefing once, whatever came of it since. */
const owingOf = async (
  store: Store,
  viewer: Viewer,
  owed: readonly OwedLine[],
  place: { platform: string; target: string },
): Promise<(Owing & { settles: string[] })[]> => {
  const byBriefing = Map.groupBy(owed, ({ ref }) => `${ref.workspace}/${ref.briefing}`)
  const found: (Owing & { settles: string[] })[] = []
  for (const lines of byBriefing.values()) {
    const [first] = lines
    if (!first || found.length === mostAtOnce) break
    const { newest, arrived, zone } = await store.corrections.news(viewer, first.ref, place)
    if (!newest) continue
    const base = Math.min(...lines.map((line) => line.base))
    const settles = lines.map(({ correction }) => correction)
    found.push({ now: newest, base, arrived, zone, settles })
  }
  return found
}
