import { gather } from '#answers/gather'
import { enough, judge } from '#answers/judge'
import type { Ranked } from '#answers/ranker'
import type { Store } from '#core/store'
import { missing } from '../training/calibrate.ts'
import { auroc, falseAt, type Judged } from '../training/figures.ts'
import { openShelf, viewer } from '../training/shelf.ts'
import { readSquad } from '../training/squad.ts'
import { without } from '../training/without.ts'
import { data } from './answers.ts'
import { type Found, ftsAndBm25, miniSearch } from './answers-rivals.ts'

/** Named before anything was trained, and looked at only at the end. */
export const keptBack = ['Warsaw', 'Force', 'Immune system', 'French and Indian War']

/** Shares of questions whose first sentence answers, and one of whose first three does. */
export type Hits = { name: string; questions: number; first: number; inThree: number }
export type Absence = {
  what: string
  auroc: number
  falseAt80: number
  /** At the point from which the product answers. */
  answered: number
  falseAnswers: number
}
/** Of answers with about such a chance, the share that was right. */
export type Reliability = { chance: number; right: number; questions: number }
export type Quality = { hits: Hits[]; absences: Absence[]; reliability: Reliability[] }

type Outcome = Judged & { isRight: boolean }

const ask = async (store: Store, question: string) => {
  const gathered = await gather(store, viewer, question)
  const { ranked, score } = judge(gathered)
  const found = (one: Ranked): Found => ({
    slug: gathered.briefings[one.sentence.of]?.slug ?? '',
    position: one.sentence.position,
  })
  return {
    chance: score,
    found: ranked.slice(0, 3).map(found),
  }
}

export const measureQuality = async (): Promise<Quality> => {
  const articles = readSquad(data.test)
  const store = await openShelf(articles)
  const rivals = { MiniSearch: miniSearch(articles), 'FTS5 + BM25': ftsAndBm25(articles) }
  const counts = new Map<string, { questions: number; first: number; inThree: number }>()
  const count = (name: string, found: readonly Found[], isRight: (one: Found) => boolean) => {
    const known = counts.get(name) ?? { questions: 0, first: 0, inThree: 0 }
    known.questions += 1
    known.first += Number(found.slice(0, 1).some(isRight))
    known.inThree += Number(found.some(isRight))
    counts.set(name, known)
  }
  const outcomes: Record<'there' | 'noArticle' | 'noParagraph' | 'nearMiss', Outcome[]> = {
    there: [],
    noArticle: [],
    noParagraph: [],
    nearMiss: [],
  }
  const absent = (chance: number): Outcome => ({ chance, isThere: false, isRight: false })
  for (const { title, paragraphs } of articles) {
    const rest = await openShelf(articles.filter((one) => one.title !== title))
    const set = keptBack.includes(title) ? 'the four kept back' : 'the other twelve'
    for (const { slug, asked } of paragraphs)
      for (const { question, gold } of asked) {
        if (gold.size === 0) {
          outcomes.nearMiss.push(absent((await ask(store, question)).chance))
          continue
        }
        const isRight = (one: Found) => one.slug === slug && gold.has(one.position)
        const { chance, found } = await ask(store, question)
        for (const name of ['Sitrep', `Sitrep, ${set}`]) count(name, found, isRight)
        for (const [name, rival] of Object.entries(rivals)) count(name, rival(question), isRight)
        outcomes.there.push({ chance, isThere: true, isRight: found.some(isRight) })
        outcomes.noArticle.push(absent((await ask(rest, question)).chance))
        outcomes.noParagraph.push(absent((await ask(without(store, slug), question)).chance))
      }
    await rest.close()
  }
  await store.close()
  return {
    hits: [...counts].map(([name, { questions, first, inThree }]) => ({
      name,
      questions,
      first: first / questions,
      inThree: inThree / questions,
    })),
    absences: [
      absence('article removed', outcomes.there, outcomes.noArticle),
      absence('paragraph removed', outcomes.there, outcomes.noParagraph),
      absence('near misses', outcomes.there, outcomes.nearMiss),
    ],
    reliability: reliabilityOf([
      ...weighed(outcomes.there, 1),
      ...weighed(outcomes.noArticle, missing.article),
      ...weighed(outcomes.noParagraph, missing.paragraph),
    ]),
  }
}

type Weighed = Outcome & { weight: number }

const weighed = (outcomes: readonly Outcome[], weight: number): Weighed[] =>
  outcomes.map((outcome) => ({ ...outcome, weight }))

const absence = (what: string, there: readonly Outcome[], gone: readonly Outcome[]): Absence => {
  const all = [...there, ...gone]
  const shareOver = (some: readonly Outcome[]) =>
    some.filter(({ chance }) => chance >= enough).length / some.length
  return {
    what,
    auroc: auroc(all),
    falseAt80: falseAt(all, 0.8),
    answered: shareOver(there),
    falseAnswers: shareOver(gone),
  }
}

const bins = 10

const reliabilityOf = (outcomes: readonly Weighed[]): Reliability[] =>
  Array.from({ length: bins }, (_, bin) => {
    const own = outcomes.filter(
      ({ chance }) => Math.min(bins - 1, Math.floor(chance * bins)) === bin,
    )
    const all = own.reduce((sum, { weight }) => sum + weight, 0)
    const mean = (of: (one: Outcome) => number) =>
      own.reduce((sum, one) => sum + one.weight * of(one), 0) / Math.max(1e-9, all)
    return {
      chance: mean(({ chance }) => chance),
      right: mean(({ isRight }) => Number(isRight)),
      questions: own.length,
    }
  }).filter(({ questions }) => questions > 0)
