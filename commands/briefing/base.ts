import type { Briefing } from '#core/briefing'
import type { Draft } from '#core/draft'
import { UserError } from '#core/errors'
import type { Meant } from '#core/options'
import { typed } from '#core/reply'
import type { Revision } from '#core/store'
import { shared } from '#core/viewer'
import type { Here } from './here.ts'

/** What every platform's field takes. */
export const longestField = 3_000

/** A text as a form can hold it; what is longer is left out, and so stays as it is. */
export const held = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.length <= longestField))

/** The newest revision of a briefing, to be changed. Throws UserError where it may not be. */
export const baseOf = async (briefing: Briefing, { writing, viewer }: Here): Promise<Revision> => {
  const { ref, slug, withdrawn } = briefing
  if (ref.workspace === shared)
    throw new UserError(
      `${slug} is shared by everybody who uses this Sitrep, so it is changed by whoever runs it, in its file. What is wrong in it, tell them.`,
    )
  if (ref.workspace !== (await writing.workspace()))
    throw new UserError(`${slug} belongs to another workspace, and is changed there.`)
  if (withdrawn)
    throw new UserError(
      `${slug} was withdrawn already. To write on the subject again: `,
      typed('/briefing new'),
    )
  const revisions = await writing.revisions(viewer, ref)
  const newest = revisions.find(({ isNewest }) => isNewest)
  if (!newest) throw new UserError('That briefing may not be seen here. Ask where it may.')
  return newest
}

/** A draft of a change to this briefing, to be written on. Throws UserError for any other. */
export const draftOf = (meant: Meant | undefined, { ref }: Briefing): Draft | undefined => {
  if (!meant) return undefined
  const { base, id } = meant.draft
  if (base?.workspace === ref.workspace && base.briefing === ref.briefing) return meant.draft
  throw new UserError(
    `Draft ${id} is of another briefing. Look at it: `,
    typed(`/briefing show ${id}`),
  )
}
