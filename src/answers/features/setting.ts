import { type Seen, share } from '../facts.ts'

const is = (truth: boolean): number => (truth ? 1 : 0)

const pronoun = /^(?:it|its|this|that|these|they|their|he|she|his|her|such|both)$/
const beginsWithPronoun = ({ sentence }: Seen): boolean =>
  pronoun.test(sentence.text.tokens[0]?.written ?? '')

/** Where it stands: its briefing, its neighbours, its place among them. */
export const setting = {
  withBefore: ({ facts, sentence: { held, before } }: Seen) => share(facts.idf, held | before),
  withAfter: ({ facts, sentence: { held, after } }: Seen) => share(facts.idf, held | after),
  around: ({ facts, sentence: { held, before, after, title } }: Seen) =>
    share(facts.idf, held | before | after | title),
  inBriefing: ({ facts, sentence }: Seen) => share(facts.idf, sentence.briefing),
  before: ({ facts, sentence }: Seen) => share(facts.idf, sentence.before),
  after: ({ facts, sentence }: Seen) => share(facts.idf, sentence.after),
  title: ({ facts, sentence }: Seen) => share(facts.idf, sentence.title),
  length: ({ sentence }: Seen) => Math.log1p(sentence.text.tokens.length),
  place: ({ sentence }: Seen) => 1 / (1 + sentence.position),
  isFirst: ({ sentence }: Seen) => is(sentence.position === 0),
  pronoun: (seen: Seen) => is(beginsWithPronoun(seen)),
  pronounAfter: (seen: Seen) =>
    is(beginsWithPronoun(seen)) * share(seen.facts.idf, seen.sentence.before),
  points: ({ facts, sentence }: Seen) => facts.points[sentence.of] ?? 0,
  topic: ({ facts, sentence }: Seen) => facts.topics[sentence.of] ?? 0,
  behindBest: ({ facts, sentence: { held, title, of } }: Seen) =>
    share(facts.idf, held | title) - (facts.best[of] ?? 0),
}
