import type { Figures } from './fanout-figures.ts'

/** Digests of so many channels that came due in one minute, and how they went out. */
export type Run = Figures & {
  name: string
  isMain: boolean
  channels: number
  workspaces: number
  /** Requests a second that the lanes may have come to in all; undefined where nobody can know. */
  mayHave?: number
  /** Seconds after the minute began, until the last edition was planned. */
  planned: number
  /** Milliseconds from being put into the outbox until the platform had accepted it. */
  alerts: { name: string; ms: number[] }[]
  /** MB: when the minute began, at most since the start, in the end; and what its heap then had to hold. */
  memory: { begin: number; most: number; end: number; live: number }
  /** At work on average from the minute on, of all its threads. */
  cores: number
  /** Milliseconds by which the bot's main thread came late to something: the median second's p99, and the most. */
  loop: { p99: number; most: number }
  /** What became of all deliveries, by state. */
  states: Record<string, number>
  /** Lines that the bot logged, and how often. */
  logged: Record<string, number>
}

/** A loop over the channels with nothing but the SDK's own queue. */
export type Plain = Pick<Figures, 'requests' | 'perSecond' | 'tooMany'> & { seconds: number }

export type Planning = {
  digests: number
  due: number
  /** From the first look after the minute had begun. */
  seconds: number
  block: { longest: number; cpu: number }
  /** A look when nothing is due: milliseconds, before and after so many editions were planned. */
  idle: { before: Idle; after: Idle }
}

export type Idle = { p50: number; p95: number; most: number }

export type Results = {
  at: string
  node: string
  cores: number
  /** What the whole took, stores included. */
  seconds: number
  runs: Run[]
  plain?: Plain
  planning?: Planning
}
