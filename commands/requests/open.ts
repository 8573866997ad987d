import { defineCommand } from '#core/command'
import { dayOf } from '#core/dates'
import { deskIn, option } from '#core/options'
import type { Desk, Request } from '#core/question'
import type { Page } from '#core/read'
import {
  aside,
  type Block,
  type Button,
  button,
  buttons,
  paragraph,
  type Reply,
  strong,
  typed,
} from '#core/reply'
import { asked } from '#core/say-request'
import { counted, saying } from '#core/show'
import type { TopicCount } from '#core/topics'
import { nameOf, sayAge, sayDue, type Today } from './words.ts'

const pageSize = 5

/** What people would like to know and no briefing says: overdue first, then one's own, then the longest open. */
export const openRequests = defineCommand({
  name: 'requests open',
  summary: 'Questions for the editors that are open, and who has taken which',
  options: { page: option.optional(option.page()) },
  examples: ['/requests open', '/requests open page:2'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { page = 1 }, requests, read, now, zone }) {
    const desk = deskIn(requests)
    const wish = { offset: (page - 1) * pageSize, limit: pageSize, today: dayOf(now, zone) }
    const [found, topics] = await Promise.all([desk.open(wish), read.topics()])
    const hands = found.items.map((one) => handing(one, desk))
    return shown(found, page, hands, (one) => [
      paragraph(
        strong(one.id),
        [about(one, topics, { now, zone }), ...hand(one, desk, { now, zone })].join(' · '),
      ),
      asked(one),
    ])
  },
})

const shown = (
  { items, total }: Page<Request>,
  page: number,
  hands: readonly (Button | false)[],
  each: (request: Request) => Block[],
): Reply => {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  if (total === 0)
    return saying(
      paragraph('No question is waiting for the editors.'),
      aside('What the briefings did not answer: ', typed('/requests gaps')),
    )
  if (items.length === 0)
    return saying(paragraph(`There is no page ${page}: ${counted(pages, 'page')} in all.`))
  return {
    ...saying(
      ...items.flatMap(each),
      ...buttons(...hands),
      aside(
        'Answer one: ',
        typed('/requests answer <request> <briefing>'),
        ' · or close it: ',
        typed('/requests close <request>'),
      ),
      ...buttons(
        page > 1 && button('Back', 'requests open', { page: `${page - 1}` }, 'here'),
        page < pages && button('More', 'requests open', { page: `${page + 1}` }, 'here'),
      ),
    ),
    headline: [`${counted(total, 'open question')}${pages > 1 ? ` (${page} of ${pages})` : ''}`],
  }
}

/** In whose hand it is, and until when. */
const hand = ({ takenBy, due }: Request, { person }: Desk, today: Today): string[] => [
  ...(takenBy
    ? [`taken by ${takenBy.person === person ? 'you' : takenBy.name || 'somebody'}`]
    : []),
  ...(due !== undefined ? [sayDue(due, today)] : []),
]

const handing = ({ id, takenBy }: Request, { person }: Desk): Button | false => {
  if (!takenBy) return button(`Take ${id}`, 'requests take', { request: id })
  return takenBy.person === person && button(`Give ${id} back`, 'requests drop', { request: id })
}

const about = (
  { topics, at, name }: Request,
  known: readonly TopicCount[],
  today: Today,
): string => {
  const who = name === undefined ? 'asked without a name' : `asked by ${name}`
  return ['', ...topics.map((slug) => nameOf(slug, known)), `${who} ${sayAge(at, today)}`].join(
    ' · ',
  )
}
