import type { Deed } from '#core/audit'
import type { Draft, DraftKind, DraftTerms, Pen } from '#core/draft'
import type { Writer } from '#core/role'
import type { Publication } from '#core/store'
import { type Tlp, tlpLabel } from '#core/tlp'

type By = { me: Writer }

const kinds = {
  new: 'published',
  correct: 'corrected',
  update: 'updated',
  retract: 'withdrew',
} as const satisfies Record<DraftKind, Deed['kind']>

type How = { approver: Writer | undefined; isReleasedAlone: boolean; was: Tlp | undefined }

/** What is written down for good when a draft is published: by its name and label, never by its words. */
export const deedOfRelease = (
  { me }: By,
  { kind, workspace, id, permission, removesWords }: Draft,
  { content, revision, id: briefing }: Publication,
  { approver, isReleasedAlone, was }: How,
): Deed => {
  const { slug, tlp, precedence } = content
  const isLower = was !== undefined && was !== tlp
  return {
    ...{ workspace, by: me, kind: kinds[kind], about: slug, tlp },
    briefing: { workspace, briefing },
    details: [
      `revision ${revision} from draft ${id}`,
      tlpLabel(tlp),
      precedence,
      isLower && `was ${tlpLabel(was)}${permission ? `, permission: ${permission}` : ''}`,
      removesWords && 'its words taken out of every revision',
      approver && `approved by ${approver.name}`,
      isReleasedAlone && 'released by one',
    ]
      .filter(Boolean)
      .join('; '),
  }
}

/** A change of a draft that others answer for: somebody's verdict on what another wrote. */
export const deedOfChange = (
  { pen }: { pen: Pen },
  { me }: By,
  draft: Draft,
  terms: DraftTerms,
): Deed | undefined => {
  const kind = verdictIn(draft, terms)
  if (!kind) return undefined
  const { id, workspace, markdown, author, published } = draft
  const tlp = pen.check(markdown).file?.content.tlp ?? 'RED'
  return {
    ...{ workspace, by: me, kind, about: `draft ${id}`, details: `by ${author.name}`, tlp },
    ...(published && { briefing: { workspace, briefing: published.briefing } }),
  }
}

const verdictIn = (draft: Draft, terms: DraftTerms): Deed['kind'] | undefined => {
  if (draft.state === 'published') return terms.approver ? 'looked at' : undefined
  if (terms.state === 'approved') return 'approved'
  const isEdited = terms.markdown !== undefined || 'permission' in terms
  const isBack = terms.state === 'writing' && draft.state !== 'writing'
  return isBack && !isEdited ? 'sent back' : undefined
}
