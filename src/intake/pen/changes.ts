import { type Document, isSeq } from 'yaml'
import { z } from 'zod'
import type { Pen, Told } from '#core/draft'
import { readBriefing } from '../briefing-file.ts'
import { isError } from '../fault.ts'
import { withWithdrawal } from '../withdraw.ts'
import { halvesOf, joined } from './compose.ts'

const entry = z.looseObject({
  revision: z.number(),
  kind: z.enum(['correction', 'update']),
  was: z.string(),
  is: z.string(),
  why: z.string(),
})

const changesOf = (front: Document): unknown[] => {
  const changes = front.get('changes')
  return isSeq(changes) ? (changes.toJSON() as unknown[]) : []
}

/** What the entry of a revision says, where the file has one. */
export const toldIn: Pen['toldIn'] = (markdown, revision): Told | undefined => {
  for (const one of changesOf(halvesOf(markdown).front)) {
    const read = entry.safeParse(one)
    if (!read.success || read.data.revision !== revision) continue
    const { kind, was, is, why } = read.data
    return { kind, was, is, why }
  }
  return undefined
}

/**
 * A file with the entry of a revision at the end of its changes. Without a text of its own, a correction
 * puts the new words wherever the old ones stand: in title, BLUF and text.
 */
export const changed: Pen['changed'] = (markdown, { date, revision, text, ...told }) => {
  const { front, body } = halvesOf(markdown)
  const before = changesOf(front).filter(
    (one) => (one as { revision?: unknown } | null)?.revision !== revision,
  )
  const { kind, was, is, why } = told
  front.set('changes', front.createNode([...before, { revision, date, kind, was, is, why }]))
  const replaces = kind === 'correction' && was !== ''
  const put = (words: string): string => (replaces ? words.replaceAll(was, is) : words)
  for (const name of ['title', 'bluf']) {
    const words = front.get(name)
    if (typeof words === 'string' && put(words) !== words) front.set(name, put(words))
  }
  const isOwn = text !== undefined && text.trim() !== body.trim() && text.trim() !== ''
  return joined(front, isOwn ? text : put(body))
}

export const withdrawn: Pen['withdrawn'] = (markdown, { date, reason }) =>
  withWithdrawal(markdown, date, reason)

/** Of a draft that was begun another day, the dates that were the day it was begun become today's. */
export const dated: Pen['dated'] = (markdown, { begun, today }) => {
  const { front, body } = halvesOf(markdown)
  const isStale = (day: unknown): boolean => typeof day === 'string' && day >= begun && day < today
  const count = changesOf(front).length
  const paths: (string | number)[][] = front.has('withdrawn')
    ? [['withdrawn', 'date']]
    : count > 0
      ? [['changes', count - 1, 'date']]
      : [['published']]
  const stale = paths.filter((path) => isStale(front.getIn(path)))
  if (stale.length === 0) return markdown
  for (const path of stale) front.setIn(path, today)
  return joined(front, body)
}

const gone = 'Taken out'

/** What stays is what a list needs: names, label, topics, days and kinds of changes, and the withdrawal. */
export const emptied: Pen['emptied'] = (markdown) => {
  const { content } = whole(markdown)
  const { front } = halvesOf(markdown)
  const source = {
    ...{ publisher: gone, title: gone, url: 'https://taken-out.invalid/', date: 'unknown' },
    ...{ accessed: content.published, reliability: 'F', credibility: 6 },
  }
  front.set('title', gone)
  front.set('bluf', 'The words of this briefing were taken out.')
  front.set('sources', front.createNode([source]))
  front.delete('events')
  const changes = content.changes.map((one) => ({ ...one, was: gone, is: gone, why: gone }))
  if (changes.length > 0) front.set('changes', front.createNode(changes))
  const left = joined(front, `## Reported\n\n${gone}.`)
  return { content: whole(left).content, markdown: left }
}

const whole = (markdown: string) => {
  const { briefing, findings } = readBriefing(markdown)
  if (!briefing) throw new Error(findings.find(isError)?.message ?? 'a revision cannot be read')
  return briefing
}
