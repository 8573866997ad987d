import { webApi } from '@slack/bolt'
import type { Outcome } from '#core/chat'
import type { Limited } from './client.ts'

type Failed = Exclude<Outcome, { kind: 'sent' }>

/** Faults before anything was written: Slack cannot have accepted it (Node's and undici's codes). */
const notWritten = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
/** How long to leave a platform alone that cannot be reached, in seconds. */
const unreachableSeconds = 5
const longestSeconds = 86_400

/** What Slack answers in `error`; undefined where it did not answer, or not in whole. */
export const errorOf = (error: unknown): string | undefined => {
  if (!(error instanceof webApi.WebAPIPlatformError)) return undefined
  // The SDK hands on as an error what it could not read.
  return /^[\w.:-]{1,80}$/.test(error.data.error) ? error.data.error : undefined
}

/** The scope that a call needs and the token was not given; undefined for any other failure. */
export const scopeLacking = (error: unknown): string | undefined => {
  if (errorOf(error) !== 'missing_scope') return undefined
  const { needed } = (error as webApi.WebAPIPlatformError).data as { needed?: string }
  return needed ?? 'a scope'
}

/** What a failed call means for the message it carried (docs.slack.dev, errors of the chat methods). */
export const outcomeOf = (error: unknown, now = Temporal.Now.instant()): Failed => {
  const said = errorOf(error)
  if (said !== undefined) return answered(said, error, now)
  if (error instanceof webApi.WebAPIHTTPError)
    return { kind: 'unknown', why: `status ${error.statusCode}` }
  if (error instanceof webApi.WebAPIPlatformError) return { kind: 'unknown', why: 'half an answer' }
  const { code, limited, name } = causeOf(error)
  if (limited) return { kind: 'later', at: now.add({ milliseconds: millisecondsOf(limited) }) }
  if (notWritten.has(code)) return { kind: 'later', at: now.add({ seconds: unreachableSeconds }) }
  return { kind: 'unknown', why: code || name }
}

const millisecondsOf = ({ seconds }: Limited): number =>
  1_000 *
  (Number.isNaN(seconds) ? unreachableSeconds : Math.min(Math.max(0, seconds), longestSeconds))

/** For the moment; the same token may be good again. */
const refused = new Set(['invalid_auth', 'not_authed', 'token_expired'])
/** For good: whoever runs Sitrep has to do something about the app or its token. */
export const revoked = new Set([
  'account_inactive',
  'token_revoked',
  'team_access_not_granted',
  'org_login_required',
])
const absent = new Set([
  'channel_not_found',
  'message_not_found',
  'thread_not_found',
  'user_not_found',
  'users_not_found',
  'user_disabled',
  'user_not_visible',
  'team_not_found',
])
const forbidden = new Set([
  'not_in_channel',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'cannot_dm_bot',
  'cant_update_message',
  'cant_delete_message',
  'no_permission',
  'access_denied',
  'ekm_access_denied',
])
/** Slack has not done it, and may a moment later. */
const passing = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded'])
/** Slack cannot say what it did. */
const stumbled = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
])

/** A workspace may forbid changes after some time, and its administrators can allow them. */
const longerToEdit = 'a longer time in which messages may be edited'

const answered = (said: string, error: unknown, now: Temporal.Instant): Failed => {
  if (refused.has(said)) return { kind: 'signedOut' }
  if (revoked.has(said) || absent.has(said)) return { kind: 'gone' }
  if (forbidden.has(said)) return { kind: 'forbidden', missing: [] }
  if (passing.has(said)) return { kind: 'later', at: now.add({ seconds: unreachableSeconds }) }
  if (stumbled.has(said)) return { kind: 'unknown', why: said }
  if (said === 'edit_window_closed') return { kind: 'forbidden', missing: [longerToEdit] }
  const scope = scopeLacking(error)
  if (scope) return { kind: 'forbidden', missing: [`the scope ${scope}`] }
  return { kind: 'invalid', why: said }
}

/** What went wrong on the way, from under the wrappings of the SDK and of fetch. */
const causeOf = (error: unknown): { code: string; name: string; limited?: Limited } => {
  let deepest = error as { original?: unknown; cause?: unknown; code?: unknown; name?: string }
  for (;;) {
    const inner = (deepest.original ?? deepest.cause) as typeof deepest | undefined
    if (inner === undefined || inner === null) break
    if ((inner as { kind?: string }).kind === 'limited')
      return { code: '', name: 'limited', limited: inner as unknown as Limited }
    deepest = inner
  }
  const code = typeof deepest.code === 'string' ? deepest.code : ''
  return { code, name: String(deepest.name) }
}

/** What went wrong, in a word of Slack's or of Node's, for the log. */
export const whyOf = (error: unknown): string => {
  const said = errorOf(error)
  if (said !== undefined) return said
  const outcome = outcomeOf(error)
  return 'why' in outcome ? outcome.why : outcome.kind
}
