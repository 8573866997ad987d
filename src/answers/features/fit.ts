import { isStopTerm } from '#core/terms'
import { type Seen, share } from '../facts.ts'
import type { Token } from '../text.ts'

const is = (truth: boolean): number => (truth ? 1 : 0)
const tokensOf = ({ sentence }: Seen): readonly Token[] => sentence.text.tokens

/** How near a word of the kind asked for stands to a word that was asked: 1 beside it, 0 for none. */
const nearness = ({ candidates = [], sentence: { hits } }: Seen): number => {
  if (hits.length === 0) return 0
  let nearest = Number.POSITIVE_INFINITY
  for (const at of candidates)
    for (const hit of hits) nearest = Math.min(nearest, Math.abs(at - hit.at))
  return 1 / Math.max(1, nearest)
}

const holdsFocus = (seen: Seen): boolean =>
  tokensOf(seen).some(({ term }) => seen.facts.list.question.focus.has(term))
const hasFocus = ({ facts }: Seen): boolean => facts.list.question.focus.size > 0

const added = (seen: Seen, which: (token: Token) => boolean): number =>
  Math.log1p(tokensOf(seen).filter((one) => which(one) && !seen.facts.asked.has(one.term)).length)

const reason =
  /\b(?:because|due to|since|caused?|reason|therefore|as a result|in order to|so that|led to)\b/
const negation = /(?:^| )(?:not|no|never|without|none|neither|nor|cannot)(?= )/

/** Whether it holds the kind of thing that is asked for. */
export const fit = {
  typed: ({ candidates }: Seen) => is(candidates !== undefined && candidates.length > 0),
  untyped: ({ candidates }: Seen) => is(candidates?.length === 0),
  nearness,
  names: (seen: Seen) => added(seen, ({ isName }) => isName),
  numbers: (seen: Seen) => added(seen, ({ isNumber }) => isNumber),
  news: (seen: Seen) => added(seen, ({ term }) => !isStopTerm(term)),
  focus: (seen: Seen) => is(hasFocus(seen) && holdsFocus(seen)),
  noFocus: (seen: Seen) => is(hasFocus(seen) && !holdsFocus(seen)),
  namesHeld: ({ facts, sentence }: Seen) => shareOrAll(facts.names, sentence.held),
  namesHeldWithTitle: ({ facts, sentence: { held, title } }: Seen) =>
    shareOrAll(facts.names, held | title),
  namesInBriefing: ({ facts, sentence }: Seen) => shareOrAll(facts.names, sentence.briefing),
  numbersHeld: ({ facts, sentence }: Seen) => shareOrAll(facts.numbers, sentence.held),
  othersHeld: ({ facts, sentence }: Seen) => shareOrAll(facts.others, sentence.held),
  leavesOut: ({ facts, sentence: { held, title, briefing } }: Seen) =>
    is((facts.telling & ~(held | title | briefing)) !== 0),
  leavesOutNumber: ({ facts, sentence: { held, title, briefing } }: Seen) =>
    is((facts.figures & ~(held | title | briefing)) !== 0),
  leavesOutCountry: ({ facts, sentence: { held, title, briefing } }: Seen) =>
    is((facts.countries & ~(held | title | briefing)) !== 0),
  figuresHere: ({ facts, sentence: { held, title } }: Seen) =>
    is((facts.figures & ~(held | title)) !== 0),
  countriesHere: ({ facts, sentence: { held, title } }: Seen) =>
    is((facts.countries & ~(held | title)) !== 0),
  leavesOutHere: ({ facts, sentence: { held, title } }: Seen) =>
    is((facts.telling & ~(held | title)) !== 0),
  leftOut: ({ facts, sentence: { held, title, briefing } }: Seen) =>
    share(facts.idf, facts.telling & ~(held | title | briefing)),
  reason: ({ facts, sentence }: Seen) =>
    is(facts.list.question.kind === 'why' && reason.test(sentence.text.spaced)),
  contrary: ({ facts, sentence }: Seen) =>
    is(negation.test(facts.list.question.text.spaced) !== negation.test(sentence.text.spaced)),
}

const shareOrAll = (weights: Parameters<typeof share>[0], mask: number): number =>
  weights.all === 0 ? 1 : share(weights, mask)
