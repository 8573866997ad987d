import { type Briefing, headlineOf } from './briefing.ts'
import { sayShortDate } from './dates.ts'
import { isShownPrecedence } from './precedence.ts'
import { aside, button, buttons, paragraph, type Reply } from './reply.ts'
import { counted, restsOn, sayChange, showing } from './show.ts'

/** What stands on whatever one person has released. */
export const releasedByOne =
  'Released by one person; a second person looks at it within 15 minutes.'

/** A briefing as it is posted in a channel: the point, what it rests on, and the way to all of it. */
export const sayPosted = (
  briefing: Briefing,
  how: { isReleasedAlone: boolean; isToNamed?: boolean },
): Reply => {
  const { title, bluf, published, precedence, sources, changes, slug, withdrawn } = briefing
  const speed = isShownPrecedence(precedence) ? `${precedence} · ` : ''
  const told = changes.findLast(({ kind }) => kind !== 'editorial')
  return showing([headlineOf(briefing)], {
    headline: [withdrawn ? `Withdrawn: ${title}` : title],
    blocks: [
      ...(withdrawn
        ? [paragraph(`Withdrawn ${sayShortDate(withdrawn.date)}: ${withdrawn.reason}`)]
        : [
            paragraph(bluf),
            aside(`${speed}${restsOn(sources)} · written ${sayShortDate(published)}`),
            ...(told ? [aside(sayChange(told))] : []),
          ]),
      ...(how.isReleasedAlone ? [aside(releasedByOne)] : []),
      ...(how.isToNamed ? [aside(sayNamed(briefing))] : []),
      ...buttons(button('Read it', 'brief', { subject: slug })),
    ],
  })
}

/** What somebody is told with what names them. */
const sayNamed = ({ recipients }: Pick<Briefing, 'recipients'>): string =>
  recipients.length === 1
    ? 'It names you alone: pass it on to nobody.'
    : `It names you and ${counted(recipients.length - 1, 'other person', 'other people')}: pass it on to nobody else.`
