import { termsOf } from '#answers/question'
import { kindOfTerm, type Rates } from '#answers/rates'
import { readText } from '#answers/text'
import { terms } from '#core/terms'
import type { Article } from './squad.ts'

type Count = { held: number; all: number; articles: Set<string> }

/** So often, and under so many titles, must a word be asked before its own rate counts. */
const least = { times: 8, articles: 6 }
/** As many askings at the usual rate are added to each word's own. */
const usually = 8
/** What differs less from the usual is not worth keeping. */
const notable = 0.08

/** Counts how often a question's term stands in the sentence that answers it, or in its title. */
export const ratesOf = (articles: readonly Article[]): Rates => {
  const byTerm = new Map<string, Count>()
  const byKind = new Map<string, Count>()
  const count = (counts: Map<string, Count>, key: string, isHeld: boolean, title: string) => {
    const known = counts.get(key) ?? { held: 0, all: 0, articles: new Set<string>() }
    known.held += Number(isHeld)
    known.all += 1
    known.articles.add(title)
    counts.set(key, known)
  }
  for (const { title, paragraphs } of articles)
    for (const { sentences, asked } of paragraphs) {
      const held = [...sentences, title].map((text) => new Set(terms(text)))
      for (const { question, gold } of asked) {
        if (gold.size === 0) continue
        const { tokens } = readText(question)
        const answers = [...gold, sentences.length]
        for (const term of termsOf(question)) {
          const isHeld = answers.some((at) => held[at]?.has(term))
          const kind = kindOfTerm(tokens, term)
          count(byKind, kind, isHeld, title)
          if (kind === 'word') count(byTerm, term, isHeld, title)
        }
      }
    }
  const rate = (kind: string) => rounded(rateIn(byKind.get(kind)))
  const word = rate('word')
  const own = [...byTerm]
    .filter(([, { all, articles: in_ }]) => all >= least.times && in_.size >= least.articles)
    .map(([term, { held, all }]): [string, number] => [
      term,
      rounded((held + word * usually) / (all + usually)),
    ])
    .filter(([, own]) => Math.abs(own - word) > notable)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return { name: rate('name'), number: rate('number'), word, terms: Object.fromEntries(own) }
}

const rateIn = (count?: Count): number => (count ? count.held / count.all : 0)
const rounded = (rate: number): number => Number(rate.toFixed(3))
