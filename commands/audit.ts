import type { Entry } from '#core/audit'
import { defineCommand } from '#core/command'
import { option, staffIn } from '#core/options'
import type { Page } from '#core/read'
import { aside, button, buttons, type Item, list, paragraph, type Reply } from '#core/reply'
import { counted, saying } from '#core/show'
import { highestTlp } from '#core/tlp'
import { sayMoment } from './digest/times.ts'

const pageSize = 10

/** Who published, corrected, released alone, or changed limits, roles and digests here; the newest first. */
export const audit = defineCommand({
  name: 'audit',
  summary: 'See who published, corrected or changed what here, and when',
  options: { page: option.optional(option.page()) },
  examples: ['/audit', '/audit page:2'],
  allow: 'manager',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { page = 1 }, staff: given, viewer, zone }) {
    const offset = (page - 1) * pageSize
    const found = await staffIn(given).deeds(viewer, { offset, limit: pageSize })
    return shown(found, page, zone)
  },
})

const shown = ({ items, total }: Page<Entry>, page: number, zone: string): Reply => {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  if (total === 0)
    return saying(paragraph('Nothing is written down here yet, as far as may be seen here.'))
  if (items.length === 0)
    return saying(paragraph(`There is no page ${page}: ${counted(pages, 'page')} in all.`))
  const tlp = highestTlp(items.flatMap((entry) => entry.tlp ?? []))
  return {
    ...saying(
      list(items.map((entry) => itemOf(entry, zone))),
      aside(
        'Entries are only ever added. What concerns a higher label is listed where that may be seen.',
      ),
      ...buttons(
        page > 1 && button('Newer', 'audit', { page: `${page - 1}` }, 'here'),
        page < pages && button('Older', 'audit', { page: `${page + 1}` }, 'here'),
      ),
    ),
    ...(tlp && { tlp }),
    headline: [
      `${counted(total, 'entry', 'entries')}, newest first${pages > 1 ? ` (${page} of ${pages})` : ''}`,
    ],
  }
}

/** `Ana published nato-exercise-bergen · 23 Nov 2026, 10:31 · revision 1 …` */
const itemOf = ({ by, kind, about, details, at }: Entry, zone: string): Item => ({
  text: [
    { kind: 'strong', text: by.name || 'Somebody' },
    ` ${kind}: ${about}`,
    ` · ${sayMoment(Temporal.Instant.from(at).epochMilliseconds, zone)}`,
    ...(details === undefined ? [] : [` · ${details}`]),
  ],
})
