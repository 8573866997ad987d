import { defineCommand } from '#core/command'
import { option } from '#core/options'
import { asSeen, hereOf } from './here.ts'
import { mayShow, tooHigh } from './label.ts'
import { sayPublished } from './published.ts'

/** Makes a briefing of a draft, or a new revision of one. */
export const publishDraft = defineCommand({
  name: 'briefing publish',
  summary: 'Publish a draft',
  options: {
    draft: option.draft('which draft, by its id'),
    alone: option.optional(option.choice('without a second pair of eyes, in a hurry', ['yes'])),
  },
  examples: ['/briefing publish x7k3'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { draft, alone }, ...context }) {
    const here = hereOf(context)
    const { writing, viewer } = here
    const meant = asSeen(draft)
    if (!(await mayShow(meant, here))) throw tooHigh(meant, here)
    const how = { viewer, alone: alone === 'yes', to: [] }
    return sayPublished(await writing.publish(meant, how))
  },
})
