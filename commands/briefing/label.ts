import type { Draft, Pen } from '#core/draft'
import { UserError } from '#core/errors'
import { typed } from '#core/reply'
import { isWithin, parseTlp, type Tlp, tlpLabel } from '#core/tlp'
import type { Writing } from '#core/writing'
import type { Here } from './here.ts'

/** A draft's label as far as it is written. */
export const labelOf = ({ markdown }: Draft, pen: Pen): Tlp | undefined =>
  pen
    .fieldsOf(markdown)
    .about.split('|')
    .map((part) => parseTlp(part))
    .find((tlp) => tlp !== undefined)

/**
 * Whether a draft may be shown here: within the label limit, and so is the briefing that it changes or has
 * become, since a label may be lowered in a draft before anybody has permitted that, and raised after it.
 * Without a label, to its author alone.
 */
export const mayShow = async (draft: Draft, here: Here): Promise<boolean> => {
  const { writing, viewer } = here
  const tlp = labelOf(draft, writing.pen)
  if (tlp === undefined) return isTheirs(draft, writing.me.person)
  if (tlp === 'RED' && !isNamed(draft, writing)) return false
  return isWithin(tlp, viewer.clearance) && isBriefingSeen(draft, here)
}

/** TLP:RED is for those it names, and for whoever writes it or was asked by name to look at it. */
const isNamed = (
  { markdown, author, editedBy, reviewer }: Draft,
  { pen, me }: Pick<Writing, 'pen' | 'me'>,
): boolean => {
  const about = pen.fieldsOf(markdown).about.split(/[|,]/)
  const named = about.map((part) => part.trim())
  return [author.person, editedBy, reviewer, ...named].includes(me.person)
}

const isBriefingSeen = async (
  { base, published = base }: Draft,
  { writing, viewer }: Here,
): Promise<boolean> =>
  published === undefined || (await writing.revisions(viewer, published)).length > 0

/** Every word in it is this person's own. */
export const isTheirs = ({ author, editedBy, kind }: Draft, person: string): boolean =>
  kind === 'new' && author.person === person && editedBy === person

export const tooHigh = (draft: Draft, { writing, viewer }: Here): UserError => {
  const tlp = labelOf(draft, writing.pen)
  if (tlp === 'RED' && !isWithin(tlp, viewer.clearance)) return redElsewhere(draft)
  if (tlp === 'RED' && !isNamed(draft, writing))
    return new UserError(`Draft ${draft.id} is ${tlpLabel(tlp)}: it is for those it names alone.`)
  if (tlp !== undefined && isWithin(tlp, viewer.clearance))
    return new UserError(
      `Draft ${draft.id} is kept. The briefing that it is of may not be seen here. Open it where that may.`,
    )
  const what = tlp === undefined ? 'has no label yet' : `is ${tlpLabel(tlp)}`
  return new UserError(
    `Draft ${draft.id} is kept. It ${what}, and here no more than ${tlpLabel(viewer.clearance)} may be shown or written. Open it where its label may be seen, or lower its label.`,
  )
}

/** There alone, and once a manager has said so. */
const redElsewhere = ({ id }: Draft): UserError =>
  new UserError(
    `Draft ${id} is kept. It is TLP:RED, which is shown, written and published in direct messages with me alone, to and by those it names, once a manager has switched that on: `,
    typed('/tlp red on'),
    '.',
  )
