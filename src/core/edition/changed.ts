import type { Briefing, Change } from '../briefing.ts'
import { changedKinds, changesOf, type Told } from './kind.ts'
import { clipped, inRow, type Line } from './line.ts'

const names = { correction: 'CORRECTED', update: 'UPDATED', withdrawn: 'WITHDRAWN' } as const

const longest = { title: 100, quote: 70, reason: 160 } as const
const mostItems = 3

/** What was shown otherwise before: a line for corrections, one for updates, one for withdrawals. */
export const changedLines = (told: readonly Told[]): Line[] =>
  changedKinds.flatMap((kind) => {
    const items = told.filter((item) => item.kind === kind)
    if (items.length === 0) return []
    const { fact, count } = inRow(names[kind], items.map(sayItem), mostItems)
    return [{ fact, names: items.slice(0, count) }]
  })

const sayItem = (item: Told): string => {
  const newest = changesOf(item).findLast(({ kind }) => kind === item.kind)
  return sayChanged(item.briefing, newest)
}

/** `<title>: said "five"; is "four"`. */
export const sayChanged = ({ title, withdrawn }: Briefing, newest?: Change): string => {
  const name = clipped(title, longest.title)
  if (withdrawn) return `${name}: ${clipped(withdrawn.reason, longest.reason)}`
  if (!newest) return name
  const verb = newest.kind === 'correction' ? 'said' : 'was'
  const [was, is] = [newest.was, newest.is].map((words) => clipped(words, longest.quote))
  return `${name}: ${verb} "${was}"; is "${is}"`
}
