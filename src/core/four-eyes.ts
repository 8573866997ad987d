import type { Briefing, Content } from './briefing.ts'
import type { Draft } from './draft.ts'
import { type Tlp, tlpRank } from './tlp.ts'

/** Why a draft needs somebody else's eyes before it is published. */
export type Need = 'FLASH' | 'a lower label' | 'a retraction'

/** `base` is the label of what it changes. */
export const needsOf = (
  { precedence, tlp, withdrawn }: Pick<Content, 'precedence' | 'tlp' | 'withdrawn'>,
  base: Tlp | undefined,
): Need[] => [
  ...(precedence === 'FLASH' ? (['FLASH'] as const) : []),
  ...(base !== undefined && tlpRank(tlp) < tlpRank(base) ? (['a lower label'] as const) : []),
  ...(withdrawn ? (['a retraction'] as const) : []),
]

/** Whether a revision came of this draft, released alone, and nobody else has looked at it yet. */
export const isUnseen =
  ({ ref }: Pick<Briefing, 'ref'>) =>
  ({ published, isReleasedAlone, approver }: Draft): boolean =>
    published?.revision === ref.revision && isReleasedAlone && approver === undefined

/** Minutes within which somebody looks at what one person released alone. */
export const secondLookMinutes = 15

/** Whether this person's eyes are other than those that wrote it. */
export const isOther = ({ author, editedBy }: Pick<Draft, 'author' | 'editedBy'>, person: string) =>
  person !== author.person && person !== editedBy

/** Whether it was approved as it stands. */
export const isApproved = (draft: Pick<Draft, 'state' | 'author' | 'editedBy' | 'approver'>) =>
  draft.state === 'approved' &&
  draft.approver !== undefined &&
  isOther(draft, draft.approver.person)

/** Whether somebody still has to look at what was released alone, and until when. */
export const secondLookDue = ({
  state,
  isReleasedAlone,
  approver,
  publishedAt,
}: Draft): Temporal.Instant | undefined => {
  if (state !== 'published' || !isReleasedAlone || approver || !publishedAt) return undefined
  return Temporal.Instant.from(publishedAt).add({ minutes: secondLookMinutes })
}
