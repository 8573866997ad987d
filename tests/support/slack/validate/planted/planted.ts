import type { Json } from '../broken.ts'

/** A rule, where it is broken, and a body that is sound but for that. */
export type Planted = readonly [rule: string, path: string, body: Json]
