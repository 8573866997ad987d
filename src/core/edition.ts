import type { EditionPart } from './digest.ts'
import { type Group, groupsOf, newIn } from './edition/by-topic.ts'
import { type Detail, detailsOf } from './edition/details.ts'
import type { EditionFacts } from './edition/facts.ts'
import { firstMessage } from './edition/first.ts'
import { changedKinds, type Told, toldOf } from './edition/kind.ts'

export { type Detail, detailReply } from './edition/details.ts'
export type { EditionFacts } from './edition/facts.ts'
export { kindOf } from './edition/kind.ts'

/** What an edition says: its first message, and what its thread tells of each item. */
export type Composed = { main: EditionPart; details: readonly Detail[] }

/** An edition as it reads at this moment. Its first message has at most 12 lines, whatever came in. */
export const composeEdition = (facts: EditionFacts): Composed => {
  const told = toldOf(facts.items)
  const groups = groupsOf(facts.topics, told)
  const details = detailsOf(inOrder(told, groups), facts.digest.form)
  return { main: firstMessage(facts, told, groups), details }
}

/** As the first message has them: what has changed, then what is new by topic. */
const inOrder = (told: readonly Told[], groups: readonly Group[]): Told[] => [
  ...changedKinds.flatMap((kind) => told.filter((item) => item.kind === kind)),
  ...groups.flatMap(newIn),
]
