import type { Discord, Interaction } from '../tests/support/discord/index.ts'
import type { Ask, Outcome, Sample } from './chat-load.ts'
import type { Kind, Wish } from './chat-texts.ts'
import { pick } from './vocabulary.ts'

type Json = Record<string, unknown>

/** As any of the askers, once the bot has registered its commands. */
export const askOn = (discord: Discord, askers: readonly Json[]): Ask => {
  const ids = new Map(discord.commands().map(({ name, id }) => [name, id]))
  return (wish, chance) => send(discord, wish, { ...pick(chance, askers), ...dataOf(wish, ids) })
}

const dataOf = ({ kind, command, option, value }: Wish, ids: ReadonlyMap<unknown, unknown>) => {
  const isTyping = kind === 'suggestions'
  const options = [{ type: 3, name: option, value, ...(isTyping && { focused: true }) }]
  return {
    type: isTyping ? 4 : 2,
    data: { id: ids.get(command), name: command, type: 1, options },
  }
}

const send = (discord: Discord, { kind }: Wish, payload: Json): Sample => {
  const sample: Sample = { kind, outcome: 'open' }
  const sent = performance.now()
  discord.dispatchInteraction(payload, {
    ack: () => {
      sample.ack = performance.now() - sent
    },
    settled: (interaction: Interaction) => {
      sample.whole = performance.now() - sent
      sample.outcome = outcomeOf(kind, interaction)
    },
    failed: () => {
      sample.outcome = 'failed'
    },
  })
  return sample
}

/** Discord's number for an answer that comes at once, where the real one follows a deferral. */
const atOnce = 4

/**
 * Whether a whole answer is what was asked for. All that is typed has something to choose from, so
 * nothing offered is a refusal; so is a message at once, since commands are acknowledged first.
 */
const outcomeOf = (kind: Kind, { ack, choices = [] }: Interaction): Outcome => {
  const isRefused = kind === 'suggestions' ? choices.length === 0 : ack?.type === atOnce
  return isRefused ? 'refused' : 'answered'
}
