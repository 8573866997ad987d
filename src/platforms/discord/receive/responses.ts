import { InteractionResponseType, MessageFlags, type REST, Routes } from 'discord.js'
import type { Body } from '#core/chat'
import type { Choice } from '#core/reply'
import { outcomeOf } from '../post/outcome.ts'

/** Where an interaction can be answered: within 3 s for the first time, then for 15 minutes. */
export type Caller = { id: string; token: string; applicationId: string }

/** Requests to one interaction. Each may fail as Discord's errors do. */
export type Responses = {
  /** "Thinking": an answer of its own will come. */
  defer(isPrivate: boolean): Promise<void>
  /** The message that was pressed will change. */
  deferUpdate(): Promise<void>
  say(body: Body, isPrivate: boolean): Promise<void>
  open(modal: Body): Promise<void>
  offer(choices: readonly Choice[]): Promise<void>
  /** The first part in place of what was deferred, the others after it. Ids of all, in order. */
  show(bodies: readonly Body[], isPrivate: boolean): Promise<string[]>
}

export const respondTo = (rest: REST, { id, token, applicationId }: Caller): Responses => {
  const callback = async (type: InteractionResponseType, data?: Body): Promise<void> => {
    await rest.post(Routes.interactionCallback(id, token), {
      auth: false,
      body: { type, ...(data && { data }) },
    })
  }
  const original = Routes.webhookMessage(applicationId, token)
  const edit = (body: Body) => idOf(rest.patch(original, { auth: false, body }))
  const follow = (body: Body) =>
    idOf(rest.post(Routes.webhook(applicationId, token), { auth: false, body }))

  return {
    defer: (isPrivate) =>
      callback(InteractionResponseType.DeferredChannelMessageWithSource, {
        flags: isPrivate ? MessageFlags.Ephemeral : 0,
      }),
    deferUpdate: () => callback(InteractionResponseType.DeferredMessageUpdate),
    say: (body, isPrivate) =>
      callback(InteractionResponseType.ChannelMessageWithSource, flagged(body, isPrivate)),
    open: (modal) => callback(InteractionResponseType.Modal, modal),
    offer: (choices) =>
      callback(InteractionResponseType.ApplicationCommandAutocompleteResult, {
        choices: choices.flatMap(fitting).slice(0, mostChoices),
      }),
    async show([first = {}, ...others], isPrivate) {
      const ids = [await persist(() => edit(first), triesOfEdit)]
      for (const body of others)
        ids.push(await persist(() => follow(flagged(body, isPrivate)), triesOfFollowUp))
      return ids
    },
  }
}

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
      const { kind } = outcomeOf(error, Temporal.Now.instant())
      if (left === 0 || (kind !== 'unknown' && kind !== 'later')) throw error
    }
  }
}
