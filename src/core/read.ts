import type { Briefing, Change, Headline, SectionName, Source } from './briefing.ts'
import type { Day } from './dates.ts'
import type { Query } from './query.ts'
import type { Tlp } from './tlp.ts'
import type { TopicCount } from './topics.ts'

export type Page<T> = { items: T[]; total: number }

/** Which changes a list holds: first publications, corrections and withdrawals, or everything told. */
export type ChangeFilter = 'new' | 'corrected' | 'all'

export type LatestWish = {
  topic?: string
  since?: Day
  changes: ChangeFilter
  offset: number
  limit: number
}

export type SearchWish = {
  query: Query
  topic?: string
  since?: Day
  offset: number
  limit: number
}

/** `snippet` is the sentence that fits best, verbatim. */
export type Hit = Headline & { snippet: string; score: number }

/**
 * `total` counts every match, `listed` those that can be paged through: the best and the newest.
 * `match` says whether the hits hold all of the words or, where none does, any of them.
 */
export type SearchResult = Page<Hit> & { listed: number; match: Query['match'] }

/** A stored sentence, verbatim, and what it rests on. */
export type Quote = {
  text: string
  section: SectionName
  /** The sentence before it, where that says who says it; shown with it. */
  before?: string
  /** The confidence that belongs to a judgement, with its reason; shown with it. */
  confidence?: string
  of: Headline
  source: Source
  /** The newest correction of its briefing. */
  correction?: Change
}

/**
 * `score` is the chance, between 0 and 1, that the briefings hold the answer. Where it does not reach far enough there are no sentences, and `nearest` names what is closest without being
 * an answer.
 */
export type Answer = {
  question: string
  /** The terms the question is about, for showing which words told. */
  terms: string[]
  score: number
  sentences: Quote[]
  nearest: Headline[]
  /** Briefings of different sources say different things. */
  isDisputed: boolean
  /** Words that no briefing holds, and how they were read. */
  spelled: { typed: string; read: string }[]
}

/** What is newest about something, instead of what answers best: of a topic, or of what the words say. */
export type NewestWish = { topic?: string; since?: Day }

/**
 * What a command may read. It is made for one viewer and one moment, so that no command can read
 * with other eyes; whatever the viewer may not see does not exist here.
 */
export type Read = {
  /** How many briefings there are; `tlp` is the highest label among them. */
  count(): Promise<{ briefings: number; tlp?: Tlp }>
  /** The whole vocabulary, each topic with its count. */
  topics(): Promise<TopicCount[]>
  /** By slug, old slug or exact title; a withdrawn one comes with `withdrawn`. */
  briefing(name: string): Promise<Briefing | undefined>
  latest(wish: LatestWish): Promise<Page<Headline>>
  search(wish: SearchWish): Promise<SearchResult>
  /** Briefings whose titles hold or begin the words typed so far; where none holds all, half of them. */
  titles(typed: string, limit: number): Promise<Headline[]>
  /** With `since`, from what was written since then. */
  answer(question: string, wish?: { since?: Day }): Promise<Answer>
  /** A sentence each of the newest briefings about it, newest first. */
  newest(about: string, wish: NewestWish): Promise<Answer>
}
