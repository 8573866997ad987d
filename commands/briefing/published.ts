import type { DraftKind } from '#core/draft'
import { secondLookMinutes } from '#core/four-eyes'
import {
  aside,
  type Block,
  button,
  buttons,
  type Inline,
  list,
  paragraph,
  type Reply,
  typed,
} from '#core/reply'
import { sayMissing } from '#core/say-outcome'
import { counted, saying } from '#core/show'
import { tlpLabel } from '#core/tlp'
import { joinAnd } from '#core/words'
import type { Going, Named, Publishing } from '#core/writing'

/** To the editor: what it became, where it goes and where it may not. */
export const sayPublished = ({ draft, slug, going, asked, named }: Publishing): Reply => {
  const { id, kind, published, isReleasedAlone } = draft
  const revision = published?.revision ?? 1
  const what = revision > 1 ? `${kinds[kind]}, revision ${revision}` : kinds[kind]
  return saying(
    paragraph(`Published: draft ${id} is now ${slug} (${what}).`),
    ...sayGoing(going),
    ...sayNamed(named),
    ...(isReleasedAlone
      ? [
          paragraph(
            `Released by one. A second look is due within ${secondLookMinutes} minutes, and stands in the list of drafts until it is done. ${sayAsked(asked)}`,
          ),
        ]
      : []),
    ...(kind === 'new'
      ? []
      : [
          aside(
            'Where it was shown before, the messages follow by themselves. You get a receipt, which stays in its history.',
          ),
        ]),
    ...buttons(
      button('Read it', 'brief', { subject: slug }),
      kind !== 'retract' &&
        named.length === 0 &&
        button('Post it to …', 'briefing post', { what: slug }),
      button(kind === 'new' ? 'History' : 'How far it has come', 'briefing history', {
        briefing: slug,
      }),
    ),
  )
}

const kinds: Record<DraftKind, string> = {
  new: 'a new briefing',
  correct: 'a correction',
  update: 'an update',
  retract: 'withdrawn',
}

export const sayAsked = (asked: number): string =>
  asked === 0
    ? 'Nobody else is known who could be asked, so tell somebody yourself.'
    : `${counted(asked, 'person has', 'people have')} been asked by direct message.`

/** How many of those it names are told, and who is not and why. */
const sayNamed = (named: readonly Named[]): Block[] => {
  if (named.length === 0) return []
  const told = named.filter(({ lacks }) => lacks === undefined)
  const others = named.flatMap(({ name, lacks }) =>
    lacks === undefined ? [] : [{ text: [`${name}: `, ...reasons[lacks]] }],
  )
  const all = counted(named.length, 'person', 'people')
  return [
    paragraph(
      told.length === named.length
        ? `By direct message to the ${all} it names.`
        : `By direct message to ${told.length} of the ${all} it names. Not to:`,
    ),
    ...(others.length > 0 ? [list(others)] : []),
  ]
}

const reasons: Record<NonNullable<Named['lacks']>, Inline[]> = {
  membership: ['no member of this workspace, as far as I can tell'],
  'this workspace': [
    'reads direct messages as a member of another workspace, or of none. They can change that: ',
    typed('/workspace use'),
  ],
}

/** Where a briefing is on its way to, and why not elsewhere. */
export const sayGoing = (going: readonly Going[]): Block[] => {
  const gone = going.filter((one) => one.limit === undefined && one.missing.length === 0)
  return [
    ...(gone.length > 0
      ? [paragraph(`On its way to ${joinAnd(gone.map(({ name }) => name))}.`)]
      : []),
    ...going.flatMap(({ name, limit, missing }) => {
      if (limit !== undefined)
        return [paragraph(`Not to ${name}: no more than ${tlpLabel(limit)} may be shown there.`)]
      return missing.length > 0 ? [paragraph(sayMissing(missing, name))] : []
    }),
  ]
}
