import { promptsFaults } from '../validate/index.ts'
import { ok, refused } from '../web/answers.ts'
import { judged } from '../web/judge.ts'
import { inChannel } from './method.ts'

export const setStatus = inChannel((channel, { args }, { messages, statuses }) => {
  const { thread_ts: ts, status } = args
  const root = messages.get(channel, `${ts}`)
  if (!root || root.ephemeralFor !== undefined) return refused('invalid_thread_ts')
  if (status === '') statuses.delete(`${channel.id}/${ts}`)
  else statuses.set(`${channel.id}/${ts}`, `${status}`)
  return ok()
})

/** With a thread_ts nothing happens in agent view, and Slack says that it did. */
export const setSuggestedPrompts = inChannel((channel, { method, args }, place) => {
  const refusal = judged(place, { method, body: args }, promptsFaults(args))
  if (refusal) return refusal
  if (args.thread_ts === undefined) place.prompts.set(channel.id, args.prompts as never)
  return ok()
})
