import { defineCommand } from '#core/command'
import { deskIn, option } from '#core/options'
import { aside, paragraph, typed } from '#core/reply'
import { saying } from '#core/show'

/** Whether an editor is told by direct message when questions for the editors come in. */
export const watchRequests = defineCommand({
  name: 'watch requests',
  summary: 'Be told by direct message when a question for the editors comes in',
  options: {
    what: option.optional(
      option.choice('from now on, no longer, or how it is', ['on', 'off', 'show']),
    ),
  },
  examples: ['/watch requests on', '/watch requests'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { what = 'show' }, requests }) {
    const desk = deskIn(requests)
    if (what !== 'show') await desk.watch(what === 'on')
    return (await desk.watches())
      ? saying(
          paragraph(
            'You are told by direct message when questions come in, once an hour at most. You still see them here: ',
            typed('/requests open'),
          ),
          aside('To end that: ', typed('/watch requests off')),
        )
      : saying(
          paragraph(
            'You are not told of questions that come in. What is open: ',
            typed('/requests open'),
          ),
          aside('To be told by direct message: ', typed('/watch requests on')),
        )
  },
})
