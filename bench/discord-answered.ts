import type { Interaction } from '../tests/support/discord/index.ts'
import type { Kind } from './discord-texts.ts'

export type Answered = 'answered' | 'refused'

/** Discord's number for an answer that comes at once, where the real one follows a deferral. */
const atOnce = 4

/**
 * Whether a whole answer is what was asked for. All that is typed has something to choose from, so
 * nothing offered is a refusal; so is a message at once, since commands are acknowledged first.
 */
export const answeredOf = (kind: Kind, { ack, choices = [] }: Interaction): Answered => {
  const isRefused = kind === 'autocomplete' ? choices.length === 0 : ack?.type === atOnce
  return isRefused ? 'refused' : 'answered'
}
