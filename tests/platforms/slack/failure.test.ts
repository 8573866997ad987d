import { expect, it, onTestFinished } from 'vitest'
import { createClient } from '#platforms/slack/client'
import { outcomeOf, scopeLacking } from '#platforms/slack/failure'
import { startSlack } from '../../support/slack/index.ts'

/** What the real client throws when Slack answers so. */
const failing = async (fault: object): Promise<unknown> => {
  const slack = await startSlack()
  onTestFinished(() => slack.stop())
  const { token = '' } = slack.world.team('Policy desk')
  slack.fail('auth.test', fault)
  const client = createClient(token, { api: slack.api, timeoutMs: 2_000 })
  return client.auth.test().then(
    () => undefined,
    (error: unknown) => error,
  )
}

it.each([
  ['not_in_channel', { kind: 'forbidden', missing: [] }],
  ['is_archived', { kind: 'forbidden', missing: [] }],
  ['restricted_action', { kind: 'forbidden', missing: [] }],
  ['cant_update_message', { kind: 'forbidden', missing: [] }],
  [
    'edit_window_closed',
    { kind: 'forbidden', missing: ['a longer time in which messages may be edited'] },
  ],
  ['channel_not_found', { kind: 'gone' }],
  ['message_not_found', { kind: 'gone' }],
  ['user_disabled', { kind: 'gone' }],
  ['token_revoked', { kind: 'gone' }],
  ['account_inactive', { kind: 'gone' }],
  ['invalid_auth', { kind: 'signedOut' }],
  ['token_expired', { kind: 'signedOut' }],
  ['fatal_error', { kind: 'unknown', why: 'fatal_error' }],
  ['internal_error', { kind: 'unknown', why: 'internal_error' }],
  ['ratelimited', { kind: 'later', at: expect.any(Temporal.Instant) }],
  ['msg_too_long', { kind: 'invalid', why: 'msg_too_long' }],
  ['invalid_blocks', { kind: 'invalid', why: 'invalid_blocks' }],
])('takes %s for what it means to a message', async (error, outcome) => {
  expect(outcomeOf(await failing({ error }))).toEqual(outcome)
})

it('names the scope that a call lacks', async () => {
  const slack = await startSlack()
  onTestFinished(() => slack.stop())
  const team = slack.world.team('Policy desk', { scopes: ['commands'] })
  const client = createClient(team.token ?? '', { api: slack.api, timeoutMs: 2_000 })
  const error = await client.users.info({ user: team.bot.id }).catch((one: unknown) => one)
  expect(scopeLacking(error)).toBe('users:read')
  expect(outcomeOf(error)).toEqual({ kind: 'forbidden', missing: ['the scope users:read'] })
})

it.each([
  ['2', 2_000],
  ['0.5', 500],
  ['soon', 5_000],
  ['-3', 0],
  ['999999999', 86_400_000],
])('waits as long as Slack asks for, within a day (%s)', async (claims, milliseconds) => {
  const error = await failing({ status: 429, retryAfter: 0.01, claims })
  const now = Temporal.Instant.from('2026-11-22T12:00:00Z')
  expect(outcomeOf(error, now)).toEqual({ kind: 'later', at: now.add({ milliseconds }) })
})

it('says no token, and nothing that was sent', async () => {
  const errors = await Promise.all([
    failing({ status: 503 }),
    failing({ instead: 'reset' }),
    failing({ instead: 'truncate' }),
    failing({ error: 'invalid_auth' }),
  ])
  for (const error of errors) expect(JSON.stringify(outcomeOf(error))).not.toContain('xox')
})
