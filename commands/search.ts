import { defineCommand } from '#core/command'
import { sayDate } from '#core/dates'
import { highlight } from '#core/highlight'
import { option } from '#core/options'
import { matcher, parseQuery } from '#core/query'
import type { Hit, SearchResult } from '#core/read'
import { aside, button, buttons, type Item, list, paragraph, type Reply, typed } from '#core/reply'
import { counted, gradeLegend, headlineItem, saying, showing } from '#core/show'

const pageSize = 5

/** Briefings that hold the words, best match first, with the sentence that fits. */
export const search = defineCommand({
  name: 'search',
  summary: 'Find briefings by words, "phrases", -without and begin*',
  options: {
    words: option.text('what to look for'),
    topic: option.optional(option.topic('only this topic')),
    since: option.optional(option.since('published since, like monday or 2 November')),
    page: option.optional(option.page()),
  },
  examples: ['/search nato exercise', '/search "defence core" topic:nato since:2 November'],
  allow: 'anyone',
  audience: 'asker',
  async run({ options: { words, topic, since, page = 1 }, read }) {
    const query = parseQuery(words)
    if (query.clauses.length === 0)
      return saying(
        paragraph('Give at least one word to look for.'),
        aside(
          'For example ',
          typed('/search nato exercise'),
          '. Everything, newest first: ',
          typed('/latest'),
        ),
      )
    const found = await read.search({
      query,
      ...(topic && { topic: topic.slug }),
      ...(since && { since }),
      offset: (page - 1) * pageSize,
      limit: pageSize,
    })
    const kept = { words, ...(topic && { topic: topic.slug }), ...(since && { since }) }
    const where = `${topic ? ` on ${topic.name}` : ''}${since ? ` since ${sayDate(since)}` : ''}`
    return shown(found, { page, kept, where, isAsked: matches(words) })
  },
})

const matches = (words: string): ((term: string) => boolean) => {
  const match = matcher(parseQuery(words))
  return (term) => match(term) !== undefined
}

type Listing = {
  page: number
  kept: Record<string, string>
  where: string
  isAsked: (term: string) => boolean
}

const shown = (found: SearchResult, { page, kept, where, isAsked }: Listing): Reply => {
  const { items, total, listed, match } = found
  const pages = Math.max(1, Math.ceil(listed / pageSize))
  if (items.length === 0)
    return page > pages && total > 0
      ? saying(paragraph(`There is no page ${page}: ${counted(pages, 'page')} in all.`))
      : saying(
          paragraph(`No briefing${where} holds these words.`),
          aside('What there is: ', typed('/topics'), ' · newest: ', typed('/latest')),
        )
  const count =
    match === 'any'
      ? `No briefing${where} holds all of these words; ${total === 1 ? '1 holds' : `${total} hold`} some`
      : `${counted(total, 'briefing')}${where}`
  const most = listed < total ? `, the ${listed} best and newest of them listed` : ''
  return showing(items, {
    headline: [`${count}, best match first${most}${pages > 1 ? ` (${page} of ${pages})` : ''}`],
    blocks: [
      list(items.flatMap((hit) => hitItems(hit, isAsked))),
      ...gradeLegend(items),
      ...buttons(
        page > 1 && button('Back', 'search', { ...kept, page: `${page - 1}` }, 'here'),
        page < pages && button('More', 'search', { ...kept, page: `${page + 1}` }, 'here'),
      ),
    ],
  })
}

const hitItems = (hit: Hit, isAsked: (term: string) => boolean): Item[] => [
  headlineItem(hit),
  { text: highlight(hit.snippet, isAsked), depth: 1 },
]
