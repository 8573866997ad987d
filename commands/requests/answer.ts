import { headlineOf } from '#core/briefing'
import { defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { deskIn, option } from '#core/options'
import { aside, list, paragraph, strong } from '#core/reply'
import { asked } from '#core/say-request'
import { headlineItem, showing } from '#core/show'
import { sayTelling } from './telling.ts'

/** Settles a request with a briefing; whoever asked is told once. */
export const answerRequest = defineCommand({
  name: 'requests answer',
  summary: 'Answer a question for the editors with a briefing',
  options: {
    request: option.request('which question, by its id'),
    briefing: option.briefing('the briefing that answers it'),
  },
  examples: ['/requests answer x7k3 nato-exercise-bergen'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { request, briefing }, requests }) {
    if (briefing.withdrawn)
      throw new UserError('That briefing was withdrawn. Answer with one that stands.')
    const headline = headlineOf(briefing)
    const telling = await deskIn(requests).answer(request, headline)
    return showing([headline], {
      blocks: [
        paragraph(strong(request.id), ' is answered.'),
        asked(request),
        list([headlineItem(headline)]),
        aside(sayTelling(telling)),
      ],
    })
  },
})
