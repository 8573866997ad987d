import { headlineOf } from '../briefing.ts'
import type { EditionPart } from '../digest.ts'
import { aside, type Block, button, buttons } from '../reply.ts'
import { sayGrades, showing } from '../show.ts'
import { highestTlp } from '../tlp.ts'
import { aheadLines } from './ahead.ts'
import { activeOf, type Group, topicLines } from './by-topic.ts'
import { changedLines } from './changed.ts'
import type { EditionFacts } from './facts.ts'
import { local, sayCovers, sayHeadline } from './heading.ts'
import type { Told } from './kind.ts'
import { type Fact, type Line, longestLine } from './line.ts'

/** Lines of the first message, its headline and its buttons among them. */
const mostLines = 12
/** Its headline, what it covers, and its buttons. */
const fixedLines = 3

/** The first message of an edition: what is new in a line for each topic. */
export const firstMessage = (
  facts: EditionFacts,
  told: readonly Told[],
  groups: readonly Group[],
): EditionPart => {
  const { digest, covers } = facts
  const changed = changedLines(told)
  const ahead = aheadLines(facts.ahead, local(covers.to, digest.zone).year)
  const taken = fixedLines + changed.length + ahead.length + (told.length > 0 ? 1 : 0)
  const listed = digest.topics.length > 0 ? groups : activeOf(groups)
  const topics = topicLines(listed, mostLines - taken)

  const named = namesIn([...changed, ...topics])
  const dates = ahead.flatMap(({ events }) => events)
  const reply = showing([...named, ...dates], {
    headline: sayHeadline(facts, told),
    blocks: [
      aside(sayCovers(facts)),
      inFacts([...changed, ...topics, ...ahead].map(({ fact }) => fact)),
      ...smallPrint(facts, told, topics),
      ...buttons(button('Latest', 'latest', {}), button('All topics', 'topics', {})),
    ],
  })
  // What is only counted counts for the label too.
  const counted = [...told.map(({ briefing }) => briefing), ...dates]
  const tlp = highestTlp(counted.map((one) => one.tlp))
  return { reply: { ...reply, ...(tlp && { tlp }) }, carries: named.map(({ ref }) => ref) }
}

const namesIn = (lines: readonly Line[]) =>
  lines.flatMap(({ names }) => names.map(({ briefing }) => briefing))

const inFacts = (facts: Fact[]): Block => ({ kind: 'facts', facts })

/** Where the rest is to be found, and what the grades mean if a line has room for that. */
const smallPrint = (
  { digest }: EditionFacts,
  told: readonly Told[],
  topics: readonly Line[],
): Block[] => {
  if (told.length === 0) return []
  // Alone with a person there may be no thread.
  const where = digest.person === undefined ? 'in the thread' : 'below'
  const whole = `Details of each ${where}. ${sayGrades(namesIn(topics).map(headlineOf))}`.trim()
  const short = `Details of each, and the grades in words, ${where}.`
  return [aside(whole.length <= longestLine ? whole : short)]
}
