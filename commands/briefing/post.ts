import { type Command, defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { formOf } from '#core/form-of'
import { option } from '#core/options'
import { saying } from '#core/show'
import { asSeen, hereOf, seenAs } from './here.ts'
import { mayShow, tooHigh } from './label.ts'
import { sayGoing, sayPublished } from './published.ts'

/** Posts a briefing in channels at once; a draft is published first. */
export const postBriefing: Command = defineCommand({
  name: 'briefing post',
  summary: 'Post a briefing in channels, publishing it first if it is a draft',
  options: {
    what: option.writable('a draft by its id, or a briefing by its short name'),
    channels: option.optional(option.channels('which channels, by name: #policy, #desk')),
  },
  examples: ['/briefing post x7k3 #policy, #desk', '/briefing post nato-exercise-bergen #desk'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  form: true,
  async run({ options: { what, channels }, ...context }) {
    const here = hereOf(context)
    const { writing, viewer } = here
    if ('slug' in what && what.withdrawn)
      throw new UserError('That briefing was withdrawn and is not posted.')
    const meant = 'slug' in what ? what : asSeen(what)
    if (!('slug' in meant) && !(await mayShow(meant, here))) throw tooHigh(meant, here)
    if (!channels) {
      const value = 'slug' in meant ? meant.slug : seenAs(meant)
      return formOf(postBriefing, { what: value }, ['channels'])
    }
    if ('slug' in meant) return saying(...sayGoing(await writing.post(meant, channels)))
    return sayPublished(await writing.publish(meant, { viewer, alone: false, to: channels }))
  },
})
