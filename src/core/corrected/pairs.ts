import { type Briefing, headlineOf, leadSource, type Source, sayDateOfSource } from '../briefing.ts'
import { sayDate, sayShortDate } from '../dates.ts'
import { sayEvent } from '../edition/ahead.ts'
import { sayChanged } from '../edition/changed.ts'
import { clipped } from '../edition/line.ts'
import { gradeCode, gradeWords } from '../grades.ts'
import { plain } from '../reply.ts'
import { headlineItem, restsOn } from '../show.ts'
import { tlpLabel } from '../tlp.ts'
import { align, type Pair } from './align.ts'

/** A digest cuts a title there. */
const titleInDigest = 100
/** Shorter ones may stand anywhere by chance. */
const fewestTelling = 8
/** Where words must go, what stands there by chance goes with them. */
const fewestToGo = 3

/** Strings that can only be this briefing's, and those that others may share. */
export type Strings = { telling: Pair[]; shared: Pair[] }

/**
 * Every string of a revision that a message may show, with what the new revision says instead. Equal ones
 * are among them: a long one that stays keeps what it holds from being changed.
 */
export const stringsOf = (was: Briefing, now: Briefing): Strings => {
  const sources = pairedSources(was.sources, now.sources)
  const own = ownOf(was, now)
  const isTelling = ({ from }: Pair): boolean => from.length >= fewestTelling
  return {
    telling: own.filter(isTelling),
    shared: [
      ...own.filter((pair) => !isTelling(pair)),
      { from: restsOn(was.sources), to: restsOn(now.sources) },
      { from: suffixOf(was), to: suffixOf(now) },
      { from: tlpLabel(was.tlp), to: tlpLabel(now.tlp) },
      ...sources.flatMap(([one, other]) => gradingOf(one, other)),
      ...gradeOfLead(was, now),
    ].filter(({ from }) => from !== ''),
  }
}

/**
 * The same of what must go: short strings too, and whole lines, which may hold what parts one briefing
 * from the next.
 */
export const stringsToGo = (was: Briefing): Strings => {
  const lines = [undefined, ...was.changes].map((change) => same(sayChanged(was, change)))
  const titles = was.events.map(({ title }) => same(title))
  const telling = [...ownOf(was, was), ...lines, ...titles]
  return { telling: telling.filter(({ from }) => from.length >= fewestToGo), shared: [] }
}

/** What is nobody else's. */
const ownOf = (was: Briefing, now: Briefing): Pair[] => [
  { from: was.title, to: now.title },
  { from: clipped(was.title, titleInDigest), to: clipped(now.title, titleInDigest) },
  { from: was.bluf, to: now.bluf },
  ...align(textsOf(was), textsOf(now)),
  ...eventForms.flatMap((say) => align(was.events.map(say), now.events.map(say))),
  ...pairedSources(was.sources, now.sources).map(([one, other]) => ({
    from: one.title,
    to: other.title,
  })),
  ...was.changes.flatMap(({ was: said, is }) => saidOf(said, is)).map(same),
]

const same = (from: string): Pair => ({ from, to: from })

const textsOf = ({ passages }: Briefing): string[] => passages.map(({ text }) => text)

type Event = Briefing['events'][number]

/** In the briefing itself; in a digest of that year, and of another. */
const eventForms: readonly ((event: Event) => string)[] = [
  ({ date, title }) => `${sayDate(date)}: ${title}`,
  (event) => sayEvent(event, Number(event.date.slice(0, 4))),
  (event) => sayEvent(event, 0),
]

/** What earlier corrections quote stays as it was. */
const saidOf = (was: string, is: string): string[] => [
  `was "${was}", is "${is}"`,
  `was “${was}”, is “${is}”`,
  `said "${was}"; is "${is}"`,
  `was "${was}"; is "${is}"`,
]

/** A source is the same where its address is; else the one in its place. */
const pairedSources = (was: readonly Source[], now: readonly Source[]): [Source, Source][] =>
  was.flatMap((one, at) => {
    const other = now.find(({ url }) => url === one.url) ?? now[at]
    return other ? [[one, other]] : []
  })

const gradingOf = (one: Source, other: Source): Pair[] => [
  { from: gradeWords(one), to: gradeWords(other) },
  { from: sayDateOfSource(one, sayDate), to: sayDateOfSource(other, sayDate) },
  { from: sayDateOfSource(one, sayShortDate), to: sayDateOfSource(other, sayShortDate) },
  { from: one.publisher, to: other.publisher },
]

const gradeOfLead = (was: Briefing, now: Briefing): Pair[] => {
  const [one, other] = [leadSource(was.sources), leadSource(now.sources)]
  return one && other ? [{ from: `(${gradeCode(one)})`, to: `(${gradeCode(other)})` }] : []
}

/** What follows the title in a list: ` · corrected 24 Nov 2026 (F3)`. */
const suffixOf = (briefing: Briefing): string =>
  plain(headlineItem(headlineOf(briefing)).text.slice(2))

/** Addresses of sources that have changed. */
export const addressesOf = (was: Briefing, now: Briefing): Pair[] =>
  was.sources.flatMap((one, at) => {
    const isKept = now.sources.some(({ url }) => url === one.url)
    return isKept ? [] : [{ from: one.url, to: now.sources[at]?.url }]
  })
