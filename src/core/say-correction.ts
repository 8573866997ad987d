import type { Briefing } from './briefing.ts'
import type { Arrived } from './corrected/shift.ts'
import { correctionLines, toldSince } from './corrected.ts'
import type { Counts } from './correction.ts'
import { type Day, sayShortDate } from './dates.ts'
import {
  aside,
  type Block,
  button,
  buttons,
  type Inline,
  link,
  list,
  paragraph,
  type Reply,
  strong,
} from './reply.ts'
import { releasedByOne } from './say-published.ts'
import { counted, saying, showing } from './show.ts'
import { highestTlp } from './tlp.ts'

/** A quote of a change is told whole in a post of its own. */
const wholeQuote = 500
const mostLines = 2

type Said = { base: number; arrived: readonly Arrived[]; zone: string; isReleasedAlone?: boolean }

/** To whoever has read it otherwise, or used it on a day: what was, what is, and why. */
export const sayNews = (
  now: Briefing,
  { used, ...said }: Said & { used?: { day: Day; link?: string } },
): Reply => {
  const lines = correctionLines(now, { ...said, most: mostLines, quote: wholeQuote })
  const why = now.withdrawn?.reason ?? toldSince(now, said.base).at(-1)?.why
  return showing([now], {
    headline: [...(used ? sayUsed(used) : []), ...lines.slice(-1)],
    blocks: [
      ...lines.slice(0, -1).map((line) => paragraph(line)),
      paragraph(strong(now.title)),
      ...(why === undefined ? [] : [paragraph(why)]),
      ...(said.isReleasedAlone ? [aside(releasedByOne)] : []),
      ...buttons(
        button('Read it', 'brief', { subject: now.slug }),
        used && button('I did not use it', 'used', { briefing: now.slug, change: 'undo' }),
      ),
    ],
  })
}

/** `You used this briefing on 12 Nov 2026 (your link): ` */
const sayUsed = ({ day, link: url }: { day: Day; link?: string }): Inline[] => [
  `You used this briefing on ${sayShortDate(day)}`,
  ...(url === undefined ? [] : [' (', link('your link', url), ')']),
  ': ',
]

/** A briefing that somebody was shown otherwise. */
export type Owing = Said & { now: Briefing }

/** A reply with corrections of something else on top. */
export const withCorrections = (reply: Reply, owing: readonly Owing[]): Reply => {
  const lines = owing.flatMap(({ now, ...said }) =>
    correctionLines(now, { ...said, most: mostLines, isNamed: true }),
  )
  const shown = owing.map(({ now }) => now)
  const tlp = highestTlp([...shown.map((one) => one.tlp), ...(reply.tlp ? [reply.tlp] : [])])
  return {
    ...reply,
    ...(tlp && { tlp }),
    blocks: [
      aside('You were shown this otherwise before:'),
      ...lines.map((line) => paragraph(line)),
      { kind: 'divider' },
      ...reply.blocks,
    ],
    shows: [...reply.shows, ...shown.map(({ ref }) => ref)],
  }
}

/** A place that could not be reached, and why. */
export type Failure = { where: string; why: string; link?: string }

/** How far a correction has come. */
export type Progress = Counts & {
  owed: number
  failed: readonly Failure[]
  /** Where no new post could be made. */
  unposted: readonly Failure[]
}

/**
 * `Corrected in 14 of 16 places. 2 could not be changed; their owners have been told. 3 people who asked
 * have been told.`
 */
export const sayReceipt = (progress: Progress): string => {
  const { places, changed, failed, unposted, open, owed, told, used } = progress
  const people = (count: number): string => counted(count, 'person', 'people')
  return [
    places === 0
      ? 'No message showed it otherwise.'
      : `Corrected in ${changed} of ${counted(places, 'place')}.`,
    open > 0 && `${open} still to go.`,
    failed.length > 0 && `${failed.length} could not be changed; ${ownersOf(failed.length, open)}`,
    unposted.length > 0 && `In ${counted(unposted.length, 'place')} no new post could be made.`,
    used > 0 && `${people(used)} who used it ${used === 1 ? 'has' : 'have'} been told.`,
    told > 0 && `${people(told)} who asked ${told === 1 ? 'has' : 'have'} been told.`,
    owed > 0 && `${people(owed)} who saw it privately will see it on top of their next reply.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(' ')
}

const ownersOf = (count: number, open: number): string => {
  if (open > 0) return 'you are told more when the rest is done.'
  return count === 1 ? 'its owner has been told.' : 'their owners have been told.'
}

const mostListed = 10

/** To whoever answers for these places; nothing of the briefing, which they may not be the ones to see. */
export const sayUnchanged = (failed: readonly Failure[]): Reply => {
  return {
    ...saying(
      paragraph('A briefing was corrected, and I could not bring that to everyone who read it:'),
      ...listed(failed),
      paragraph('Tell those who read it there, or take the message down.'),
    ),
    headline: [`A correction did not reach ${counted(failed.length, 'message')}`],
  }
}

/** Each place that was not reached, as far as anyone reads on. */
export const listed = (failed: readonly Failure[]): Block[] => {
  const items = failed.slice(0, mostListed).map(({ where, why, link: url }) => ({
    text: [`${where}: ${why}. `, ...(url === undefined ? [] : [link('The message', url)])],
  }))
  const left = failed.length - items.length
  return [
    ...(items.length > 0 ? [list(items)] : []),
    ...(left > 0 ? [paragraph(`And ${left} more.`)] : []),
  ]
}

/** To whoever published it, once it has come as far as it can; by the draft's id, never by its words. */
export const sayArrived = (draft: string, progress: Progress): Reply => ({
  ...saying(
    paragraph(sayReceipt(progress)),
    ...listed([...progress.failed, ...progress.unposted]),
    ...buttons(button('Look at it', 'briefing show', { draft })),
  ),
  headline: [`What you published as draft ${draft} has travelled`],
})
