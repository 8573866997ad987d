import { expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { textOf } from '../support/slack/index.ts'
import { replicasOnSlack } from './slack.ts'

const question = 'When was the NATO exercise in Bergen?'

it('answers once what one was answering when it was killed, and nothing that one still answers', async () => {
  const { slack, product, reader, open } = await replicasOnSlack(() => ({
    LANE_LEASE_MS: '3000',
    REQUEST_TIMEOUT_MS: '4000',
    LEASE_MS: '5000',
    HEARTBEAT_SECONDS: '1',
  }))
  const store = await open()
  const first = await product.start()
  await eventually(() => slack.wire.connections === 2)
  // As long as this takes, the first is at its answer.
  const slow = slack.fail('users.info', { delay: 2_500, times: 1 })
  const said = await reader.say(reader.dm, question)
  await slack.until(() => slow.hits > 0)
  const second = await product.start()
  await eventually(() => slack.wire.connections === 4)
  await said.answer
  await eventually(async () => (await store.inbox.open('slack')).length === 0)
  expect(said.answers).toHaveLength(1)

  // Whoever is told of this one never comes to answer it.
  const hung = slack.fail('chat.postMessage', { instead: 'hang', times: 1 })
  const again = await reader.say(reader.dm, question)
  await slack.until(() => hung.hits > 0)
  const toldFirst = (slack.wire.sent.at(-1)?.connection ?? 0) <= 2
  await (toldFirst ? first : second).kill()
  expect(textOf(await again.answer)).toContain('Bergen')
  await eventually(async () => (await store.inbox.open('slack')).length === 0)
  expect(again.answers).toHaveLength(1)
  expect((toldFirst ? second : first).err()).toContain('a replica is gone without a word')
})
