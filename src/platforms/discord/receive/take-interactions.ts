import { type Client, Events, type Interaction } from 'discord.js'
import type { Door } from '#core/chat'
import type { Log } from '#core/log'
import { paragraph } from '#core/reply'
import { saying } from '#core/show'
import type { OpenWork } from '../../open-work.ts'
import { isAnothers, isTooLate } from '../post/outcome.ts'
import type { Render } from '../render/present.ts'
import { answerInteraction } from './answer-interaction.ts'
import { type Responses, respondTo } from './responses.ts'

type Parts = { client: Client; door: Door; work: OpenWork; present: Render; log: Log }

/** With more than this underway, what comes is refused kindly rather than answered too late. */
const mostOpen = 150
/** Suggestions are of use for a moment only, and have to be there within three seconds. */
const mostSuggesting = 30

/** Interactions as they come in, each answered on its own, the many refused when there are too many. */
export const takeInteractions = ({ client, door, work, present, log }: Parts): void => {
  let refused = 0
  let suggesting = 0
  const reported = (): void => {
    if (refused === 0 || work.size > mostOpen / 2) return
    log.warn({ refused }, 'too much was asked at once; so many were asked to try again')
    refused = 0
  }
  client.on(Events.Raw, fillIn)
  client.on(Events.InteractionCreate, (interaction) => {
    const { id, token, applicationId } = interaction
    const respond = respondTo(client.rest, { id, token, applicationId })
    const isSuggesting = interaction.isAutocomplete()
    const isTooMuch = isSuggesting ? suggesting >= mostSuggesting : work.size >= mostOpen
    if (isTooMuch) refused += 1
    if (isSuggesting) suggesting += 1
    void work
      .run(async () => {
        try {
          await (isTooMuch
            ? refuse(interaction, respond, present)
            : answerInteraction({ door, respond, present }, interaction))
        } catch (error) {
          // Another process hears by the same shard for a moment, and was first.
          if (isAnothers(error)) return
          lost(log, interaction, error)
          if (!isTooLate(error)) await apologise(interaction, respond, present)
        }
      })
      .then(() => {
        if (isSuggesting) suggesting -= 1
        reported()
      })
  })
}

type Packet = { t: string | null; d: Record<string, unknown> }

/** Discord always sends these; discord.js ends the process where somebody else leaves them out. */
const fillIn = ({ t, d }: Packet): void => {
  if (t !== 'INTERACTION_CREATE') return
  d.authorizing_integration_owners ??= {}
  d.entitlements ??= []
}

const busy = saying(
  paragraph(
    'Too much is being asked at the moment, so this was not answered. Try again in a minute.',
  ),
)

const refuse = async (
  interaction: Interaction,
  respond: Responses,
  present: Render,
): Promise<void> => {
  if (interaction.isAutocomplete()) return respond.offer([])
  const [body = {}] = await present.answer(busy)
  await respond.say(body, interaction.guildId !== null)
}

const failed = saying(
  paragraph(
    'Something failed on our side, and the answer did not arrive, or not all of it. Try again in a minute.',
  ),
)

/** Nobody is left with an answer that seems to be coming, as far as Discord still takes one. */
const apologise = async (
  interaction: Interaction,
  respond: Responses,
  present: Render,
): Promise<void> => {
  if (interaction.isAutocomplete()) return
  const [body = {}] = await present.answer(failed)
  await respond.apologise(body, interaction.guildId !== null).catch(() => undefined)
}

/** One line for each that got no answer; too late is nothing that anyone can mend. */
const lost = (log: Log, { id, type }: Interaction, error: unknown): void => {
  if (isTooLate(error))
    log.warn(
      { interaction: id, type, code: (error as { code?: unknown }).code },
      'too late to answer',
    )
  else log.error({ interaction: id, type, err: error }, 'an answer did not arrive')
}
