import type { Json, Message, View } from '../world/records.ts'

/** What somebody did that the app hears of, and what they see of its answer. */
export type Interaction = {
  /** What the app was told. */
  payload: Json
  ack?: Ack
  /** Whether it was lost, so that the person reads that the app did not answer. */
  isFailed: boolean
  /** Messages that came as its answer, as they stand now: by the ack or the response_url. */
  readonly messages: Message[]
  /** The modal it opened, pushed or changed, as it stands now. */
  readonly view: View | undefined
  /** The person's App Home by now. */
  readonly home: View | undefined
  /** What is wrong with a form that was sent: by block_id. */
  errors?: Record<string, string>
  choices?: Suggestion[]
  /** Rejects where the app does not answer in time. */
  readonly acked: Promise<Ack>
  /** Acknowledged, and something of an answer to be seen. */
  readonly settled: Promise<Interaction>
  /** Waits until its answer is as wished: `done(({ messages }) => messages.length === 3)`. */
  done(until: (interaction: Interaction) => boolean): Promise<Interaction>
}

/** `after` is milliseconds since it was told. */
export type Ack = { after: number; response: unknown }

export type Suggestion = { label: string; value: string; group?: string }
