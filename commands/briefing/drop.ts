import { defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { option } from '#core/options'
import { buttons, paragraph } from '#core/reply'
import { saying } from '#core/show'
import { asSeen, changedMeanwhile, draftButton, hereOf } from './here.ts'

/** Ends a draft without a briefing, once whoever asks has said so twice. */
export const dropDraft = defineCommand({
  name: 'briefing drop',
  summary: 'Drop a draft for good',
  options: {
    draft: option.draft('which draft, by its id'),
    sure: option.optional(option.choice('without being asked again', ['yes'])),
  },
  examples: ['/briefing drop x7k3'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { draft: meant, sure }, ...context }) {
    const { writing } = hereOf(context)
    const draft = asSeen(meant)
    if (draft.author.person !== writing.me.person)
      throw new UserError(`Draft ${draft.id} is somebody else's. Ask its author to drop it.`)
    if (sure !== 'yes')
      return saying(
        paragraph(`Drop draft ${draft.id}? Its text cannot be brought back.`),
        ...buttons(draftButton('Drop it', 'drop', draft, { sure: 'yes' }, 'here')),
      )
    if (!(await writing.change(draft, { state: 'dropped', markdown: '' })))
      throw changedMeanwhile(draft)
    return saying(paragraph(`Draft ${draft.id} is dropped.`))
  },
})
