import { expect, test } from 'vitest'
import type { Fault } from './index.ts'
import { body, clientOf, desk, said } from './trial.ts'

test.each<[Fault, unknown, number]>([
  [{ status: 503 }, 503, 0],
  [{ status: 503, when: 'after' }, 503, 1],
  [{ error: 'fatal_error' }, 'fatal_error', 0],
  [{ error: 'fatal_error', when: 'after' }, 'fatal_error', 1],
  [{ instead: 'reset' }, 'WebAPIRequestError', 0],
  [{ instead: 'reset', when: 'after' }, 'WebAPIRequestError', 1],
  [{ instead: 'truncate' }, expect.stringContaining('{"ok":true'), 1],
  [{ instead: 'hang' }, 'WebAPIRequestError', 0],
  [{ instead: 'hang', when: 'after' }, 'WebAPIRequestError', 1],
  [{ delay: 20 }, 'ok', 1],
])('a fault %j strikes once', async (fault, what, stands) => {
  const { slack, policy, team } = await desk()
  const client = clientOf(slack, team.token, 200)
  const failing = slack.fail('chat.postMessage', fault)
  const post = () => said(client.chat.postMessage({ channel: policy.id, ...body() }))
  expect(await said(client.auth.test())).toBe('ok')
  expect(await post()).toEqual(what)
  expect(slack.messages(policy)).toHaveLength(stands)
  expect(failing.hits).toBe(1)
  expect(await post()).toBe('ok')
})

test('a method that is shut stays so however often it is called, and says what it is told to', async () => {
  const { slack, team } = await desk()
  slack.fail('auth.test', { status: 429, retryAfter: 0.2, claims: 0.1 })
  const ask = () =>
    fetch(`${slack.api}auth.test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${team.token}` },
    })
  const first = await ask()
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '0.1'])
  expect((await ask()).status).toBe(429)
  slack.mend()
  expect((await ask()).status).toBe(200)
})

test('one fault strikes any of several methods, or all, until it is ended', async () => {
  const { slack, client, ada } = await desk()
  const failing = slack.fail(['users.info', 'users.list'], { status: 503 })
  expect(await said(client.users.list({}))).toBe(503)
  expect(await said(client.users.info({ user: ada.user.id }))).toBe('ok')
  expect(failing.hits).toBe(1)
  const all = slack.fail('*', { status: 503, times: 99 })
  expect([await said(client.auth.test()), await said(client.users.list({}))]).toEqual([503, 503])
  all.end()
  expect(await said(client.auth.test())).toBe('ok')
})

test('what was asked is done later, even if who asked has given up', async () => {
  const { slack, policy, team } = await desk()
  slack.fail('chat.postMessage', { delay: 80 })
  const client = clientOf(slack, team.token, 20)
  const asked = said(client.chat.postMessage({ channel: policy.id, ...body() }))
  expect(await asked).toBe('WebAPIRequestError')
  expect(slack.accepted).toEqual([])
  await slack.until(() => slack.accepted.length === 1)
  expect(slack.messages(policy)).toHaveLength(1)
})

test('a list may be empty though something is there', async () => {
  const { slack, policy, client } = await desk()
  const channel = policy.id
  await client.chat.postMessage({ channel, ...body() })
  slack.fail(['conversations.history', 'conversations.replies'], { instead: 'empty' })
  const list = async () => (await client.conversations.history({ channel })).messages
  expect([await list(), (await list())?.length]).toEqual([[], 1])
})

test('trouble may be chosen for each call, which is not asked where a fault is armed', async () => {
  const { slack, policy, client } = await desk()
  const troubles = slack.trouble(({ method, args }) =>
    method === 'chat.postMessage' && args.text === 'unlucky'
      ? { status: 503, when: 'after' }
      : undefined,
  )
  const post = (text: string) =>
    said(client.chat.postMessage({ channel: policy.id, ...body(text) }))
  expect([await post('lucky'), await post('unlucky'), await post('unlucky')]).toEqual([
    'ok',
    503,
    503,
  ])
  slack.fail('chat.postMessage', { error: 'fatal_error' })
  expect(await post('unlucky')).toBe('fatal_error')
  expect([troubles.hits, slack.accepted.length]).toEqual([2, 3])
  troubles.end()
  expect(await post('unlucky')).toBe('ok')
})

test('a chosen 429 shuts a method for that channel', async () => {
  const { slack, policy, team, client } = await desk()
  let left = 1
  slack.trouble(() => (left-- > 0 ? { status: 429, retryAfter: 60, claims: 1 } : undefined))
  const post = (channel: string) => client.chat.postMessage({ channel, ...body() })
  await expect(post(policy.id)).rejects.toMatchObject({ retryAfter: 1 })
  await expect(post(policy.id)).rejects.toMatchObject({ retryAfter: 1 })
  expect(await said(post(slack.world.channel(team, 'other').id))).toBe('ok')
  slack.mend()
  expect(await said(post(policy.id))).toBe('ok')
})

test('too many posts to one channel are refused for a while, those to another are not', async () => {
  const { slack, policy, team, client } = await desk()
  slack.limit('chat.postMessage', { requests: 1, perSeconds: 60 })
  const post = (channel: string) => client.chat.postMessage({ channel, ...body() })
  await post(policy.id)
  await expect(post(policy.id)).rejects.toMatchObject({ retryAfter: 60 })
  expect(await said(post(slack.world.channel(team, 'other').id))).toBe('ok')
})

test('a workspace may be limited too, whatever the channel', async () => {
  const { slack, policy, team, client } = await desk()
  slack.limit('chat.postMessage', { requests: 1, perSeconds: 60 })
  slack.limit('chat.postMessage', { requests: 2, perSeconds: 30, per: 'workspace' })
  const post = (channel: string) => client.chat.postMessage({ channel, ...body() })
  const [second, third] = ['second', 'third'].map((name) => slack.world.channel(team, name))
  await post(policy.id)
  await expect(post(policy.id)).rejects.toMatchObject({ retryAfter: 60 })
  await expect(post(second!.id)).rejects.toMatchObject({ retryAfter: 30 })
  await expect(post(third!.id)).rejects.toMatchObject({ retryAfter: 30 })
})

test('what was asked is kept, unless nothing is to be', async () => {
  const all = await desk()
  await said(all.client.conversations.info({ channel: 'C0000000000' }))
  expect(all.slack.requests).toMatchObject([
    { method: 'conversations.info', team: all.team.id, status: 200, error: 'channel_not_found' },
  ])
  const none = await desk({ keep: 'none' })
  await none.client.auth.test()
  for (let said = 0; said < 250; said += 1) await none.ada.say(none.policy, `${said}`)
  expect(none.slack.requests).toEqual([])
  expect(none.slack.messages(none.policy)).toHaveLength(200)
})

test('where nothing is checked, everything is served', async () => {
  const { slack, policy, client } = await desk({ validate: false })
  const more = { unfurl_links: true, blocks: [], nonsense: 1 }
  expect(await said(client.chat.postMessage({ channel: policy.id, ...body(), ...more }))).toBe('ok')
  expect(slack.violations).toEqual([])
})

test('a wait that is in vain says what was asked last', async () => {
  const { slack, client } = await desk({ within: 20 })
  await client.auth.test()
  await expect(slack.until(() => false, 'the impossible')).rejects.toThrow(
    /the impossible\n[\s\S]*auth\.test 200/,
  )
})
