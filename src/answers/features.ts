import type { Seen } from './facts.ts'
import { fit } from './features/fit.ts'
import { letters, overlap, rated } from './features/overlap.ts'
import { setting } from './features/setting.ts'
import { wording } from './features/wording.ts'

/** What the ranker looks at, by the idea behind it. */
export const ideas = { overlap, rated, letters, wording, fit, setting }
export type Idea = keyof typeof ideas

const all = Object.values(ideas).flatMap((idea) => Object.entries<(seen: Seen) => number>(idea))

/** Their names in the order of `featuresOf`. */
export const featureNames: readonly string[] = all.map(([name]) => name)

export const featuresOf = (seen: Seen): number[] => all.map(([, feature]) => feature(seen))
