import type { Headline } from '#core/briefing'
import { defineCommand } from '#core/command'
import { sayDate } from '#core/dates'
import { option } from '#core/options'
import type { ChangeFilter, Page } from '#core/read'
import { aside, button, buttons, list, paragraph, type Reply, typed } from '#core/reply'
import { counted, gradeLegend, headlineItem, saying, showing } from '#core/show'

const pageSize = 5
/** Beyond this, lists say "more than". */
const mostCounted = 1_000

/** What is new or has changed, newest first. */
export const latest = defineCommand({
  name: 'latest',
  summary: 'What is new or corrected, newest first',
  options: {
    topic: option.optional(option.topic('only this topic')),
    since: option.optional(option.since('since when, like monday or 2 November')),
    changes: option.optional(
      option.choice('new briefings, corrections, or both', ['new', 'corrected', 'all'], {
        everything: 'all',
        corrections: 'corrected',
      }),
    ),
    page: option.optional(option.page()),
  },
  examples: ['/latest', '/latest nato since:2 November', '/latest corrected'],
  allow: 'anyone',
  audience: 'asker',
  async run({ options: { topic, since, changes = 'all', page = 1 }, read }) {
    const offset = (page - 1) * pageSize
    const found = await read.latest({
      ...(topic && { topic: topic.slug }),
      ...(since && { since }),
      changes,
      offset,
      limit: pageSize,
    })
    const kept = {
      ...(topic && { topic: topic.slug }),
      ...(since && { since }),
      ...(changes !== 'all' && { changes }),
    }
    return shown(found, { page, kept, what: describe(changes, topic?.name, since) })
  },
})

type Listing = { page: number; kept: Record<string, string>; what: (count: string) => string }

const nouns: Record<ChangeFilter, [string, string]> = {
  all: ['briefing', 'briefings'],
  new: ['new briefing', 'new briefings'],
  corrected: ['correction', 'corrections'],
}

const describe =
  (changes: ChangeFilter, topic: string | undefined, since: string | undefined) =>
  (count: string): string => {
    const [one, many] = nouns[changes]
    const on = topic ? ` on ${topic}` : ''
    const from = since ? ` since ${sayDate(since)}` : ''
    return `${count} ${count === '1' ? one : many}${on}${from}`
  }

const shown = ({ items, total }: Page<Headline>, { page, kept, what }: Listing): Reply => {
  const pages = Math.max(1, Math.ceil(Math.min(total, mostCounted) / pageSize))
  const count = total > mostCounted ? `More than ${mostCounted}` : total === 0 ? 'No' : `${total}`
  if (items.length === 0)
    return page > pages
      ? saying(paragraph(`There is no page ${page}: ${counted(pages, 'page')} in all.`))
      : saying(
          paragraph(`${what(count)}.`),
          aside('Everything: ', typed('/latest'), ' · by topic: ', typed('/topics')),
        )
  return showing(items, {
    headline: [`${what(count)}, newest first${pages > 1 ? ` (${page} of ${pages})` : ''}`],
    blocks: [
      list(items.map(headlineItem)),
      ...gradeLegend(items),
      ...buttons(
        page > 1 && button('Newer', 'latest', { ...kept, page: `${page - 1}` }, 'here'),
        page < pages && button('Older', 'latest', { ...kept, page: `${page + 1}` }, 'here'),
      ),
    ],
  })
}
