import type { Headline } from './briefing.ts'
import type { Request } from './question.ts'
import { aside, type Block, button, buttons, list, paragraph, type Reply } from './reply.ts'
import { gradeLegend, headlineItem, saying, showing } from './show.ts'

/** What somebody asked, in their own words. */
export const asked = ({ text }: Pick<Request, 'text'>): Block => ({ kind: 'quote', text: [text] })

/** To whoever asked: this briefing answers it. */
export const sayAnswered = (request: Pick<Request, 'text'>, briefing: Headline): Reply =>
  showing([briefing], {
    headline: ['A briefing answers your question'],
    blocks: [
      paragraph('You asked the editors:'),
      asked(request),
      list([withoutButton(briefing)]),
      ...gradeLegend([briefing]),
      ...buttons(button('Read it', 'brief', { subject: briefing.slug })),
    ],
  })

const withoutButton = (briefing: Headline) => ({ text: headlineItem(briefing).text })

/** To whoever asked: there will be no briefing on it, and why, where that was said. */
export const sayClosed = (request: Pick<Request, 'text'>, why?: string): Reply => ({
  ...saying(
    paragraph('You asked the editors:'),
    asked(request),
    paragraph(
      why === undefined
        ? 'They closed it without a briefing.'
        : `They closed it, and say: “${why}”`,
    ),
    aside('You can ask anew at any time.'),
  ),
  headline: ['The editors closed your question'],
})
