import type { Component, Json, Message } from '../world/records.ts'

export type Interaction = {
  id: string
  token: string
  payload: Json
  /** The first response. */
  ack?: Ack
  /** What the person sees of the answer by now: first the one that was answered or changed. */
  readonly messages: Message[]
  modal?: Modal
  choices?: Choice[]
  /** Whether the person reads "The application did not respond". */
  isFailed: boolean
  /** Whether the first answer is there in whole: a message, a form, choices, or what followed a deferral. */
  isSettled: boolean
  readonly acked: Promise<Ack>
  readonly settled: Promise<Interaction>
  /** Waits until its answer is as wished: `done(({ messages }) => messages.length === 3)`. */
  done(until: (interaction: Interaction) => boolean): Promise<Interaction>
}

/** `type` is Discord's number of the callback, `after` milliseconds since the interaction was sent. */
export type Ack = { interaction: string; type: number; after: number; isEphemeral: boolean }

/** A form as it pops up for one person. */
export type Modal = {
  interaction: string
  custom_id: string
  title: string
  components: Component[]
}

export type Choice = { name: string; value: string | number }

export type Hear = {
  ack?(ack: Ack, interaction: Interaction): void
  settled?(interaction: Interaction): void
  failed?(interaction: Interaction): void
}
