import { expect, test } from 'vitest'
import { body, clientOf, desk, said } from './trial.ts'

test('a token says whose it is', async () => {
  const { client, team } = await desk({ token: 'xoxb-1-2-three' })
  expect(team.token).toBe('xoxb-1-2-three')
  expect(await client.auth.test()).toMatchObject({
    ok: true,
    team_id: team.id,
    team: 'Desk',
    user_id: team.bot.id,
    bot_id: team.botId,
  })
})

test('every answer says what the token was granted', async () => {
  const { client, team } = await desk()
  team.scopes.delete('users:read')
  const { response_metadata } = await client.auth.test()
  expect(response_metadata?.scopes).toContain('chat:write')
  expect(response_metadata?.scopes).not.toContain('users:read')
})

test('a token that is not good is refused, and Slack says why', async () => {
  const { slack, team, client } = await desk()
  const call = (token?: string) => said(clientOf(slack, token).auth.test())
  expect(await call()).toBe('not_authed')
  expect(await call('xoxb-wrong')).toBe('invalid_auth')
  expect(await call(slack.appToken)).toBe('not_allowed_token_type')
  slack.world.revoke(team)
  expect(await said(client.auth.test())).toBe('token_revoked')
})

test('an app that was removed has no token, and a new one when it comes back', async () => {
  const { slack, team, client } = await desk()
  slack.world.uninstall(team)
  expect(await said(client.auth.test())).toBe('account_inactive')
  slack.world.install(team)
  expect(await said(client.auth.test())).toBe('account_inactive')
  expect(await said(clientOf(slack, team.token).auth.test())).toBe('ok')
})

test('only the app token opens connections', async () => {
  const { slack, team } = await desk()
  const open = (token?: string) => clientOf(slack, token).apps.connections.open()
  expect((await open(slack.appToken)).url).toMatch(/^ws:\/\/127\.0\.0\.1:/)
  expect(await said(open('xapp-wrong'))).toBe('invalid_auth')
  expect(await said(open(team.token))).toBe('not_allowed_token_type')
})

test('a call without its scope is refused; one that the app never asks for is our mistake', async () => {
  const { slack, team, client, ada } = await desk()
  team.scopes.delete('users:read')
  const call = client.users.info({ user: ada.user.id })
  await expect(call).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'users:read', provided: [...team.scopes].join(',') },
  })
  expect(slack.violations).toEqual([])
  expect(await said(client.conversations.info({ channel: ada.dm.id }))).toBe('missing_scope')
  expect(slack.violations).toMatchObject([{ rule: 'the app never asks for im:read' }])
})

const channel = 'C0000000000'
test.each<[string, object, string, string]>([
  ['chat.delete', { channel, ts: '1' }, 'ts', 'no ts'],
  ['chat.delete', { channel }, 'ts', 'missing'],
  ['chat.delete', { channel, ts: '1700000000.000100', force: true }, 'force', 'no such argument'],
  ['chat.postMessage', { channel: '#policy', text: 'x' }, 'channel', 'no channel'],
  ['chat.postMessage', { channel: 'U0000000000', text: 'x' }, 'channel', 'no channel'],
  ['users.info', { user: 'slack:T1/U1' }, 'user', 'no user'],
  ['conversations.history', { channel, limit: 'all' }, 'limit', 'no number'],
  ['conversations.history', { channel, inclusive: 'perhaps' }, 'inclusive', 'no flag'],
])('%s %j: %s is wrong', async (method, args, path, rule) => {
  const { slack, client } = await desk()
  expect(await said(client.apiCall(method, { ...args }))).toBe('invalid_arguments')
  expect(slack.violations).toMatchObject([{ method, path, rule, isOurs: false }])
})

test('what is no method of ours is refused and noted', async () => {
  const { slack, client } = await desk()
  expect(await said(client.chat.postEphemeral({ ...body(), channel, user: 'U1' }))).toBe(
    'unknown_method',
  )
  expect(slack.violations).toMatchObject([{ method: 'chat.postEphemeral', rule: 'no such method' }])
})

test('JSON is taken as well as forms, and a token in the body', async () => {
  const { slack, policy, team } = await desk()
  const post = async (text: string) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${slack.api}chat.postMessage`, {
      method: 'POST',
      headers,
      body: text,
    })
    return answer.json()
  }
  const args = { token: team.token, channel: policy.id, ...body() }
  expect(await post(JSON.stringify(args))).toMatchObject({ ok: true })
  expect(await post('{')).toEqual({ ok: false, error: 'invalid_json' })
  expect(JSON.stringify(slack.requests)).not.toContain(team.token)
})
