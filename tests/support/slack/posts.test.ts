import { expect, test } from 'vitest'
import { textOf } from './index.ts'
import { body, desk, paragraph, said } from './trial.ts'

const metadata = { event_type: 'sitrep_delivery', event_payload: { key: 'k'.repeat(22) } }

test('a post stands in its channel, under a ts of its own', async () => {
  const { slack, policy, client } = await desk()
  const post = (text: string) => client.chat.postMessage({ channel: policy.id, ...body(text) })
  const first = await post('one')
  const second = await post('two')
  expect(Number(second.ts)).toBeGreaterThan(Number(first.ts))
  expect(slack.messages(policy).map(textOf)).toEqual(['one', 'two'])
  expect(slack.messages(policy).map(({ ts }) => ts)).toEqual([first.ts, second.ts])
  expect(first.message).toMatchObject({ user: policy.team.bot.id, bot_id: policy.team.botId })
})

test('a post is refused where the bot is not, or may not write, or nothing is', async () => {
  const { slack, team, client, policy } = await desk()
  const { world } = slack
  const post = (channel: string, more: object = {}) =>
    said(client.chat.postMessage({ channel, ...body(), ...more }))
  const hasBot = false
  expect(await post(world.channel(team, 'away', { hasBot }).id)).toBe('not_in_channel')
  const secret = world.channel(team, 'secret', { isPrivate: true, hasBot })
  expect(await post(secret.id)).toBe('channel_not_found')
  expect(await post(world.channel(team, 'old', { isArchived: true }).id)).toBe('is_archived')
  const few = world.channel(team, 'few', { postingRestrictedTo: { type: ['admin'] } })
  expect(await post(few.id)).toBe('restricted_action_read_only_channel')
  expect(await post('C0000000000')).toBe('channel_not_found')
  expect(await post(policy.id, { thread_ts: '1700000000.000100' })).toBe('cannot_reply_to_message')
  expect(slack.violations).toEqual([])
  expect(slack.messages(policy)).toEqual([])
})

test('what Slack does not take is refused and noted; what only we do not want is posted and noted', async () => {
  const { slack, policy, client } = await desk()
  const post = (more: object) =>
    said(client.chat.postMessage({ channel: policy.id, ...body(), ...more }))
  expect(await post({ text: 'x'.repeat(40_001) })).toBe('msg_too_long')
  expect(await post({ text: '', blocks: [] })).toBe('no_text')
  expect(await post({ blocks: [{ type: 'header' }] })).toBe('invalid_blocks')
  expect(slack.messages(policy)).toEqual([])
  slack.violations.length = 0
  expect(await post({ unfurl_links: true })).toBe('ok')
  expect(slack.violations).toMatchObject([{ isOurs: true, path: 'unfurl_links' }])
})

test('a mention is a violation unless the test allows it', async () => {
  const { slack, policy, client, ada } = await desk()
  const post = () =>
    client.chat.postMessage({ channel: policy.id, ...body(`<@${ada.user.id}>`, { blocks: [] }) })
  slack.mayMention.add(ada.user.id)
  await post()
  expect(slack.violations).toEqual([])
  slack.mayMention.clear()
  await post()
  expect(slack.violations).toMatchObject([{ isOurs: true, path: 'text' }])
})

test('a message is changed in its place, and keeps the metadata that is not sent', async () => {
  const { slack, policy, client } = await desk()
  const { ts = '' } = await client.chat.postMessage({
    channel: policy.id,
    ...body('one'),
    metadata,
  })
  const change = { channel: policy.id, ts, text: 'two', blocks: [paragraph('two')] }
  await client.chat.update(change)
  const [message] = slack.messages(policy)
  expect(message).toMatchObject({ ts, metadata, text: 'two' })
  expect(textOf(message!)).toBe('two')
  await client.chat.update({ channel: policy.id, ts, text: 'three' })
  expect(slack.messages(policy)).toMatchObject([{ blocks: [], text: 'three' }])
})

test('nothing but what the bot wrote is changed or removed', async () => {
  const { slack, policy, client, ada } = await desk()
  const { message } = await ada.say(policy, 'mine')
  const at = { channel: policy.id, ts: message.ts }
  expect(await said(client.chat.update({ ...at, text: 'x' }))).toBe('cant_update_message')
  expect(await said(client.chat.delete(at))).toBe('cant_delete_message')
  const nowhere = { channel: policy.id, ts: '1700000000.000100' }
  expect(await said(client.chat.update({ ...nowhere, text: 'x' }))).toBe('message_not_found')
  expect(await said(client.chat.delete(nowhere))).toBe('message_not_found')
  expect(slack.messages(policy).map(textOf)).toEqual(['mine'])
})

test('a message that was answered leaves a tombstone when it is removed', async () => {
  const { slack, policy, client, ada } = await desk()
  const { ts = '' } = await client.chat.postMessage({ channel: policy.id, ...body('root') })
  await ada.say(policy, 'answer', { thread: ts })
  await client.chat.delete({ channel: policy.id, ts })
  expect(slack.messages(policy).map(textOf)).toEqual(['answer'])
  const { messages } = await client.conversations.history({ channel: policy.id })
  expect(messages).toMatchObject([{ ts, subtype: 'tombstone', reply_count: 1 }])
  expect(await said(client.chat.update({ channel: policy.id, ts, text: 'x' }))).toBe(
    'message_not_found',
  )
})

test('what the app is doing is shown in a thread until it writes there', async () => {
  const { slack, policy, client, ada } = await desk()
  const { message } = await ada.say(policy, 'When?')
  const thread_ts = message.ts
  const set = (more: object = {}) =>
    client.assistant.threads.setStatus({
      channel_id: policy.id,
      thread_ts,
      status: 'is looking',
      ...more,
    })
  await set()
  expect(slack.status(policy, thread_ts)).toBe('is looking')
  expect(await said(set({ thread_ts: '1700000000.000100' }))).toBe('invalid_thread_ts')
  await client.chat.postMessage({ channel: policy.id, ...body(), thread_ts })
  expect(slack.status(policy, thread_ts)).toBeUndefined()
})

test('first questions are suggested, four at most, and with a thread_ts to nobody', async () => {
  const { slack, client, ada } = await desk()
  const prompts = [{ title: 'When?', message: 'When was it?' }]
  const suggest = (more: object = {}) =>
    client.assistant.threads.setSuggestedPrompts({
      channel_id: ada.dm.id,
      prompts,
      ...more,
    } as never)
  await suggest()
  expect(slack.prompts(ada.dm)).toEqual(prompts)
  expect(await said(suggest({ prompts: Array(5).fill(prompts[0]) }))).toBe('invalid_arguments')
  slack.violations.length = 0
  await suggest({ thread_ts: '1700000000.000100', prompts: [{ title: 'x', message: 'y' }] })
  expect(slack.prompts(ada.dm)).toEqual(prompts)
  expect(slack.violations).toMatchObject([{ isOurs: true, path: 'thread_ts' }])
})
