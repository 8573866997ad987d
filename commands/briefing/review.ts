import { defineCommand } from '#core/command'
import { option } from '#core/options'
import { aside, paragraph, typed } from '#core/reply'
import { saying } from '#core/show'
import { asSeen, changedMeanwhile, hereOf } from './here.ts'
import { sayAsked } from './published.ts'

/** Asks for a second pair of eyes before a draft is published. */
export const reviewDraft = defineCommand({
  name: 'briefing review',
  summary: 'Ask somebody to look at a draft before it is published',
  options: {
    draft: option.draft('which draft, by its id'),
    reviewer: option.optional(option.person('who; without a name, everybody who approves')),
  },
  examples: ['/briefing review x7k3', '/briefing review x7k3 reviewer:@ben'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { draft: meant, reviewer }, ...context }) {
    const { writing } = hereOf(context)
    const draft = asSeen(meant)
    const changed = await writing.change(draft, { state: 'in review', reviewer })
    if (!changed) throw changedMeanwhile(draft)
    const asked = await writing.ask(changed, reviewer)
    return saying(
      paragraph(`Draft ${draft.id} waits for a second pair of eyes. ${sayAsked(asked)}`),
      aside('Whoever approves finds it here: ', typed('/drafts')),
    )
  },
})
