import type { Notice, Taken } from '../api/wire.ts'

export type Why = Extract<Taken, { kind: 'lost' }>['why']

/** One try to tell the app something: the how manieth, and what became of the one before. */
export type Attempt = { notice: Notice; retry: number; after?: Why }

export type Way = (attempt: Attempt) => Promise<Taken>

export const lost = (why: Why): Taken => ({ kind: 'lost', why })
