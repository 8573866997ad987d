import type { Digest, Eligible, Event, Ms } from '../digest.ts'

/** All that an edition is made of; what its readers may not see is not among it. */
export type EditionFacts = {
  digest: Pick<Digest, 'name' | 'topics' | 'form' | 'zone' | 'mention' | 'id' | 'person'>
  /** The window that its heading names. */
  covers: { from: Ms; to: Ms }
  isLate: boolean
  /** The digest's topics in its order; of a digest of all topics the whole vocabulary. */
  topics: readonly { slug: string; name: string }[]
  /** As they came, each in its newest revision. */
  items: readonly Eligible[]
  ahead: readonly Event[]
}
