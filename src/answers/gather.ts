import type { Briefing } from '#core/briefing'
import type { Day } from '#core/dates'
import { slips } from '#core/near'
import { anyOf, asked } from '#core/query'
import { ranked } from '#core/rank'
import type { Store } from '#core/store'
import { words } from '#core/terms'
import type { Viewer } from '#core/viewer'
import { type List, listOf, type Read } from './list.ts'
import { readQuestion, termsOf } from './question.ts'
import { synonymsOf } from './synonyms.ts'
import { readText } from './text.ts'

/** How many briefings the store is asked for, and how many of them are read. */
const candidates = { best: 50, newest: 20 }
const mostRead = 20

/**
 * Among ten briefings nearly every word looks common, and one that is missing looks ten times as rare. Words
 * are weighed as if there were so many at least, so that one calibrator serves stores of all sizes.
 */
const fewest = 500

/** The sentences among which an answer is looked for, and the briefings they are from, in the same order. */
export type Gathered = {
  /** The question, its misspelt words read as they must be meant. */
  understood: string
  spelled: { typed: string; read: string }[]
  list: List
  briefings: readonly Briefing[]
}

type Reading = Pick<Store, 'candidates' | 'briefings' | 'spellings'>

/** Finds them as the viewer may read; nothing of it depends on anything the viewer may not. */
export const gather = async (
  store: Reading,
  viewer: Viewer,
  question: string,
  wish: { since?: Day } = {},
): Promise<Gathered> => {
  const first = await candidatesFor(store, viewer, question, wish)
  const unknown = first.terms.filter((term) => (first.counts.holding.get(term) ?? 0) === 0)
  const near = unknown.length > 0 ? await store.spellings(viewer, unknown) : new Map()
  const { understood, spelled } = respelt(question, near)
  const { rows, counts, query } =
    spelled.length > 0 ? await candidatesFor(store, viewer, understood, wish) : first
  const best = ranked(rows, asked(query), counts).slice(0, mostRead)
  const found = await store.briefings(
    viewer,
    best.map(({ row }) => row.key),
  )
  const pairs = best.flatMap(({ row, score: points }) => {
    const briefing = found.get(row.key)
    return briefing ? [{ briefing, points }] : []
  })
  const read = pairs.map(({ briefing, points }) => ({
    title: readText(briefing.title),
    passages: briefing.passages.map(({ text }) => readText(text)),
    points,
    topic: briefing.topics[0] ?? '',
    year: briefing.published.slice(0, 4),
  }))
  const written = writtenIn(read)
  return {
    understood,
    spelled: spelled.map((one) => ({ ...one, read: written(one.read) ?? one.read })),
    list: listOf(readQuestion(understood, counts), read),
    briefings: pairs.map(({ briefing }) => briefing),
  }
}

const candidatesFor = async (
  store: Reading,
  viewer: Viewer,
  question: string,
  wish: { since?: Day },
) => {
  const terms = termsOf(question)
  const query = anyOf([...new Set([...terms, ...terms.flatMap(synonymsOf)])])
  const { rows, counts } = await store.candidates(viewer, { query, ...wish, ...candidates })
  return { terms, query, rows, counts: { ...counts, visible: Math.max(counts.visible, fewest) } }
}

/** The question with its misspelt words written as the briefings have them. */
const respelt = (question: string, near: ReadonlyMap<string, string>) => {
  const spelled: Gathered['spelled'] = []
  let understood = ''
  let from = 0
  for (const { start, end, term } of words(question)) {
    const read = near.get(term)
    if (read === undefined || !isSlip(term, read)) continue
    spelled.push({ typed: question.slice(start, end), read })
    understood += question.slice(from, start) + read
    from = end
  }
  return { understood: understood + question.slice(from), spelled }
}

/** A word that is shorter is another word, not a slip: sorting is not shorting. */
const shortest = 5
/** From so many letters up another letter is a slip; in a shorter word it makes another word: Greece is not green. */
const longEnough = 8
/** From so many letters up two slips are. */
const veryLong = 10

const isSlip = (term: string, read: string): boolean => {
  if (term.length < shortest || (term.length < veryLong && slips(term, read) > 1)) return false
  const isSwapped = [...term].sort().join('') === [...read].sort().join('')
  return term.length >= longEnough || term.length !== read.length || isSwapped
}

/** A term as most of the texts write it. */
const writtenIn =
  (read: readonly Pick<Read, 'title' | 'passages'>[]) =>
  (term: string): string | undefined => {
    const own = read
      .flatMap(({ title, passages }) => [title, ...passages])
      .flatMap(({ tokens }) => tokens.filter((token) => token.term === term))
    const forms = [...Map.groupBy(own, ({ written }) => written).values()]
    const [most] = forms.sort((a, b) => b.length - a.length)[0] ?? []
    if (!most?.isName) return most?.written
    return most.written.charAt(0).toUpperCase() + most.written.slice(1)
  }
