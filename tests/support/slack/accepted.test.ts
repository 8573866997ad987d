import { expect, test } from 'vitest'
import type { Fault } from './index.ts'
import { body, clientOf, desk, paragraph, said } from './trial.ts'

const keyed = (key: string, more = {}) =>
  body('hello', { metadata: { event_type: 'sitrep_delivery', event_payload: { key } }, ...more })

test('what was taken is kept in order, edits and what became of it aside', async () => {
  const { slack, team, policy, client } = await desk()
  const channel = policy.id
  const { ts = '' } = await client.chat.postMessage({ channel, ...keyed('first') })
  const reply = await client.chat.postMessage({ channel, ...body('two'), thread_ts: ts })
  await client.chat.update({ channel, ts, text: 'new', blocks: [paragraph('new')] })
  await client.chat.delete({ channel, ts: `${reply.ts}` })
  await client.chat.delete({ channel, ts })
  const at = expect.any(Number)
  expect(slack.accepted).toMatchObject([
    { channel: `${team.id}/${channel}`, id: `${channel}/${ts}`, key: 'first', at },
    { channel: `${team.id}/${channel}/${ts}`, id: `${channel}/${reply.ts}`, key: undefined },
  ])
  expect(slack.accepted[1]?.body).toMatchObject({ text: 'two', blocks: [paragraph('two')] })
})

test.each<[Fault, number]>([
  [{ status: 503 }, 0],
  [{ status: 503, when: 'after' }, 1],
  [{ status: 429 }, 0],
  [{ error: 'fatal_error', when: 'after' }, 1],
  [{ instead: 'reset' }, 0],
  [{ instead: 'reset', when: 'after' }, 1],
  [{ instead: 'hang', when: 'after' }, 1],
  [{ instead: 'truncate' }, 1],
])('what a fault %j spoils was taken %d times', async (fault, count) => {
  const { slack, team, policy } = await desk()
  slack.fail('chat.postMessage', fault)
  const client = clientOf(slack, team.token, 200)
  await said(client.chat.postMessage({ channel: policy.id, ...keyed('key') }))
  expect(slack.accepted.map(({ key }) => key)).toEqual(Array(count).fill('key'))
})

test('what is refused was not taken, and nothing is kept where nothing is to be', async () => {
  const all = await desk()
  const channel = all.policy.id
  await said(all.client.chat.postMessage({ channel, ...keyed('key', { text: '', blocks: [] }) }))
  expect(all.slack.accepted).toEqual([])
  const none = await desk({ keep: 'none' })
  await none.client.chat.postMessage({ channel: none.policy.id, ...keyed('key') })
  expect(none.slack.accepted).toEqual([])
})
