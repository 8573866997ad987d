import { type Headline, headlineOf } from '#core/briefing'
import type { Day } from '#core/dates'
import type { Answer, Quote } from '#core/read'
import type { Store } from '#core/store'
import { isWithin, type Tlp } from '#core/tlp'
import type { Viewer } from '#core/viewer'
import type { Choose } from './choose.ts'
import { disagree } from './dispute.ts'
import { featureNames } from './features.ts'
import { type Gathered, gather } from './gather.ts'
import { enough, judge } from './judge.ts'
import { newest } from './newest.ts'
import { termsOf } from './question.ts'
import { passageOf } from './quotable.ts'
import { quotesOf } from './quote.ts'
import type { Ranked } from './ranker.ts'

const mostSentences = 3
const mostNearest = 3
/** So far behind the best a further sentence is still shown; a score, as the ranker gives them. */
const nearlyAsGood = 3
/** So far behind one is still shown that says that just this is not known. */
const evenSo = 9
/** Below this share of what the question asks for, a briefing is not even near. */
const nearEnough = 0.2
const near = featureNames.indexOf('ratedWithTitle')
const names = featureNames.indexOf('typed')
const lacks = featureNames.indexOf('noFocus')

/** Who else may choose among sentences, and the highest label it may be shown. */
export type Chooser = { choose: Choose; label: Tlp }

export type AnswerStore = Pick<
  Store,
  'candidates' | 'briefings' | 'spellings' | 'latest' | 'briefing'
>

/** Answers in stored sentences, or not at all; reads as the viewer and knows of nothing else. */
export const answererWith = (chooser?: Chooser) => ({
  async answer(
    store: AnswerStore,
    viewer: Viewer,
    question: string,
    wish: { since?: Day } = {},
  ): Promise<Answer> {
    const gathered = await gather(store, viewer, question, wish)
    const { ranked, score } = judge(gathered)
    const isAnswered = score >= enough
    const chosen =
      (chooser && (await chosenBy(chooser, question, gathered, ranked))) ??
      (isAnswered ? best(gathered, ranked) : [])
    return answerOf(gathered, { question, score, chosen, ranked })
  },
  newest,
})

export const answerer = answererWith()
export const { answer } = answerer

type Found = { question: string; score: number; chosen: Ranked[]; ranked: Ranked[] }

const answerOf = (gathered: Gathered, { question, score, chosen, ranked }: Found): Answer => ({
  question,
  terms: termsOf(gathered.understood),
  score: Math.round(score * 1e4) / 1e4,
  sentences: withoutRepeats(inReadingOrder(chosen).flatMap((one) => quoteOf(gathered, one))),
  nearest: chosen.length > 0 ? [] : nearest(gathered, ranked),
  isDisputed: isDisputed(gathered, chosen),
  spelled: gathered.spelled,
})

/** Up to three, nearly as good as the best; one that disagrees with it comes before others. */
const best = (gathered: Gathered, ranked: readonly Ranked[]): Ranked[] => {
  const [first, ...rest] = ranked
  if (!first) return []
  const asked = askedIn(gathered)
  const close = rest.filter(({ score }) => score >= first.score - nearlyAsGood)
  const others = [
    ...close.filter((one) => disagree(first, one, asked)),
    ...gapsIn(gathered, rest, first.score - evenSo).slice(0, 1),
    ...close,
  ]
  return [...new Set([first, ...others])].slice(0, mostSentences)
}

/** Sentences that say that just what is asked is not known: without them the rest may seem to answer. */
const gapsIn = (gathered: Gathered, some: readonly Ranked[], least: number): Ranked[] =>
  some.filter(
    (one) =>
      one.score >= least &&
      passageOf(gathered, one)?.section === 'Not known' &&
      one.features[names] === 1 &&
      one.features[lacks] === 0,
  )

const askedIn = ({ list }: Gathered): Set<string> =>
  new Set(list.question.text.tokens.map(({ term }) => term))

const isDisputed = (gathered: Gathered, chosen: readonly Ranked[]): boolean => {
  const asked = askedIn(gathered)
  return chosen.some((one) => chosen.some((other) => disagree(one, other, asked)))
}

/** What a model chose among those it may see; undefined where it could not choose. */
const chosenBy = async (
  { choose, label }: Chooser,
  question: string,
  gathered: Gathered,
  ranked: readonly Ranked[],
): Promise<Ranked[] | undefined> => {
  const open = ranked.filter(({ sentence }) => {
    const briefing = gathered.briefings[sentence.of]
    return briefing !== undefined && isWithin(briefing.tlp, label)
  })
  // What it may not see might be the answer.
  if (open.length === 0 || open[0] !== ranked[0]) return undefined
  const texts = open.map((one) => passageOf(gathered, one)?.text ?? '')
  const numbers = await choose(question, texts)
  return numbers?.flatMap((number) => open[number] ?? []).slice(0, mostSentences)
}

const inReadingOrder = (chosen: readonly Ranked[]): Ranked[] =>
  [...chosen].sort(
    (a, b) => a.sentence.of - b.sentence.of || a.sentence.position - b.sentence.position,
  )

const quoteOf = (gathered: Gathered, { sentence }: Ranked): Quote[] => {
  const briefing = gathered.briefings[sentence.of]
  return briefing ? quotesOf(briefing, sentence.position) : []
}

/** What stands there as an answer already need not stand before another. */
const withoutRepeats = (quotes: readonly Quote[]): Quote[] =>
  quotes.map(({ before, ...quote }) => {
    const isThere = quotes.some(({ text }) => text === before)
    return { ...quote, ...(before !== undefined && !isThere && { before }) }
  })

/** The briefings of the best sentences, each once. */
const nearest = ({ briefings }: Gathered, ranked: readonly Ranked[]): Headline[] => {
  const found = ranked
    .filter(({ features }) => (features[near] ?? 0) >= nearEnough)
    .flatMap(({ sentence }) => {
      const briefing = briefings[sentence.of]
      return briefing ? [briefing] : []
    })
  return [...new Set(found)].slice(0, mostNearest).map(headlineOf)
}
