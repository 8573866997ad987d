import { defineCommand } from '#core/command'
import type { Digest, Edition, Orders } from '#core/digest'
import { option, ordersIn } from '#core/options'
import type { Page } from '#core/read'
import { aside, button, buttons, type Item, list, paragraph, type Reply } from '#core/reply'
import { counted, saying } from '#core/show'
import { sayState } from './state.ts'
import { nextTimes, sayEdition } from './times.ts'
import { quoted, theOne } from './which.ts'

const pageSize = 8

/** Each edition of a digest with what became of it. */
export const digestHistory = defineCommand({
  name: 'digest history',
  summary: 'See which editions came, which did not, and why',
  options: {
    digest: option.optional(option.digest('which digest, by name')),
    page: option.optional(option.page()),
  },
  examples: ['/digest history', '/digest history Morning briefing page:2'],
  allow: 'manager here',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { digest: named, page = 1 }, orders: given }) {
    const orders = ordersIn(given)
    const digest = await theOne(orders, named, 'digest history')
    const offset = (page - 1) * pageSize
    return shown(await orders.history(digest, { offset, limit: pageSize }), page, digest, orders)
  },
})

const shown = (
  { items, total }: Page<Edition>,
  page: number,
  digest: Digest,
  orders: Orders,
): Reply => {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const { id } = digest
  if (total === 0)
    return saying(
      paragraph(`No edition of ${quoted(digest)} has come due yet.`),
      ...nextTimes(digest, orders.now),
    )
  if (items.length === 0)
    return saying(paragraph(`There is no page ${page}: ${counted(pages, 'page')} in all.`))
  return {
    ...saying(
      list(items.map((edition) => editionItem(edition, digest, orders))),
      ...(items.some(({ state }) => state === 'unknown')
        ? [aside('What is not known is not posted again until somebody says whether it arrived.')]
        : []),
      ...buttons(
        page > 1 && button('Newer', 'digest history', { digest: id, page: `${page - 1}` }, 'here'),
        page < pages &&
          button('Older', 'digest history', { digest: id, page: `${page + 1}` }, 'here'),
      ),
    ),
    headline: [
      `${digest.name}: ${counted(total, 'edition')}, newest first${pages > 1 ? ` (${page} of ${pages})` : ''}`,
    ],
  }
}

const editionItem = (edition: Edition, { zone }: Digest, orders: Orders): Item => ({
  text: [`${sayEdition(edition, zone)} · `, ...sayState(edition, orders)],
  ...(edition.state === 'unknown' && {
    button: button('Say which', 'digest settle', { edition: edition.id }),
  }),
})
