import { isStopTerm, terms, words } from './terms.ts'

/** What somebody wrote, as far as its form tells what they want. */
export type Wish =
  /** A greeting, thanks, or nothing that asks for anything. */
  | { kind: 'talk' }
  /** In a language the briefings are not written in. */
  | { kind: 'foreign' }
  /** What is new about something, perhaps since a day as it was written. */
  | { kind: 'latest'; about: string; since?: string }
  | { kind: 'question'; text: string }

const talk =
  /^\W*(?:(?:hi|hello|hey|good (?:morning|afternoon|day|evening)|thanks?|thank you|cheers|great|ok(?:ay)?|yes|no|bye|goodbye|please|test)(?: (?:sitrep|all|there|very much|a lot|again|for that|you))*|news|any news|latest|what(?:[’']s| is| has)? (?:new|changed|the latest))\W*$/iu

const about = '(?:on|about|with|regarding|concerning|from|in|for|at|around)'
const latest = new RegExp(
  String.raw`^\W*(?:(?:(?:what(?:[’']s| is| are)|give me|show me|tell me|any|is there|are there)\s+)?(?:the |any )?(?:latest|newest|news|new|updates?|recent news|developments?)(?: news| developments?| updates?| briefings?)?\s+${about}|what(?:[’']s| is| has been)? (?:happening|going on|happened|new)\s+${about}|what(?: has|[’']s)? changed\s+${about})\s+(?:the )?(?<about>.+?)(?:\s+since\s+(?<since>.+?))?\W*$`,
  'iu',
)

/** What a message asks, one wish for each question in it; never more than `most`. */
export const wishesIn = (message: string, most = 3): Wish[] => {
  const text = message.trim().replaceAll(/\s+/gu, ' ')
  if (talk.test(text) || terms(text).length === 0) return [{ kind: 'talk' }]
  if (isForeign(text)) return [{ kind: 'foreign' }]
  const asked = text.split(/(?<=\?)\s+/u).filter((part) => terms(part).length > 0)
  const questions = asked.length > 1 ? asked.filter((part) => !talk.test(part)) : [text]
  return questions.slice(0, most).map(wishOf)
}

const wishOf = (text: string): Wish => {
  const found = text.match(latest)?.groups
  if (!found?.about) return { kind: 'question', text }
  return { kind: 'latest', about: found.about, ...(found.since && { since: found.since }) }
}

const since = /\s+since\s+(?<since>[^?.!]+?)(?=[?.!\s]*$)/iu
const lately =
  /\s+(?:in |over |during )?(?:the )?(?<since>(?:this|last|past) (?:week|month|year)|yesterday)\b/iu

/** When what is asked for was written, as far as a question says: "what did NATO say since Monday?" */
export const timeIn = (question: string): { rest: string; since: string } | undefined => {
  const found = question.match(since) ?? question.match(lately)
  if (!found?.groups?.since) return undefined
  return { rest: question.replace(found[0], ''), since: found.groups.since.replace('past', 'last') }
}

/** Words that make sentences in other languages and are none in English. */
const foreignWords = new Set(
  `der das und ist nicht ein eine einen wer wie wann warum welche welcher welches werden wird haben hat auf mit
  für von dem den über gibt sind
  le la les des une est pas qui que quand où pourquoi quel quelle quels quelles sont avec dans sur pour il elle
  el los las una es no qué quién cuándo dónde cuántos cuál por para con del
  il lo gli uno è non chi quando dove perché quale quanti sono di
  het een niet wie wanneer waarom waar welke zijn heeft voor van
  jest nie kto kiedy gdzie dlaczego ile czy są w na z
  och är inte vem när hur många för att
  o os as um uma não quem quando onde quantos são`.split(/\s+/),
)
/** Those a question begins with. */
const foreignAsking = new Set(
  `wer wie wann warum welche welcher welches wieviele qui quand où pourquoi quel quelle quels quelles combien
  qué quién quiénes cuándo dónde cuántos cuál chi quando dove perché quale quali quanti wie wanneer waarom welke
  hoeveel kto kiedy gdzie dlaczego ile czy vem när varför hur quem onde quantos quais`.split(/\s+/),
)
const sharedWords = new Set(
  'no is in a as on me so an are was what not for he den o w z'.split(' '),
)

const englishWords = new Set(
  `the of and to is are was were what when where who whose which why how many much did does do has have had will
  would can could should be been a an in on for with about from by at it this that since any latest not no`.split(
    /\s+/,
  ),
)

/** Two words of another language's own and fewer of English. */
const isForeign = (text: string): boolean => {
  const found = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  const foreign = found.filter((word) => foreignWords.has(word) && !sharedWords.has(word)).length
  const english = found.filter((word) => englishWords.has(word)).length
  const letters = found.join('')
  const latin = letters.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (letters.length >= 4 && latin < letters.length / 2) return true
  const asksForeign = foreignAsking.has(found[0] ?? '') && english <= 1
  return asksForeign || (foreign >= 2 && foreign > english)
}

const follows =
  /^\W*(?:and|but|also|then|so)\s+(?:what about |how about )?|^\W*(?:what|how) about\s+|^\W*same (?:for|with|in)\s+/iu
const asks =
  /^\W*(?:who|what|when|where|why|how|which|whose|is|are|was|were|did|does|do|has|have|will|would|can|could)\b/iu
/** Whatever it means stands before it in the question, if anywhere. */
const leans = /\b(?:it|they|them|he|she|him|there|those|these|this|that one|then)\b/iu
/** Means mostly something in the question itself: "why does the EU rethink its defence?" */
const owns = /\b(?:its|their|his|her)\b/iu

/** Whether a question can only be meant together with the one before it. */
export const isFollowUp = (text: string): boolean => {
  const bare = text.replace(follows, '')
  if (bare !== text && !asks.test(bare)) return true
  const owner = text.match(owns)
  if (owner && tellingIn(text.slice(0, owner.index)).length === 0) return true
  return leans.test(text) && tellingIn(text).length <= mostTelling
}

/** A question that says more than this stands by itself. */
const mostTelling = 3

const tellingIn = (text: string) => words(text).filter(({ term }) => !isStopTerm(term))

const isCapital = (text: string, start: number): boolean => {
  const first = text.charAt(start)
  return first !== first.toLowerCase()
}

/**
 * A question that follows another, as it must be meant: "and Germany?" after "Who leads in Norway?" asks who
 * leads in Germany; "when was it?" asks it of what the question before was about.
 */
export const takenTogether = (text: string, before: string): string => {
  const bare = text.replace(follows, '').replace(/[?.!\s]+$/u, '')
  if (asks.test(bare)) {
    const known = new Set(terms(bare))
    const rest = tellingIn(before).filter(({ term }) => !known.has(term))
    return [bare, ...rest.map(({ start, end }) => before.slice(start, end))].join(' ')
  }
  const isName = words(bare).some(({ start }) => isCapital(bare, start))
  const kept = words(before).filter(
    ({ start }) => !(isName && start > 0 && isCapital(before, start)),
  )
  return [...kept.map(({ start, end }) => before.slice(start, end)), bare].join(' ')
}
