import type { Change, Headline } from '../briefing.ts'
import type { Eligible } from '../digest.ts'
import { counted } from '../show.ts'

export type Kind = Headline['kind']

/** An item that tells the readers of a channel something. */
export type Told = Eligible & { kind: Kind }

/** What readers must hear of first, since they have read it otherwise. */
export const changedKinds = ['correction', 'update', 'withdrawn'] as const
const kinds = [...changedKinds, 'new'] as const

/** What has changed of an item since it was shown, without what readers are not told of; oldest first. */
export const changesOf = ({ briefing, base }: Eligible): Change[] =>
  briefing.changes.filter(({ revision, kind }) => revision > base && kind !== 'editorial')

/**
 * What an item is to this channel; undefined where it tells readers nothing: an editorial change, a
 * withdrawal of what was never shown.
 */
export const kindOf = (item: Eligible): Kind | undefined => {
  const { briefing, base } = item
  if (briefing.withdrawn) return base > 0 ? 'withdrawn' : undefined
  if (base === 0) return 'new'
  const changes = changesOf(item)
  return changedKinds.find((kind) => changes.some((change) => change.kind === kind))
}

/** Those that tell something, the newest first, which came last. */
export const toldOf = (items: readonly Eligible[]): Told[] =>
  items
    .flatMap((item): Told[] => {
      const kind = kindOf(item)
      return kind ? [{ ...item, kind }] : []
    })
    .reverse()

const sayKind: Record<Kind, (count: number) => string> = {
  correction: (count) => counted(count, 'correction'),
  update: (count) => counted(count, 'update'),
  withdrawn: (count) => `${count} withdrawn`,
  new: (count) => `${count} new`,
}

/** `1 correction, 4 new`; `nothing new` where there is none. */
export const sayCounts = (told: readonly Told[]): string => {
  const counts = kinds.flatMap((kind) => {
    const count = told.filter((item) => item.kind === kind).length
    return count > 0 ? [sayKind[kind](count)] : []
  })
  return counts.join(', ') || 'nothing new'
}
