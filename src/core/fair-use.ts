import type { Ms } from './digest.ts'

/** So many a minute are enough for one person, one channel, one workspace; 0 is without end. */
export type FairUse = { person: number; channel: number; workspace: number }

/** One of those a wish counts for, and how many in a minute are fair to it. */
export type Share = { subject: string; most: number }

/** What is used up for this minute, and in how many milliseconds the next begins. */
export type UsedUp = Share & { againMs: Ms }

export type FairUseStore = {
  /**
   * Counts one wish for all of these, the narrowest first, or for none of them: then which is used up. What
   * is refused to one person takes nothing from the others of their channel.
   */
  take(shares: readonly Share[]): Promise<UsedUp | undefined>
}

/** Which of these wishes are granted, in their order, and how often each subject was taken with them. */
export const granted = (
  wishes: readonly (readonly Share[])[],
  before: ReadonlyMap<string, number>,
): { usedUp: (Share | undefined)[]; taken: ReadonlyMap<string, number> } => {
  const taken = new Map<string, number>()
  const isFull = ({ subject, most }: Share): boolean =>
    (before.get(subject) ?? 0) + (taken.get(subject) ?? 0) >= most
  const usedUp = wishes.map((shares) => {
    const full = shares.find(isFull)
    if (!full) for (const { subject } of shares) taken.set(subject, (taken.get(subject) ?? 0) + 1)
    return full
  })
  return { usedUp, taken }
}
