import { type Document, parseDocument, stringify } from 'yaml'
import type { DraftFields, Pen } from '#core/draft'
import { split } from '../front-matter.ts'
import { type About, aboutIn, writtenAbout } from './about.ts'
import { sourcesIn, type WrittenSource, writtenSources } from './sources.ts'

/** A file in its two halves; one without front matter is all text. */
export const halvesOf = (markdown: string): { front: Document; body: string } => {
  const parts = split(markdown)
  if (!('yaml' in parts)) return { front: parseDocument(''), body: markdown }
  return { front: parseDocument(parts.yaml), body: parts.body }
}

export const joined = (front: Document, body: string): string =>
  `---\n${front.toString({ lineWidth: 0 })}---\n\n${body.trim()}\n`

/** The values of a file's front matter, as far as they can be read. */
const valuesOf = (front: Document): Record<string, unknown> => {
  try {
    const values: unknown = front.toJS({ maxAliasCount: 10 })
    return typeof values === 'object' && values !== null ? (values as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const said = (value: unknown): string => (typeof value === 'string' ? value : '')

const sourcesOf = (values: Record<string, unknown>): WrittenSource[] =>
  listed(values.sources).filter((one) => typeof one === 'object' && one !== null) as WrittenSource[]

/** What a form asks for, out of a file, as one would type it. */
export const fieldsOf = (markdown: string): DraftFields => {
  const { front, body } = halvesOf(markdown)
  const values = valuesOf(front)
  const { tlp, precedence } = values
  const about: About = {
    topics: listed(values.topics).map(String),
    recipients: listed(values.recipients).map(String),
    ...(tlp !== undefined && { tlp: said(tlp) }),
    ...(precedence !== undefined && { precedence: said(precedence) }),
  }
  return {
    title: said(values.title),
    bluf: said(values.bluf),
    text: body.trim(),
    sources: writtenSources(sourcesOf(values)),
    about: writtenAbout(about),
  }
}

/** The order in which a briefing's fields stand (docs/writing-briefings.md). */
const order = [
  ...['slug', 'title', 'bluf', 'topics', 'published', 'author', 'tlp', 'precedence'],
  ...['sources', 'events', 'recipients', 'previously', 'withdrawn', 'changes'],
]

/** A file from what was filled in; a field that is not given stays as it is in the file before. */
export const compose: Pen['compose'] = (given, { before = '', topics, today, author, id }) => {
  const { front, body } = halvesOf(before)
  const values = valuesOf(front)
  const is = { ...fieldsOf(before), ...given }
  const about = aboutIn(is.about, topics)
  const next: Record<string, unknown> = {
    ...values,
    slug: slugOf(values, is.title, id),
    title: oneLine(is.title),
    bluf: oneLine(is.bluf),
    published: values.published ?? today,
    author: values.author ?? author,
    sources: sourcesIn(is.sources, sourcesOf(values), today),
    topics: about.topics,
    tlp: about.tlp,
    precedence: about.precedence,
    recipients: about.recipients,
  }
  const front2 = Object.fromEntries(
    order.map((name): [string, unknown] => [name, next[name]]).filter(([, value]) => isSaid(value)),
  )
  const text = given.text === undefined ? body.trim() : withHeadings(given.text)
  return `---\n${stringify(front2, { lineWidth: 0 })}---\n\n${text}\n`
}

const isSaid = (value: unknown): boolean =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

/** One that was made of the title goes with it, for it would say what the title says no longer. */
const slugOf = ({ slug, title }: Record<string, unknown>, now: string, id: string): unknown =>
  slug === undefined || slug === slugFor(said(title), id) ? slugFor(now, id) : slug

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** With an id of its own, so that nobody learns from a name that was taken what else there is. */
const slugFor = (title: string, id: string): string => {
  const letters = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = letters.split(/[^a-z0-9]+/).filter((word) => word !== '')
  while (words.join('-').length > longestWords) words.pop()
  return [...words, id].join('-')
}
const longestWords = 60

const heading = /^##? /m

/** A text without headings is what is reported; a heading with nothing under it is left out. */
const withHeadings = (typed: string): string => {
  const text = typed.replace(/\r\n?/g, '\n').trim()
  if (text === '') return ''
  const whole = heading.test(text) ? text : `## Reported\n\n${text}`
  return whole.replace(/^## [^\n]*\n+(?=## |$(?![\s\S]))/gm, '').trim()
}
