import { defineCommand } from '#core/command'
import type { Draft } from '#core/draft'
import { UserError } from '#core/errors'
import { isOther, secondLookDue } from '#core/four-eyes'
import { option } from '#core/options'
import { paragraph } from '#core/reply'
import { saying } from '#core/show'
import { asSeen, changedMeanwhile, hereOf } from './here.ts'
import { mayShow, tooHigh } from './label.ts'
import { preview } from './preview.ts'

/** Approves what somebody else wrote, sends it back, or looks at what was released alone. */
export const approveDraft = defineCommand({
  name: 'briefing approve',
  summary: 'Approve a draft that somebody else wrote, or send it back',
  options: {
    draft: option.draft('which draft, by its id'),
    verdict: option.optional(option.choice('what becomes of it', ['approve', 'back'])),
  },
  examples: ['/briefing approve x7k3', '/briefing approve x7k3 back'],
  allow: 'approver',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { draft: meant, verdict = 'approve' }, ...context }) {
    const here = hereOf(context)
    const { writing } = here
    const isAfter = secondLookDue(meant.draft) !== undefined
    const draft = isAfter ? meant.draft : asSeen(meant)
    if (!(await mayShow(draft, here))) throw tooHigh(draft, here)
    if (!isOther(draft, writing.me.person)) throw own(draft, writing.me.person)
    const approver = writing.me
    if (isAfter) {
      if (!(await writing.change(draft, { approver }))) throw changedMeanwhile(draft)
      return saying(paragraph(`Thank you. The second look at draft ${draft.id} is done.`))
    }
    const terms =
      verdict === 'back'
        ? ({ state: 'writing', approver: undefined } as const)
        : ({ state: 'approved', approver } as const)
    const changed = await writing.change(draft, terms)
    if (!changed) throw changedMeanwhile(draft)
    if (verdict === 'back')
      return saying(paragraph(`Draft ${draft.id} is back with ${draft.author.name}.`))
    return preview(changed, here, { lead: [paragraph('Approved. It can be published now.')] })
  },
})

const own = ({ id, author }: Draft, person: string): UserError =>
  new UserError(
    author.person === person
      ? `You wrote draft ${id} yourself, so somebody else has to approve it.`
      : `You changed draft ${id} last, so somebody else has to approve it.`,
  )
