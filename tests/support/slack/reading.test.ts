import { expect, test } from 'vitest'
import { body, desk, said } from './trial.ts'

const metadata = { event_type: 'sitrep_delivery', event_payload: { key: 'k'.repeat(22) } }

type Page = { messages?: { text: string }[] }

test('history is newest first, without answers in threads, and says how many there are', async () => {
  const { slack, policy, client, ada, team } = await desk()
  const { message } = await ada.say(policy, 'root')
  await client.chat.postMessage({ channel: policy.id, ...body('answer'), thread_ts: message.ts })
  await ada.say(policy, 'later')
  const { messages } = await client.conversations.history({ channel: policy.id })
  expect(messages?.map(({ text }) => text)).toEqual(['later', 'root'])
  expect(messages?.[1]).toMatchObject({
    thread_ts: message.ts,
    reply_count: 1,
    reply_users: [team.bot.id],
    latest_reply: slack.messages(policy)[1]?.ts,
  })
  expect(messages?.[0]).not.toHaveProperty('thread_ts')
})

test('a thread is read oldest first, its beginning with it', async () => {
  const { policy, client, ada } = await desk()
  const { message } = await ada.say(policy, 'root')
  for (const text of ['one', 'two']) await ada.say(policy, text, { thread: message })
  const read = async (more: object = {}) => {
    const { messages } = await client.conversations.replies({
      channel: policy.id,
      ts: message.ts,
      ...more,
    })
    return messages?.map(({ text }) => text)
  }
  expect(await read()).toEqual(['root', 'one', 'two'])
  expect(await read({ oldest: message.ts, limit: 2 })).toEqual(['root', 'one'])
  const none = client.conversations.replies({ channel: policy.id, ts: '1700000000.000100' })
  expect(await said(none)).toBe('thread_not_found')
})

test('metadata is told only where it is asked for', async () => {
  const { policy, client } = await desk()
  await client.chat.postMessage({ channel: policy.id, ...body(), metadata })
  const read = async (include_all_metadata?: boolean) => {
    const wish = { channel: policy.id, ...(include_all_metadata && { include_all_metadata }) }
    return (await client.conversations.history(wish)).messages?.[0]?.metadata
  }
  expect(await read()).toBeUndefined()
  expect(await read(true)).toEqual(metadata)
})

test('a window of history leaves its ends out unless they are asked for', async () => {
  const { policy, client, ada } = await desk()
  const all: string[] = []
  for (const text of ['a', 'b', 'c', 'd']) all.push((await ada.say(policy, text)).message.ts)
  const [oldest = '', , , latest = ''] = all
  const read = async (more: object) => {
    const { messages } = await client.conversations.history({ channel: policy.id, ...more })
    return messages?.map(({ text }) => text).join('')
  }
  expect(await read({ oldest, latest })).toBe('cb')
  expect(await read({ oldest, latest, inclusive: true })).toBe('dcba')
  expect(await read({ oldest })).toBe('dcb')
})

test('history comes in pages, of 999 at most', async () => {
  const { policy, client, ada } = await desk()
  for (const text of ['a', 'b', 'c', 'd', 'e']) await ada.say(policy, text)
  const read: (string | undefined)[] = []
  for await (const page of client.paginate('conversations.history', {
    channel: policy.id,
    limit: 2,
  }))
    read.push(...((page as Page).messages ?? []).map(({ text }) => text))
  expect(read.join('')).toBe('edcba')
  const wish = { channel: policy.id, limit: 1_000 }
  expect(await said(client.conversations.history(wish))).toBe('invalid_limit')
  const { has_more } = await client.conversations.history({ channel: policy.id, limit: 999 })
  expect(has_more).toBe(false)
})

test('history is closed where the bot is not, and without its scope for that kind of channel', async () => {
  const { slack, team, client, ada, policy } = await desk()
  const read = (channel: string) => said(client.conversations.history({ channel }))
  const away = slack.world.channel(team, 'away', { hasBot: false })
  expect(await read(away.id)).toBe('not_in_channel')
  team.scopes.delete('channels:history')
  expect(await read(policy.id)).toBe('missing_scope')
  expect(await read(slack.world.channel(team, 'closed', { isPrivate: true }).id)).toBe('ok')
  expect(await read(ada.dm.id)).toBe('ok')
  expect(slack.violations).toEqual([])
})
