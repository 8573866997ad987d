import { expect, test } from 'vitest'
import { request, room } from './by-hand.ts'
import type { Fault } from './index.ts'
import { message } from './parts.ts'

const route = 'POST channels/:id/messages'

const place = async (settings = {}) => {
  const { discord, channel, messages } = await room(settings)
  const post = (nonce?: string, more = {}) => {
    const enforced = nonce === undefined ? {} : { nonce, enforce_nonce: true }
    const body = { ...message(), ...enforced, ...more }
    return request(discord, `POST ${messages}`, body).catch(() => undefined)
  }
  return { discord, channel, messages, post }
}

test('what was taken is kept in order, edits and what became of it aside', async () => {
  const { discord, channel, messages, post } = await place()
  const first = await post('first')
  const second = await post(undefined, { content: 'two' })
  await request(discord, `PATCH ${messages}/${first?.body.id}`, message({ content: 'new' }))
  await request(discord, `DELETE ${messages}/${first?.body.id}`)
  expect(discord.accepted).toMatchObject([
    { channel: channel.id, id: first?.body.id, key: 'first', body: { nonce: 'first' } },
    { channel: channel.id, id: second?.body.id, key: undefined, body: { content: 'two' } },
  ])
  const [one, two] = discord.accepted
  expect(one!.at).toBeLessThanOrEqual(two!.at)
})

test('what is sent again under its nonce was taken once', async () => {
  const { discord, messages, post } = await place()
  const first = await post('key')
  await post('key')
  await request(discord, `DELETE ${messages}/${first?.body.id}`)
  await post('key')
  expect(discord.accepted.map(({ key }) => key)).toEqual(['key'])
})

const faults: [Fault, number][] = [
  [{ status: 503 }, 0],
  [{ status: 503, when: 'after' }, 1],
  [{ status: 429 }, 0],
  [{ instead: 'reset' }, 0],
  [{ instead: 'reset', when: 'after' }, 1],
  [{ instead: 'truncate' }, 1],
]
test.each(faults)('what a fault %j spoils was taken %d times', async (fault, count) => {
  const { discord, post } = await place()
  discord.fail(route, fault)
  await post('key')
  expect(discord.accepted).toHaveLength(count)
})

test('what is refused was not taken, and nothing is kept where nothing is to be', async () => {
  const all = await place()
  await all.post('key', { content: '' })
  expect(all.discord.accepted).toEqual([])
  const none = await place({ keep: 'none' })
  expect((await none.post('key'))?.status).toBe(200)
  expect(none.discord.accepted).toEqual([])
})
