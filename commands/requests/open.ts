import { defineCommand } from '#core/command'
import { deskIn, option } from '#core/options'
import type { Request } from '#core/question'
import type { Page } from '#core/read'
import {
  aside,
  type Block,
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
import { nameOf, sayAge, type Today } from './words.ts'

const pageSize = 5

/** What people would like to know and no briefing says, the longest open first. */
export const openRequests = defineCommand({
  name: 'requests open',
  summary: 'Questions for the editors that are open, oldest first',
  options: { page: option.optional(option.page()) },
  examples: ['/requests open', '/requests open page:2'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { page = 1 }, requests, read, now, zone }) {
    const desk = deskIn(requests)
    const [found, topics] = await Promise.all([
      desk.open({ offset: (page - 1) * pageSize, limit: pageSize }),
      read.topics(),
    ])
    return shown(found, page, (one) => [
      paragraph(strong(one.id), about(one, topics, { now, zone })),
      asked(one),
    ])
  },
})

const shown = (
  { items, total }: Page<Request>,
  page: number,
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
      aside(
        'Answer one: ',
        typed('/requests answer <request> <briefing>'),
        ' · or close it: ',
        typed('/requests close <request>'),
      ),
      ...buttons(
        page > 1 && button('Older', 'requests open', { page: `${page - 1}` }, 'here'),
        page < pages && button('Newer', 'requests open', { page: `${page + 1}` }, 'here'),
      ),
    ),
    headline: [
      `${counted(total, 'open question')}, oldest first${pages > 1 ? ` (${page} of ${pages})` : ''}`,
    ],
  }
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
