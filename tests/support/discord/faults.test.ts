import { describe, expect, test } from 'vitest'
import { request, room } from './by-hand.ts'
import type { Fault } from './index.ts'
import { createInteractions } from './interactions/interactions.ts'
import { createNews } from './news.ts'
import { message } from './parts.ts'
import { createMessages } from './world/messages.ts'

const route = 'POST channels/:id/messages'

const place = async () => {
  const { discord, channel, messages } = await room()
  return { discord, channel, line: `POST ${messages}` }
}

type Felt = { status?: number; code?: number; posted: number; header?: [string, string] }

const faults: [string, Fault, Felt][] = [
  ['a 5xx before', { status: 503 }, { status: 503, posted: 0 }],
  ['a 5xx after', { status: 502, when: 'after' }, { status: 502, posted: 1 }],
  ['a 401', { status: 401 }, { status: 401, code: 0, posted: 0 }],
  ['a 403', { status: 403, code: 50_001 }, { status: 403, code: 50_001, posted: 0 }],
  ['a 404', { status: 404, code: 10_003 }, { status: 404, code: 10_003, posted: 0 }],
  ['a reset before', { instead: 'reset' }, { posted: 0 }],
  ['a reset after', { instead: 'reset', when: 'after' }, { posted: 1 }],
  ['half an answer', { instead: 'truncate' }, { posted: 1 }],
  ['a delay', { delay: 10 }, { status: 200, posted: 1 }],
  [
    'a message that was deleted since',
    { status: 404, code: 10_008, when: 'after' },
    { status: 404, code: 10_008, posted: 1 },
  ],
  [
    'a 429',
    { status: 429, retryAfter: 0.2 },
    { status: 429, posted: 0, header: ['retry-after', '0.2'] },
  ],
  [
    'a global 429',
    { status: 429, global: true },
    { status: 429, posted: 0, header: ['x-ratelimit-global', 'true'] },
  ],
  [
    'a shared 429',
    { status: 429, scope: 'shared' },
    { status: 429, posted: 0, header: ['x-ratelimit-scope', 'shared'] },
  ],
]

test.each(faults)('%s strikes once', async (_name, fault, { status, code, posted, header }) => {
  const { discord, channel, line } = await place()
  const failing = discord.fail(route, fault)
  const answer = await request(discord, line, message()).catch(() => undefined)
  expect(answer?.status).toBe(status)
  if (code !== undefined) expect(answer?.body.code).toBe(code)
  if (header) expect(answer?.headers.get(header[0])).toBe(header[1])
  expect(discord.messages(channel)).toHaveLength(posted)
  discord.mend()
  expect(await request(discord, line, message())).toMatchObject({ status: 200 })
  expect(failing.hits).toBe(1)
})

test('a hang is never answered, but ends with Discord', async () => {
  const { discord, channel, line } = await place()
  discord.fail(route, { instead: 'hang' })
  const asked = request(discord, line, message())
  await discord.until(() => discord.requests.length === 1)
  await discord.stop()
  await expect(asked).rejects.toThrow('fetch failed')
  expect(discord.messages(channel)).toEqual([])
})

test('a fault strikes its route alone, as often as told, until it is ended', async () => {
  const { discord, line } = await place()
  const failing = discord.fail(route, { status: 500, times: 3 })
  const post = async () => (await request(discord, line, message())).status
  expect([await post(), await post()]).toEqual([500, 500])
  expect(await request(discord, 'GET users/@me')).toMatchObject({ status: 200 })
  failing.end()
  expect([await post(), failing.hits]).toEqual([200, 2])
  discord.fail('*', { status: 500 })
  expect(await request(discord, 'GET users/@me')).toMatchObject({ status: 500 })
})

test('a route stays shut for as long as is true, whatever the answer claims', async () => {
  const { discord, line } = await place()
  discord.fail(route, { status: 429, retryAfter: 60, wrongRetryAfter: 0.01 })
  const first = await request(discord, line, message())
  expect(first.body).toMatchObject({ retry_after: 0.01 })
  expect(await request(discord, line, message())).toMatchObject({ status: 429 })
})

test('what was asked is done later, even if who asked has given up', async () => {
  const { discord, channel, line } = await place()
  discord.fail(route, { delay: 60 })
  const [, path] = line.split(' ')
  const asked = fetch(`${discord.api}/v10/${path}`, {
    method: 'POST',
    headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(message()),
    signal: AbortSignal.timeout(20),
  })
  await expect(asked).rejects.toThrow('aborted')
  expect(discord.accepted).toEqual([])
  await discord.until(() => discord.accepted.length === 1)
  expect(discord.messages(channel)).toHaveLength(1)
})

test('a list may be empty though something is there', async () => {
  const { discord, line } = await place()
  await request(discord, line, message())
  const list = () => request(discord, line.replace('POST', 'GET'))
  discord.fail('GET channels/:id/messages', { instead: 'empty' })
  expect(await list()).toMatchObject({ status: 200, body: [] })
  expect(await list()).toMatchObject({ body: [{ content: expect.any(String) }] })
})

describe('trouble that is chosen', () => {
  const status = async (...given: Parameters<typeof request>) => (await request(...given)).status

  test('strikes what the caller wants, until it is ended or another chooses', async () => {
    const { discord, channel, line } = await place()
    const seen: string[] = []
    const troubles = discord.trouble(({ method, route }) => {
      seen.push(`${method} ${route}`)
      return method === 'POST' ? { status: 502, when: 'after' } : undefined
    })
    const post = () => status(discord, line, message())
    expect([await post(), await post()]).toEqual([502, 502])
    expect(await status(discord, 'GET users/@me')).toBe(200)
    expect(seen.map((one) => one.split(' ')[1])).toEqual([
      'channels/:channel/messages',
      'channels/:channel/messages',
      'users/@me',
    ])
    expect([troubles.hits, discord.messages(channel).length]).toEqual([2, 2])
    discord.trouble(() => ({ status: 500 }))
    troubles.end()
    expect(await post()).toBe(500)
    discord.mend()
    expect(await post()).toBe(200)
    const last = discord.trouble(() => ({ status: 503 }))
    last.end()
    expect(await post()).toBe(200)
  })

  test('is not asked for where a fault is armed', async () => {
    const { discord, line } = await place()
    const troubles = discord.trouble(() => ({ status: 503 }))
    discord.fail(route, { status: 500 })
    expect(await status(discord, line, message())).toBe(500)
    expect(troubles.hits).toBe(0)
  })

  test.each([false, true])('shuts one path, or all: %s', async (global) => {
    const { discord, channel, line } = await place()
    const other = discord.world.channel(channel.guild!, 'other')
    let isFirst = true
    discord.trouble(() => {
      const fault = { status: 429, retryAfter: 60, wrongRetryAfter: 0.01, global }
      if (!isFirst) return undefined
      isFirst = false
      return fault
    })
    const post = (id: string) => status(discord, `POST channels/${id}/messages`, message())
    const at = [channel.id, channel.id, other.id]
    const answers = [await post(at[0]!), await post(at[1]!), await post(at[2]!)]
    expect(answers).toEqual([429, 429, global ? 429 : 200])
    expect(await status(discord, line.replace('POST', 'GET'))).toBe(global ? 429 : 200)
  })
})

test('a limit counts each channel on its own', async () => {
  const { discord, channel, line } = await place()
  const other = discord.world.channel(channel.guild!, 'other')
  discord.limit(route, { requests: 1, perSeconds: 60 })
  const first = await request(discord, line, message())
  expect(first.headers.get('x-ratelimit-remaining')).toBe('0')
  const second = await request(discord, line, message())
  expect(second).toMatchObject({ status: 429, body: { global: false } })
  expect(second.headers.get('x-ratelimit-bucket')).toBe(first.headers.get('x-ratelimit-bucket'))
  const elsewhere = `POST channels/${other.id}/messages`
  expect(await request(discord, elsewhere, message())).toMatchObject({ status: 200 })
})

test('a global limit counts all that a bot asks, beside the limits of routes', async () => {
  const { discord, channel, line } = await place()
  const other = discord.world.channel(channel.guild!, 'other')
  discord.limit('*', { requests: 2, perSeconds: 60, scope: 'global' })
  discord.limit(route, { requests: 5, perSeconds: 60 })
  const first = await request(discord, line, message())
  expect(first.headers.get('x-ratelimit-remaining')).toBe('4')
  expect(await request(discord, 'GET users/@me')).toMatchObject({ status: 200 })
  const third = await request(discord, `POST channels/${other.id}/messages`, message())
  expect(third).toMatchObject({ status: 429, body: { global: true } })
  expect(third.headers.get('x-ratelimit-scope')).toBe('global')
  const answer = await request(discord, 'POST interactions/1/token/callback', { type: 1 })
  expect(answer.status).not.toBe(429)
})

test('where nothing is to be kept, interactions and what answered them are forgotten', () => {
  const messages = createMessages(0)
  const news = createNews(0)
  const nothing = () => undefined
  const sight = { messages, news, state: () => '', noteAck: nothing, dispatch: nothing }
  const interactions = createInteractions({ ...sight, ackWithin: 9, tokenFor: 9, keepFor: -1 })
  const payload = { type: 2, channel_id: '1', user: { id: '1' } }
  const first = interactions.begin(payload)
  expect(interactions.byToken(first.token)).toBe(first)
  interactions.begin(payload)
  expect(interactions.byToken(first.token)).toBeUndefined()
  interactions.stop()
})
