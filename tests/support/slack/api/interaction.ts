import type { Channel, Json, Message, Team, User, View } from '../world/records.ts'

/** What somebody does, as the app is to be told of it. */
export type Deed = {
  kind: 'command' | 'interaction'
  user: User
  team: Team
  /** All but `trigger_id` and `response_url`. */
  payload: Json
  /** Where it is answered. */
  channel?: Channel
  /** The message whose button or menu was used. */
  source?: Message
  /** The view in which something was done. */
  over?: View
  hasResponseUrl?: boolean
}

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

export type Hear = {
  ack?(ack: Ack, interaction: Interaction): void
  settled?(interaction: Interaction): void
  failed?(interaction: Interaction): void
}

export type Suggestion = { label: string; value: string; group?: string }
