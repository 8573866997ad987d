import { type Command, defineCommand } from '#core/command'
import { formOf } from '#core/form-of'
import { option } from '#core/options'
import { asSeen, changedMeanwhile, hereOf, seenAs } from './here.ts'
import { mayShow, tooHigh } from './label.ts'
import { preview } from './preview.ts'

/** Writes down who permits that a label is lowered: only whoever set it can. */
export const permitDraft: Command = defineCommand({
  name: 'briefing permit',
  summary: 'Write down who permits a lower label',
  options: {
    draft: option.draft('which draft, by its id'),
    permission: option.optional(
      option.sentence('who set the label, permits it to be lowered, and when', 300),
    ),
  },
  examples: ['/briefing permit x7k3 The originator, by telephone, 24 November 2026'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  form: true,
  async run({ options: { draft: meant, permission }, ...context }) {
    const here = hereOf(context)
    const draft = asSeen(meant)
    if (!(await mayShow(draft, here))) throw tooHigh(draft, here)
    if (permission === undefined)
      return formOf(permitDraft, { draft: seenAs(draft) }, ['permission'])
    const terms = { permission, editedBy: here.writing.me.person }
    const again = { state: 'writing', approver: undefined } as const
    const changed = await here.writing.change(draft, { ...terms, ...again })
    if (!changed) throw changedMeanwhile(draft)
    return preview(changed, here)
  },
})
