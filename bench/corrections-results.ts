/** Milliseconds for each message; `waited` is how long one waits for the store until it is sent. */
export type Cost = { planning: number; sending: number; waited: number }

/** One after another, and with as many on their way as in a lane. */
export type Share = { sent: number; alone: Cost; lane: Cost }

export type Run = {
  messages: number
  channels: number
  /** Accepted. */
  edits: number
  posts: number
  /** From the first to the last, and from when somebody pressed "Publish" until all were out. */
  perSecond: number
  seconds: number
  /** Milliseconds from there to the first edit, and to the first new post. */
  firstEdit: number
  firstPost: number
  /** Milliseconds from being put into the outbox until the platform had accepted it. */
  alerts: { name: string; ms: number[] }[]
  tooMany: number
  refused: number
  /** Messages that still said what was wrong, and what was sent twice. */
  left: number
  twice: number
  cores: number
  /** MB at most. */
  memory: number
  states: Record<string, number>
  logged: Record<string, number>
}

/** A loop over the messages with nothing but the SDK's own queue. */
export type Plain = { seconds: number; edits: number; perSecond: number; tooMany: number }

export type Results = {
  at: string
  node: string
  cores: number
  seconds: number
  /** Milliseconds after which the platform answered, and requests a second that the lane may come to. */
  latencyMs: number
  lane: number
  run?: Run
  plain?: Plain
  share?: Share
}
