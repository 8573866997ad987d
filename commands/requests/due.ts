import { defineCommand } from '#core/command'
import { sayDate } from '#core/dates'
import { deskIn, option } from '#core/options'
import { paragraph, strong } from '#core/reply'
import { asked } from '#core/say-request'
import { saying } from '#core/show'

/** Says by when a request is to be settled; it stands first among what is open once that day has passed. */
export const dueRequest = defineCommand({
  name: 'requests due',
  summary: 'Say by which day a question for the editors is to be answered',
  options: {
    request: option.request('which question, by its id'),
    day: option.due('the day, like friday or 24 December, or none'),
  },
  examples: ['/requests due x7k3 friday', '/requests due x7k3 none'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { request, day }, requests }) {
    await deskIn(requests).setDue(request, day === 'none' ? undefined : day)
    const how = day === 'none' ? ' is due on no day.' : ` is due on ${sayDate(day)}.`
    return saying(paragraph(strong(request.id), how), asked(request))
  },
})
