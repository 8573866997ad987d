import type { Briefing } from '#core/briefing'
import { dayOf } from '#core/dates'
import type { DraftFields, Told } from '#core/draft'
import type { Meant } from '#core/options'
import type { Reply } from '#core/reply'
import { baseOf, draftOf } from './base.ts'
import { asSeen, type Here } from './here.ts'
import { preview } from './preview.ts'
import { composed, saved } from './save.ts'

export type Wish = {
  kind: 'correct' | 'update'
  /** What is told of the change; what is missing stays as it was told before, or is asked for. */
  told: { [one in keyof Told]?: Told[one] | undefined }
  /** What else is different, as it is typed. */
  fields: Partial<DraftFields>
}

/** Begins a new revision, or goes on with one, and shows how it will look and where it will go. */
export const change = async (
  briefing: Briefing,
  meant: Meant | undefined,
  { kind, told, fields }: Wish,
  here: Here,
): Promise<Reply> => {
  const { writing, now, zone } = here
  const draft = draftOf(meant, briefing)
  if (draft) asSeen({ draft })
  const revision = draft?.base ? undefined : await baseOf(briefing, here)
  const base = draft?.base ?? revision?.ref ?? briefing.ref
  const before = draft?.markdown ?? revision?.markdown ?? ''
  const number = base.revision + 1
  const { text, ...others } = fields
  const changed = writing.pen.changed(before, {
    ...nothing[kind],
    ...writing.pen.toldIn(before, number),
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
    date: dayOf(now, zone),
    revision: number,
    ...(text !== undefined && { text }),
  })
  const id = draft?.id ?? (await writing.freeId())
  const markdown =
    Object.keys(others).length > 0 ? await composed(others, { before: changed, id }, here) : changed
  if (draft && meant) return saved(meant, markdown, here)
  return preview(await writing.add({ id, kind, base, markdown, removesWords: false }), here)
}

const nothing: Record<Wish['kind'], Told> = {
  correct: { kind: 'correction', was: '', is: '', why: '' },
  update: { kind: 'update', was: 'not yet said', is: '', why: '' },
}
