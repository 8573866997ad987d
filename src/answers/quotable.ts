import type { Passage } from '#core/briefing'
import type { Gathered } from './gather.ts'
import { standsAlone } from './quote.ts'
import { type Ranked, type Ranker, rank } from './ranker.ts'

/** The sentences that may be quoted by themselves, best first. */
export const rankQuotable = (ranker: Ranker, gathered: Gathered): Ranked[] =>
  rank(ranker, gathered.list).filter((one) => {
    const passage = passageOf(gathered, one)
    return passage !== undefined && standsAlone(passage)
  })

export const passageOf = ({ briefings }: Gathered, { sentence }: Ranked): Passage | undefined =>
  briefings[sentence.of]?.passages[sentence.position]
