import { type Command, defineCommand } from '#core/command'
import { dayOf } from '#core/dates'
import { formOf } from '#core/form-of'
import { option } from '#core/options'
import { baseOf, draftOf } from './base.ts'
import { hereOf } from './here.ts'
import { preview } from './preview.ts'
import { saved } from './save.ts'

/** Withdraws a briefing; its words may be taken out of every revision, too. */
export const retractBriefing: Command = defineCommand({
  name: 'briefing retract',
  summary: 'Withdraw a briefing, and if need be take its words out for good',
  options: {
    briefing: option.briefing('which briefing'),
    reason: option.optional(option.prose('why, in a sentence for its readers')),
    words: option.optional(
      option.choice('what becomes of the words in earlier revisions', ['keep', 'remove']),
    ),
    draft: option.alsoDraft('a retraction that is being written, by its id'),
  },
  examples: ['/briefing retract northport-harbour'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  form: true,
  async run({ options: { briefing, reason, words = 'keep', draft: meant }, ...context }) {
    const here = hereOf(context)
    const { pen, add, freeId } = here.writing
    const draft = draftOf(meant, briefing)
    const base = await baseOf(briefing, here)
    if (reason === undefined) {
      const which = { briefing: briefing.slug, ...(draft && { draft: draft.id }) }
      return formOf(retractBriefing, { ...which, words }, ['reason', 'words'])
    }
    const removesWords = words === 'remove'
    const withdrawal = { date: dayOf(here.now, here.zone), reason: reason.replace(/\s+/g, ' ') }
    const whole = pen.withdrawn(base.markdown, withdrawal)
    const { file } = pen.check(whole)
    // What is at fault is shown as it is; only a sound one can be emptied.
    const markdown = removesWords && file ? pen.emptied(whole).markdown : whole
    if (draft && meant) return saved(meant, markdown, here, { removesWords })
    const begun = { kind: 'retract', base: base.ref, markdown, removesWords } as const
    return preview(await add({ ...begun, id: await freeId() }), here)
  },
})
