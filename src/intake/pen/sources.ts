import type { Day } from '#core/dates'

/** A source as far as somebody has written it; whether that is enough, the checker says. */
export type WrittenSource = Readonly<Record<string, string | number>>

const webAddress = /^[a-z][a-z0-9+.-]*:\/\//i
const graded = /^([A-F])\s*-?\s*([1-6])$/i
const undated = /^(?:unknown|undated)?[,;]?\s*after\s+(\S+)$/i

/**
 * Sources, one a line: `publisher | title | https://… | date | F3`. Of a source that stood there before,
 * the day it was read stays.
 */
export const sourcesIn = (
  text: string,
  known: readonly WrittenSource[],
  today: Day,
): WrittenSource[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => sourceIn(line, known, today))

const sourceIn = (line: string, known: readonly WrittenSource[], today: Day): WrittenSource => {
  const parts = line.split('|').map((part) => part.trim())
  const address = parts.findIndex((part) => webAddress.test(part))
  // A title may hold a bar itself.
  const at = address > 2 ? address : 2
  const [publisher = ''] = parts
  const title = parts.slice(1, at).join(' | ')
  const [url = '', date = '', ...grade] = parts.slice(at)
  const before = known.find((one) => one.url === url && url !== '')
  return withoutEmpty({
    publisher,
    title,
    url,
    ...datedBy(date),
    accessed: before?.accessed ?? today,
    ...gradedBy(grade.join(' | ')),
  })
}

const datedBy = (date: string) => {
  const [, after] = date.match(undated) ?? []
  if (after !== undefined) return { date: 'unknown', after }
  return { date: /^(?:undated|unknown)$/i.test(date) ? 'unknown' : date }
}

const gradedBy = (grade: string) => {
  const [, reliability, credibility] = grade.match(graded) ?? []
  if (reliability === undefined) return { reliability: grade }
  return { reliability: reliability.toUpperCase(), credibility: Number(credibility) }
}

const withoutEmpty = (source: Record<string, string | number>): WrittenSource =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))

/** The same as one would type them. */
export const writtenSources = (sources: readonly WrittenSource[]): string =>
  sources.map(writtenSource).join('\n')

const writtenSource = (source: WrittenSource): string => {
  const { publisher = '', title = '', url = '', date = '', after } = source
  const { reliability = '', credibility = '' } = source
  const when = after === undefined ? date : `unknown after ${after}`
  return [publisher, title, url, when, `${reliability}${credibility}`]
    .join(' | ')
    .replace(/(?: \| )+$/, '')
}
