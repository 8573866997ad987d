import type { Content } from './briefing.ts'

/** Whether two revisions differ in nothing that a reader reads, only in what they say of their changes. */
export const saysTheSame = (one: Content, other: Content): boolean => words(one) === words(other)

const words = ({ title, bluf, tlp, precedence, topics, sources, events, sections }: Content) =>
  JSON.stringify([title, bluf, tlp, precedence, topics, sources, events, sections])
