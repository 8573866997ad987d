import { dayOf } from '#core/dates'
import { type Difference, differences } from '#core/differences'
import type { Draft, DraftFields, DraftTerms } from '#core/draft'
import { type Block, buttons, heading, list, paragraph, type Reply } from '#core/reply'
import { draftButton, type Here } from './here.ts'
import { isTheirs, mayShow, tooHigh } from './label.ts'
import { preview } from './preview.ts'

/** A file from what was filled in, on top of the one before. */
export const composed = async (
  fields: Partial<DraftFields>,
  { before, id }: { before?: string; id: string },
  { writing, read, now, zone }: Here,
): Promise<string> =>
  writing.pen.compose(fields, {
    ...(before !== undefined && { before }),
    topics: await read.topics(),
    today: dayOf(now, zone),
    author: writing.me.name,
    id,
  })

/**
 * Saves a draft with another text. Where somebody else has changed it since it was seen, nothing of
 * either is lost: this text becomes a draft of its own, and what differs is shown.
 */
export const saved = async (
  { draft, seen = draft.version }: { draft: Draft; seen?: number | undefined },
  markdown: string,
  here: Here,
  terms: DraftTerms = {},
): Promise<Reply> => {
  const { writing } = here
  const asBefore = { ...draft, version: seen }
  const changed = await writing.change(asBefore, {
    markdown,
    editedBy: writing.me.person,
    // What was approved is no longer what stands there.
    state: draft.state === 'writing' ? 'writing' : 'in review',
    approver: undefined,
    ...terms,
  })
  return changed ? preview(changed, here) : inConflict(draft.id, draft, markdown, here)
}

const inConflict = async (
  id: string,
  draft: Draft,
  markdown: string,
  here: Here,
): Promise<Reply> => {
  const { writing } = here
  const { kind, base, removesWords } = draft
  const mine = await writing.add({
    ...{ id: await writing.freeId(), kind, markdown, removesWords },
    ...(base && { base }),
  })
  const theirs = (await writing.find(id)) ?? draft
  if (!(await mayShow(theirs, here)) && !isTheirs(theirs, writing.me.person))
    throw tooHigh(mine, here)
  return {
    kind: 'reply',
    headline: [`Draft ${id} was changed meanwhile; yours is kept as draft ${mine.id}`],
    blocks: [
      paragraph('Nothing of either is lost. They differ in these lines:'),
      ...sayDifferences(differences(theirs.markdown, markdown)),
      ...buttons(
        draftButton(`Look at ${id}`, 'show', theirs),
        draftButton(`Look at ${mine.id}, yours`, 'show', mine),
        draftButton('Edit yours', 'edit', mine),
        draftButton('Drop yours', 'drop', mine),
      ),
    ],
    shows: [],
  }
}

const mostShown = 30

const sayDifferences = (found: readonly Difference[]): Block[] => {
  const linesIn = (which: Difference['in'], title: string): Block[] => {
    const lines = found.filter((one) => one.in === which).map(({ line }) => line)
    const more = lines.length - mostShown
    const items = lines.slice(0, mostShown).map((line) => ({ text: [line] }))
    if (items.length === 0) return []
    return [
      heading(title),
      list(more > 0 ? [...items, { text: [`and ${more} more lines`] }] : items),
    ]
  }
  return [...linesIn('first', 'Only in theirs'), ...linesIn('second', 'Only in yours')]
}
