import {
  type Briefing,
  type Change,
  type Headline,
  leadSource,
  type Source,
  sayDateOfSource,
} from './briefing.ts'
import { sayDate, sayShortDate } from './dates.ts'
import { type Grade, gradeWords } from './grades.ts'
import { isShownPrecedence } from './precedence.ts'
import {
  aside,
  type Block,
  button,
  heading,
  type Inline,
  type Item,
  link,
  list,
  paragraph,
  type Reply,
} from './reply.ts'
import { highestTlp, tlpLabel } from './tlp.ts'

/** `1 briefing`, `2 briefings` */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/**
 * A reply over what it shows: its label is the highest among them, and the ledger gets them all.
 * Everything a command shows of a briefing goes through here.
 */
export const showing = (
  shown: readonly Pick<Headline, 'ref' | 'tlp'>[],
  reply: { headline?: Inline[]; blocks: Block[] },
): Reply => {
  const tlp = highestTlp(shown.map((one) => one.tlp))
  return { kind: 'reply', ...(tlp && { tlp }), ...reply, shows: shown.map(({ ref }) => ref) }
}

/** A reply that shows nothing of any briefing. */
export const saying = (...blocks: Block[]): Reply => ({ kind: 'reply', blocks, shows: [] })

/** What a briefing rests on, in one line: `One source, … (F3) · source undated`. */
export const restsOn = (sources: readonly Source[]): string => {
  const lead = leadSource(sources)
  if (!lead) return 'No source'
  const grade = gradeWords(lead)
  return sources.length === 1
    ? `One source, ${grade} · source ${sayDateOfSource(lead, sayShortDate)}`
    : `${sources.length} sources, the best ${grade} · newest ${newestOf(sources)}`
}

const newestOf = (sources: readonly Source[]): string => {
  const dates = sources.flatMap(({ date }) => (date === 'unknown' ? [] : [date]))
  const newest = dates.sort().at(-1)
  return newest ? sayShortDate(newest) : 'undated'
}

/** `Corrected 24 Nov 2026: said "are to lead"; is "are expected to lead". Why.` */
export const sayChange = ({ kind, date, was, is, why }: Change): string => {
  const verb = kind === 'correction' ? 'Corrected' : 'Updated'
  return `${verb} ${sayShortDate(date)}: was "${was}", is "${is}". ${why}`
}

/** The whole briefing: the point, what it rests on, what has changed, then its three sections. */
export const briefingBlocks = (briefing: Briefing): Block[] => {
  const { bluf, published, precedence, sections, changes, events } = briefing
  const speed = isShownPrecedence(precedence) ? `${precedence} · ` : ''
  return [
    paragraph(bluf),
    aside(`${speed}${restsOn(briefing.sources)} · written ${sayShortDate(published)}`),
    ...changes.filter(({ kind }) => kind !== 'editorial').map((change) => aside(sayChange(change))),
    ...sections.flatMap(({ name, blocks }) => [heading(name), ...blocks]),
    ...(events.length > 0
      ? [
          heading('Dates'),
          list(events.map(({ date, title }) => ({ text: [`${sayDate(date)}: ${title}`] }))),
        ]
      : []),
    heading(briefing.sources.length === 1 ? 'Source' : 'Sources'),
    ...(briefing.sources.length === 1
      ? briefing.sources.map(onlySource)
      : sourceLines(briefing.sources)),
  ]
}

/** Each source with its own date and its grade in words, numbered where there are several. */
export const sourceLines = (sources: readonly Source[]): Block[] =>
  sources.map((source, at) => sourceLine(source, sources.length > 1 ? `[${at + 1}] ` : ''))

const sourceLine = (source: Source, number: string): Block =>
  aside(
    `${number}${source.publisher}, ${sayDateOfSource(source, sayDate)}: `,
    link(source.title, source.url),
    ` · read ${sayShortDate(source.accessed)} · ${gradeWords(source)}`,
  )

/** Its date and its grade stand under the point already. */
const onlySource = ({ publisher, title, url, accessed }: Source): Block =>
  aside(`${publisher}: `, link(title, url), ` · read ${sayShortDate(accessed)}`)

/** What stands in place of a withdrawn briefing; its words are no longer shown. */
export const tombstoneBlocks = ({ withdrawn }: Briefing): Block[] =>
  withdrawn ? [paragraph(`Withdrawn ${sayDate(withdrawn.date)}: ${withdrawn.reason}`)] : []

/** A briefing in a list: label and title as the thing to press, then date and grade. */
export const headlineItem = (headline: Headline): Item => {
  const { tlp, title, slug, changed, grade, kind } = headline
  const verb = { new: '', correction: 'corrected ', update: 'updated ', withdrawn: 'withdrawn ' }[
    kind
  ]
  return {
    text: [
      `${tlpLabel(tlp)}  `,
      { kind: 'strong', text: title },
      ` · ${verb}${sayShortDate(changed)} (${grade})`,
    ],
    button: button('Read', 'brief', { subject: slug }),
  }
}

/** Grades in words, once for each that a list uses; `''` where it uses none. */
export const sayGrades = (headlines: readonly Pick<Headline, 'grade'>[]): string => {
  const codes = [...new Set(headlines.map(({ grade }) => grade))].sort()
  const words = codes.map((code) => sayGradeCode(code))
  return words.length > 0 ? `Grades: ${words.join('; ')}.` : ''
}

/** The same in small print. */
export const gradeLegend = (headlines: readonly Pick<Headline, 'grade'>[]): Block[] => {
  const words = sayGrades(headlines)
  return words === '' ? [] : [aside(words)]
}

const sayGradeCode = (code: string): string => {
  const grade = { reliability: code[0], credibility: Number(code[1]) } as Grade
  return gradeWords(grade)
}
