import type { Briefing } from '#core/briefing'
import { type Command, defineCommand, type Option } from '#core/command'
import { type Day, dayOf, sayDate, sayShortDate } from '#core/dates'
import { UserError } from '#core/errors'
import { formOf } from '#core/form-of'
import { option } from '#core/options'
import type { Page } from '#core/read'
import {
  aside,
  type Block,
  button,
  buttons,
  type Item,
  link,
  list,
  paragraph,
  type Reply,
  typed,
} from '#core/reply'
import { counted, sayChange, saying, showing } from '#core/show'
import { tlpLabel } from '#core/tlp'
import type { OwnUses, Used } from '#core/use'
import type { Viewer } from '#core/viewer'
import { joinAnd } from '#core/words'

const pageSize = 10

/** One briefing, or the short names of all that an answer rests on, between commas. */
const several = (summary: string): Option<Briefing[]> => {
  const one = option.briefing(summary)
  return {
    ...one,
    async parse(given, context) {
      const whole = await context.read.briefing(given)
      if (whole) return [whole]
      const names = given.split(',').map((name) => name.trim())
      return Promise.all(
        names.filter((name) => name !== '').map((name) => one.parse(name, context)),
      )
    },
  }
}

/** Notes that the asker used a briefing for work of their own, so that they hear first of a correction. */
export const used: Command = defineCommand({
  name: 'used',
  summary: 'Say that you used a briefing, to hear first when it is corrected',
  options: {
    briefing: option.optional(several('which briefing; without one, those you used')),
    link: option.optional(option.link('where your own work stands, if it has a link')),
    change: option.optional(
      option.choice('take it back, or give the link to it', ['undo', 'link']),
    ),
    page: option.optional(option.page()),
  },
  examples: ['/used nato-exercise-bergen https://example.org/my-story', '/used'],
  allow: 'anyone',
  audience: 'asker',
  isPrivate: true,
  form: true,
  async run({ options: { briefing: named = [], link: url, change, page = 1 }, own, viewer, zone }) {
    if (!own) throw new UserError('Nobody can be told of corrections here.')
    const { uses } = own
    const [first] = named
    if (!first) return listed(uses, viewer, page, zone)
    if (change === 'undo') return takenBack(named, await all(named, uses.takeBack))
    if (change === 'link' && url === undefined)
      return formOf(used, { briefing: slugsOf(named) }, ['link'])
    const [kept] = await all(named, (one) => uses.note(one, url))
    return noted(named, kept?.link)
  },
})

const all = <T>(named: readonly Briefing[], act: (one: Briefing) => Promise<T>): Promise<T[]> =>
  Promise.all(named.map(act))

const slugsOf = (named: readonly Briefing[]): string => named.map(({ slug }) => slug).join(', ')

const noted = (named: readonly Briefing[], url: string | undefined): Reply => {
  const titles = joinAnd(named.map(({ title }) => `“${title}”`))
  const them = named.length === 1 ? 'it' : 'one of them'
  return showing(named, {
    blocks: [
      paragraph(`Noted that you used ${titles}. When ${them} is corrected, you hear of it first.`),
      ...named.flatMap(sayChanged),
      ...(url === undefined ? [] : [aside('With it: ', link('your link', url))]),
      aside('By direct message, and to you alone. All you used: ', typed('/used')),
      ...buttons(
        url === undefined &&
          button('Add a link', 'used', { briefing: slugsOf(named), change: 'link' }),
        undoing(slugsOf(named)),
      ),
    ],
  })
}

/** Whoever used an older copy hears at once what has been corrected in it since. */
const sayChanged = ({ changes, withdrawn }: Briefing): Block[] => {
  if (withdrawn) return [paragraph(`Withdrawn ${sayDate(withdrawn.date)}: ${withdrawn.reason}`)]
  const told = changes.findLast(({ kind }) => kind !== 'editorial')
  return told ? [paragraph(sayChange(told))] : []
}

const undoing = (briefing: string) =>
  button('I did not use it', 'used', { briefing, change: 'undo' })

const takenBack = (named: readonly Briefing[], taken: readonly boolean[]): Reply =>
  taken.includes(true)
    ? saying(
        paragraph('Taken back: nothing says any more that you used it.'),
        ...buttons(button('I used this', 'used', { briefing: slugsOf(named) })),
      )
    : saying(paragraph('You had not said that you used it, so nothing changes.'))

const listed = async (
  uses: OwnUses,
  viewer: Viewer,
  page: number,
  zone: string,
): Promise<Reply> => {
  const found = await uses.list(viewer, { offset: (page - 1) * pageSize, limit: pageSize })
  const pages = Math.max(1, Math.ceil(found.total / pageSize))
  if (found.total === 0)
    return saying(
      paragraph('You have not said of any briefing that you used it.'),
      aside('There is a button for it under briefings and answers.'),
    )
  if (found.items.length === 0)
    return saying(paragraph(`There is no page ${page}: ${counted(pages, 'page')} in all.`))
  const where = pages > 1 ? ` (${page} of ${pages})` : ''
  return showing(
    found.items.map(({ of }) => of),
    {
      headline: [`You used ${counted(found.total, 'briefing')}, newest first${where}`],
      blocks: [...itemsOf(found, zone), ...turning(page, pages)],
    },
  )
}

const itemsOf = ({ items }: Page<Used>, zone: string): Block[] => [
  list(items.flatMap((one) => itemOf(one, dayOf(Temporal.Instant.from(one.at), zone)))),
]

const itemOf = ({ of, link: url }: Used, day: Day): Item[] => [
  {
    text: [
      `${tlpLabel(of.tlp)}  `,
      { kind: 'strong', text: of.title },
      ` · used ${sayShortDate(day)}`,
    ],
    button: undoing(of.slug),
  },
  ...(url === undefined ? [] : [{ text: [link('your link', url)], depth: 1 }]),
]

const turning = (page: number, pages: number): Block[] =>
  buttons(
    page > 1 && button('Newer', 'used', { page: `${page - 1}` }, 'here'),
    page < pages && button('Older', 'used', { page: `${page + 1}` }, 'here'),
  )
