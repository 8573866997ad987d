import {
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js'
import type { Body } from '#core/chat'
import type { Choice } from '#core/reply'
import { outcomeOf } from '../post/outcome.ts'

/** Where an interaction can be answered: within 3 s for the first time, then for 15 minutes. */
export type Caller = { id: string; token: string; applicationId: string }

/** What of an answer stands, in order, and what kept the rest from it. */
export type Shown = { messages: string[]; failed?: unknown }

/** Requests to one interaction. Each may fail as Discord's errors do. */
export type Responses = {
  /** "Thinking": an answer of its own will come. */
  defer(isPrivate: boolean): Promise<void>
  /** The message that was pressed will change. */
  deferUpdate(): Promise<void>
  say(body: Body, isPrivate: boolean): Promise<void>
  open(modal: Body): Promise<void>
  offer(choices: readonly Choice[]): Promise<void>
  /** The first part in place of what was deferred, the others after it. Never throws. */
  show(bodies: readonly Body[], isPrivate: boolean): Promise<Shown>
  /** Says that it went wrong, wherever there is still room, and leaves alone what already stands. */
  apologise(body: Body, isPrivate: boolean): Promise<void>
}

export const respondTo = (rest: REST, { id, token, applicationId }: Caller): Responses => {
  let stage: 'nothing' | 'awaited' | 'standing' = 'nothing'

  const callback = async (
    type: InteractionResponseType,
    data: Body | undefined,
    next: typeof stage,
  ): Promise<void> => {
    const body = { type, ...(data && { data }) }
    const request = { auth: false, body, signal: AbortSignal.timeout(ackWithinMs) }
    try {
      await rest.post(Routes.interactionCallback(id, token), request)
    } catch (error) {
      if (!isLost(error)) throw error
      await rest.post(Routes.interactionCallback(id, token), { auth: false, body }).catch(wasTaken)
    }
    stage = next
  }
  const original = Routes.webhookMessage(applicationId, token)
  const edit = (body: Body) => idOf(rest.patch(original, { auth: false, body }))
  const follow = (body: Body) =>
    idOf(rest.post(Routes.webhook(applicationId, token), { auth: false, body }))
  const say = (body: Body, isPrivate: boolean) =>
    callback(InteractionResponseType.ChannelMessageWithSource, flagged(body, isPrivate), 'standing')

  return {
    defer: (isPrivate) =>
      callback(
        InteractionResponseType.DeferredChannelMessageWithSource,
        { flags: isPrivate ? MessageFlags.Ephemeral : 0 },
        'awaited',
      ),
    deferUpdate: () =>
      callback(InteractionResponseType.DeferredMessageUpdate, undefined, 'standing'),
    say,
    open: (modal) => callback(InteractionResponseType.Modal, modal, 'standing'),
    offer: (choices) =>
      callback(
        InteractionResponseType.ApplicationCommandAutocompleteResult,
        { choices: choices.flatMap(fitting).slice(0, mostChoices) },
        'standing',
      ),
    async show([first = {}, ...others], isPrivate) {
      const messages: string[] = []
      try {
        messages.push(await persist(() => edit(first), triesOfEdit))
        stage = 'standing'
        for (const body of others)
          messages.push(await persist(() => follow(flagged(body, isPrivate)), triesOfFollowUp))
        return { messages }
      } catch (failed) {
        return { messages, failed }
      }
    },
    async apologise(body, isPrivate) {
      if (stage === 'nothing') await say(body, isPrivate)
      else if (stage === 'awaited') await edit(body)
      else await follow(flagged(body, isPrivate))
    },
  }
}

/** Of the three seconds that Discord gives, so that there is room for a second try; in milliseconds. */
const ackWithinMs = 1_200

/** Whether a request may have been taken though no answer says so. */
const isLost = (error: unknown): boolean =>
  ['unknown', 'later'].includes(outcomeOf(error, Temporal.Now.instant()).kind)

/** After a try whose answer got lost, "already acknowledged" means that it was taken. */
const wasTaken = (error: unknown): void => {
  if (!(error instanceof DiscordAPIError) || error.code !== alreadyAcknowledged) throw error
}
const alreadyAcknowledged = 40_060

const idOf = async (message: Promise<unknown>): Promise<string> => {
  const { id } = ((await message) ?? {}) as { id?: string }
  return id ?? ''
}

const flagged = (body: Body, isPrivate: boolean): Body => ({
  ...body,
  flags: Number(body.flags ?? 0) | (isPrivate ? MessageFlags.Ephemeral : 0),
})

const mostChoices = 25
const longestChoice = 100

/** A value that is too long could not come back whole; a name is only there to be read. */
const fitting = ({ label, value }: Choice): { name: string; value: string }[] => {
  const name = label.trim() || value
  if (value === '' || value.length > longestChoice) return []
  return [
    { name: name.length > longestChoice ? `${name.slice(0, longestChoice - 1)}…` : name, value },
  ]
}

/** An edit may be made any number of times. A part of a private answer may rather come twice than not at all. */
const triesOfEdit = 4
const triesOfFollowUp = 2

const persist = async <T>(act: () => Promise<T>, tries: number): Promise<T> => {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await act()
    } catch (error) {
      if (left === 0 || !isLost(error)) throw error
    }
  }
}
