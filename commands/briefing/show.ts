import { defineCommand } from '#core/command'
import { option } from '#core/options'
import { asSeen, hereOf } from './here.ts'
import { preview } from './preview.ts'

/** A draft as it will look, with what may be done with it. */
export const showDraft = defineCommand({
  name: 'briefing show',
  summary: 'See a draft as it will look',
  options: { draft: option.draft('which draft, by its id') },
  examples: ['/briefing show x7k3'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { draft }, ...context }) {
    const here = hereOf(context)
    return preview(draft.draft.state === 'published' ? draft.draft : asSeen(draft), here)
  },
})
