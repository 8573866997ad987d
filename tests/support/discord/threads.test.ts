import { once } from 'node:events'
import { expect, test } from 'vitest'
import { code, type Room, request, room } from './by-hand.ts'
import type { Json, Permission } from './index.ts'
import { long, message } from './parts.ts'
import { loggedIn } from './trial.ts'

const fit: Json = { name: 'Details', auto_archive_duration: 1_440 }

/** A message and the path at which a thread is opened under it. */
const posted = async ({ discord, messages }: Room): Promise<{ id: string; line: string }> => {
  const { body } = await request(discord, `POST ${messages}`, message())
  return { id: `${body.id}`, line: `POST ${messages}/${body.id}/threads` }
}

test('a thread under a message has its id, and is a channel like any other', async () => {
  const place = await room()
  const { discord, channel } = place
  const { id, line } = await posted(place)
  const opened = await request(discord, line, fit)
  expect(opened.status).toBe(201)
  expect(opened.body).toMatchObject({ id, type: 11, parent_id: channel.id, name: 'Details' })
  const again = await request(discord, `GET channels/${id}`)
  expect(again.body).toMatchObject({ id, type: 11, parent_id: channel.id })

  const inside = `channels/${id}/messages`
  const first = await request(discord, `POST ${inside}`, message({ content: 'one' }))
  await request(discord, `PATCH ${inside}/${first.body.id}`, message({ content: 'two' }))
  const listed = Object.values((await request(discord, `GET ${inside}`)).body)
  expect(listed).toMatchObject([{ id: first.body.id, channel_id: id, content: 'two' }])
  expect(discord.messages(channel)).toHaveLength(1)
  expect(discord.messages(discord.world.channels.get(id)!)).toHaveLength(1)
  expect(discord.violations).toEqual([])
})

test('a message has one thread at most, and none where it does not stand', async () => {
  const place = await room()
  const { discord, messages } = place
  const { line } = await posted(place)
  expect([await code(discord, line, fit), await code(discord, line, fit)]).toEqual([201, 160_004])
  expect((await request(discord, line, fit)).status).toBe(400)
  expect(await code(discord, `POST ${messages}/7/threads`, fit)).toBe(10_008)
  expect(await code(discord, 'POST channels/7/messages/7/threads', fit)).toBe(10_003)
})

test('threads under announcements are of their own kind; there are none in threads and direct messages', async () => {
  const { discord, channel } = await room()
  const { world } = discord
  const open = async (where: { id: string }) => {
    const messages = `channels/${where.id}/messages`
    const { body } = await request(discord, `POST ${messages}`, message())
    const { body: opened } = await request(discord, `POST ${messages}/${body.id}/threads`, fit)
    return opened.code ?? opened.type
  }
  expect(await open(world.channel(channel.guild!, 'news', { type: 'announcement' }))).toBe(10)
  expect(await open(world.thread(channel, 'Earlier'))).toBe(50_024)
  expect(await open(discord.person().dm)).toBe(50_024)
})

const bodies: [Json, string][] = [
  [{ ...fit, name: '' }, 'schema: under 1'],
  [{ ...fit, name: long(101) }, 'schema: over 100'],
  [{ ...fit, name: '   ' }, 'blank'],
  [{ auto_archive_duration: 60 }, 'schema: no string'],
  [{ ...fit, auto_archive_duration: 61 }, 'schema: none of 60, 1440, 4320, 10080'],
]
test.each(bodies)('%j opens no thread: %s', async (body, rule) => {
  const place = await room()
  const { discord } = place
  const { line } = await posted(place)
  expect(await code(discord, line, body)).toBe(50_035)
  expect(discord.violations.map((one) => one.rule)).toEqual([rule])
  expect(await code(discord, line, { ...fit, name: long(100) })).toBe(201)
})

const lacks: [Permission, unknown, unknown][] = [
  ['ViewChannel', 50_001, 50_001],
  ['CreatePublicThreads', 50_013, 200],
  ['SendMessagesInThreads', 201, 50_013],
]
test.each(lacks)('without %s a thread is opened with %s, written to with %s', async (...row) => {
  const [lacking, opening, writing] = row
  const place = await room()
  const { discord, channel } = place
  const { world } = discord
  const { line } = await posted(place)
  const thread = world.thread(channel, 'Earlier')
  world.changeChannel(channel, { overwrites: [{ for: discord.bot, deny: [lacking] }] })
  expect(await code(discord, line, fit)).toBe(opening)
  expect(await code(discord, `POST channels/${thread.id}/messages`, message())).toBe(writing)
})

test('clients are told of a thread, and it goes when its channel does', async () => {
  const place = await room()
  const { discord, channel } = place
  const client = await loggedIn(discord)
  const { id, line } = await posted(place)
  const told = once(client, 'threadCreate')
  await request(discord, line, fit)
  expect(await told).toMatchObject([{ id, parentId: channel.id, name: 'Details' }, true])
  discord.world.removeChannel(channel)
  expect(await code(discord, `GET channels/${id}`)).toBe(10_003)
  expect(await code(discord, `POST channels/${id}/messages`, message())).toBe(10_003)
})
