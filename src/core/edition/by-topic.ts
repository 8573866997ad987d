import { headlineOf } from '../briefing.ts'
import type { EditionFacts } from './facts.ts'
import { sayCounts, type Told } from './kind.ts'
import { inRow, type Line } from './line.ts'

/** A topic of the digest, what stands under it, and what it has that stands under one before. */
export type Group = { name: string; items: readonly Told[]; above: readonly Told[] }

const most = { titles: 3, topics: 12 } as const

/** Each item under the first of the digest's topics that it has; what has none of them comes last. */
export const groupsOf = (topics: EditionFacts['topics'], told: readonly Told[]): Group[] => {
  const names = new Map(topics.map(({ slug, name }) => [slug, name]))
  const slugs = [...names.keys()]
  const homeOf = ({ briefing }: Told) => slugs.find((slug) => briefing.topics.includes(slug))
  const others = told.filter((item) => homeOf(item) === undefined)
  const groups = slugs.map((slug): Group => {
    const having = told.filter(({ briefing }) => briefing.topics.includes(slug))
    const [items, above] = parted(having, (item) => homeOf(item) === slug)
    return { name: names.get(slug) ?? slug, items, above }
  })
  return others.length > 0
    ? [...groups, { name: 'Other topics', items: others, above: [] }]
    : groups
}

/** Of a digest of all topics those that have something. */
export const activeOf = (groups: readonly Group[]): Group[] => {
  const active = groups.filter(({ items }) => items.length > 0)
  return active.length > 0 ? active : [{ name: 'All topics', items: [], above: [] }]
}

/** What a topic's own line tells of; what has changed stands above already. */
export const newIn = ({ items }: Group): Told[] => items.filter(({ kind }) => kind === 'new')

/**
 * A line for each topic, in their order. Where there is no room for that, those without anything share
 * one, and if that is not enough, those that come last are counted in one.
 */
export const topicLines = (groups: readonly Group[], room: number): Line[] => {
  if (groups.length <= room) return groups.map(topicLine)
  const [quiet, active] = parted(groups, isQuiet)
  const noChange = shared(
    'NO CHANGE',
    quiet.map(({ name }) => name),
  )
  const left = room - noChange.length
  if (active.length <= left) return [...active.map(topicLine), ...noChange]
  const own = active.filter((group) => newIn(group).length > 0).slice(0, left - 1)
  const counts = active
    .filter((group) => !own.includes(group))
    .map((group) => `${group.name}: ${sayCounts(everyIn(group))}`)
  return [...own.map(topicLine), ...shared('ALSO', counts), ...noChange]
}

const topicLine = (group: Group): Line => {
  const shown = newIn(group)
  const pieces = shown.length > 0 ? shown.map(sayTitle) : [withoutTitles(group)]
  const { fact, count } = inRow(group.name.toUpperCase(), pieces, most.titles)
  return { fact, names: shown.slice(0, count) }
}

const sayTitle = ({ briefing }: Told): string => `${briefing.title} (${headlineOf(briefing).grade})`

const withoutTitles = (group: Group): string =>
  isQuiet(group) ? 'no change' : `${sayCounts(everyIn(group))} above`

const everyIn = ({ items, above }: Group): Told[] => [...items, ...above]
const isQuiet = (group: Group): boolean => everyIn(group).length === 0

/** One line for some topics; none for none. */
const shared = (name: string, pieces: readonly string[]): Line[] =>
  pieces.length > 0 ? [{ fact: inRow(name, pieces, most.topics).fact, names: [] }] : []

const parted = <T>(some: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] => [
  some.filter(isFirst),
  some.filter((one) => !isFirst(one)),
]
