import { dayOf } from '#core/dates'
import type { Checked, Draft, Emptied, Release } from '#core/draft'
import { UserError } from '#core/errors'
import { isApproved, type Need, needsOf } from '#core/four-eyes'
import { typed } from '#core/reply'
import { saysTheSame } from '#core/says-the-same'
import { isWithin, tlpLabel } from '#core/tlp'
import { shared, type Viewer } from '#core/viewer'
import { joinAnd } from '#core/words'
import { deedOfRelease } from './deeds.ts'
import type { WritingAsker, WritingParts } from './writing.ts'

type File = NonNullable<Checked['file']>

/** All that publishing a draft writes, but for where it goes. */
export type Ready = Omit<Release, 'deliveries'> & { file: File }

/**
 * Reads a draft as it is to be published and holds it against everything that may keep it from that:
 * faults, labels, what has been published meanwhile, and whose eyes it still needs. Throws UserError.
 */
export const readyOf = async (
  parts: WritingParts,
  asker: WritingAsker,
  draft: Draft,
  { viewer, alone }: { viewer: Viewer; alone: boolean },
): Promise<Ready> => {
  const { store, pen, zone } = parts
  refuseSettled(draft)
  const now = parts.now()
  const days = { begun: dayOf(Temporal.Instant.from(draft.created), zone), today: dayOf(now, zone) }
  const topics = await store.topics(viewer)
  const { file } = pen.check(pen.dated(draft.markdown, days), topics)
  if (!file)
    throw new UserError('Something in it still has to be mended. Look at it: ', show(draft))
  const { tlp } = file.content
  if (!isWithin(tlp, viewer.clearance))
    throw new UserError(
      `This draft is ${tlpLabel(tlp)}, and here you may use no more than ${tlpLabel(viewer.clearance)}. Publish it where that may be seen, or lower its label.`,
    )
  const before = await baseOf(parts, draft, viewer)
  refuseIdle(parts, file, before)
  const isReleasedAlone = seen(draft, needsOf(file.content, before?.tlp), asker, alone)
  const approver = isApproved(draft) ? draft.approver : undefined
  const publication = { ...(await publicationOf(parts, draft, file)), origin: 'chat' as const }
  const was = before?.tlp
  return {
    file,
    publication,
    ...(approver && { approver }),
    isReleasedAlone,
    deed: deedOfRelease(asker, draft, publication, { approver, isReleasedAlone, was }),
    at: now.toString(),
    ...(draft.removesWords && { emptied: await emptiedOf(parts, draft, viewer) }),
  }
}

const show = ({ id }: Draft) => typed(`/briefing show ${id}`)

export const refuseSettled = (draft: Draft): void => {
  if (draft.state === 'dropped')
    throw new UserError('That draft was dropped. Begin anew: ', typed('/briefing new'))
  if (draft.state === 'published')
    throw new UserError(
      'That draft is published already: ',
      typed(`/brief ${draft.published?.briefing ?? ''}`),
    )
}

/** The revision that it changes, as it stands now. */
const baseOf = async ({ store }: WritingParts, { base }: Draft, viewer: Viewer) => {
  if (!base) return undefined
  for await (const revision of store.revisions(viewer, [base.briefing]))
    if (revision.isNewest && revision.ref.workspace === base.workspace) return revision
  throw new UserError(
    'The briefing that this changes may not be seen here. Publish it where it may.',
  )
}

/** An entry under changes that changes nothing would tell readers of nothing. */
const refuseIdle = (
  { pen }: WritingParts,
  { content }: File,
  before: { markdown: string } | undefined,
): void => {
  const old = before && pen.check(before.markdown).file?.content
  if (old && !content.withdrawn && saysTheSame(content, old))
    throw new UserError(
      'Nothing in its words has changed: the old ones stand nowhere in the briefing. Change the text too, then publish.',
    )
}

/** Whether it is released by one alone. Throws UserError where somebody else has to look first. */
const seen = (
  draft: Draft,
  needs: readonly Need[],
  { rights }: WritingAsker,
  alone: boolean,
): boolean => {
  if (needs.length === 0) return false
  if (needs.includes('a lower label') && !draft.permission)
    throw new UserError(
      'It lowers the label, which needs the permission of whoever set it. Write down who gave it and when: ',
      typed(`/briefing permit ${draft.id}`),
    )
  if (isApproved(draft)) return false
  if (alone && rights.releasesAlone) return true
  const why = joinAnd(needs)
  if (alone)
    throw new UserError(
      `Releasing ${why} alone is for the editor on duty, whom a manager names: `,
      typed('/role duty'),
      '. Ask for a second pair of eyes: ',
      typed(`/briefing review ${draft.id}`),
    )
  throw new UserError(
    `For ${why}, somebody other than its author has to approve it first. Ask for that: `,
    typed(`/briefing review ${draft.id}`),
  )
}

/** Whatever stands under its name by now. */
const publicationOf = async ({ store, pen }: WritingParts, draft: Draft, file: File) => {
  const { workspace, base } = draft
  const names = [file.content.slug, ...file.content.previously]
  const standing = await store.standing(workspace, base ? [...names, base.briefing] : names)
  const found = names.map((name) => standing.get(name)).find((one) => one !== undefined)
  const [taken] = base ? [] : [...(found ? [found.slug] : [])]
  const isShared = !base && (await store.standing(shared, names)).size > 0
  if (taken !== undefined || isShared)
    throw new UserError(
      `The short name ${file.content.slug} cannot be used: another briefing has it. Give this one another.`,
    )
  if (base && standing.get(base.briefing)?.revision !== base.revision) throw movedOn(base.briefing)
  const mine = base && (found ?? standing.get(base.briefing))
  if (base && mine?.id !== base.briefing)
    throw new UserError('A change keeps the short name of its briefing. Put it back.')
  // What is left without its words tells of the changes by their days alone.
  if (base && draft.removesWords) return { ...file, id: base.briefing }
  const decided = pen.decide(file, mine)
  if (decided === 'unchanged') throw new UserError('Nothing in it differs from what is published.')
  if ('refusal' in decided) throw new UserError(`${capital(decided.refusal)}.`)
  return decided.publication
}

export const movedOn = (briefing: string): UserError =>
  new UserError(
    'Somebody has published another revision of that briefing since this draft was begun; nothing was published, and the draft is kept. Look at it, then begin from there: ',
    typed(`/briefing history ${briefing}`),
  )

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** What is left of the earlier revisions. */
const emptiedOf = async (
  { store, pen }: WritingParts,
  { base }: Draft,
  viewer: Viewer,
): Promise<Emptied[]> => {
  const emptied: Emptied[] = []
  if (!base) return emptied
  for await (const { ref, markdown } of store.revisions(viewer, [base.briefing])) {
    if (ref.workspace !== base.workspace) continue
    emptied.push({ revision: ref.revision, ...pen.emptied(markdown) })
  }
  return emptied
}
