import { describe, expect, test } from 'vitest'
import { type Frame, request, type Wire, wire } from './by-hand.ts'
import type { Discord, Json } from './index.ts'
import { message } from './parts.ts'
import { loopback } from './trial.ts'

const identity = (discord: Discord, more: Json = {}): Json => ({
  token: discord.token,
  intents: 1,
  properties: {},
  ...more,
})

/** A connection that has said who it is, and its READY. */
const identified = async (
  discord: Discord,
  more: Json = {},
): Promise<{ connection: Wire; ready: Frame }> => {
  const connection = wire(discord)
  await connection.next()
  connection.send(2, identity(discord, more))
  return { connection, ready: await connection.next() }
}

const resumed = async (discord: Discord, how: Json): Promise<Frame[]> => {
  const connection = wire(discord)
  await connection.next()
  connection.send(6, { token: discord.token, ...how })
  const frames = [await connection.next()]
  while (frames.at(-1)?.op === 0 && frames.at(-1)?.t !== 'RESUMED')
    frames.push(await connection.next())
  return frames
}

describe('the gateway', () => {
  test.each([
    ['a wrong token', { token: 'wrong' }, 4004],
    ['MESSAGE_CONTENT, which it was not granted', { intents: 1 << 15 }, 4014],
  ])('hangs up on %s', async (_what, more, code) => {
    const discord = await loopback()
    const connection = wire(discord)
    expect(await connection.next()).toMatchObject({ op: 10, d: { heartbeat_interval: 41_250 } })
    connection.send(2, identity(discord, more))
    expect(await connection.closed).toBe(code)
  })

  test('brings a server with its channels, the threads that are in use, and the bot alone', async () => {
    const discord = await loopback()
    const { world } = discord
    const guild = world.guild('Desk', { features: ['COMMUNITY'], vanity: 'desk' })
    const channel = world.channel(guild, 'policy')
    const thread = world.thread(channel, 'details')
    world.changeChannel(world.thread(channel, 'old'), { archived: true })
    world.join(guild, world.user('Ada'))
    const { connection } = await identified(discord)
    expect((await connection.next()).d).toMatchObject({
      features: ['COMMUNITY'],
      vanity_url_code: 'desk',
      channels: [{ id: channel.id, type: 0, name: 'policy' }],
      threads: [{ id: thread.id, type: 11, parent_id: channel.id }],
      members: [{ user: { id: discord.bot.id } }],
      roles: [{ id: guild.id, name: '@everyone' }, { name: 'Sitrep' }],
      member_count: 3,
    })
  })

  test('grants privileged intents when told to', async () => {
    const discord = await loopback({ privileged: 1 << 15 })
    const connection = wire(discord)
    await connection.next()
    connection.send(2, identity(discord, { intents: 1 << 15 }))
    expect(await connection.next()).toMatchObject({ t: 'READY' })
  })

  test('numbers what it sends, and sends again what a client says it has missed', async () => {
    const discord = await loopback()
    const guild = discord.world.guild('Desk')
    const { connection, ready } = await identified(discord)
    expect(ready).toMatchObject({ s: 1, d: { guilds: [{ id: guild.id, unavailable: true }] } })
    expect(await connection.next()).toMatchObject({ t: 'GUILD_CREATE', s: 2 })
    for (const name of ['a', 'b']) discord.world.channel(guild, name)
    expect([(await connection.next()).s, (await connection.next()).s]).toEqual([3, 4])
    const session = { session_id: ready.d.session_id, seq: 3 }
    const frames = await resumed(discord, session)
    expect(frames).toMatchObject([{ t: 'CHANNEL_CREATE', s: 4, d: { name: 'b' } }, { s: 5 }])
    expect(frames.at(-1)?.t).toBe('RESUMED')
  })

  test('resumes no session that it does not know or that is over', async () => {
    const discord = await loopback()
    expect(await resumed(discord, { session_id: 'other', seq: 1 })).toEqual([{ op: 9, d: false }])
    const { connection, ready } = await identified(discord)
    discord.gateway.invalidate()
    expect(await connection.next()).toEqual({ op: 9, d: false })
    const over = { session_id: ready.d.session_id, seq: 1 }
    expect(await resumed(discord, over)).toEqual([{ op: 9, d: false }])
  })

  test('forgets the session of a client that says goodbye', async () => {
    const discord = await loopback()
    const { connection, ready } = await identified(discord)
    connection.close(1000)
    await connection.closed
    await discord.until(() => !discord.gateway.isUp)
    const gone = { session_id: ready.d.session_id, seq: 1 }
    expect(await resumed(discord, gone)).toEqual([{ op: 9, d: false }])
  })

  test('hangs up on what is no frame', async () => {
    const { connection } = await identified(await loopback())
    connection.say('{')
    expect(await connection.closed).toBe(4002)
  })

  test('tells of a message with the nonce it was made with', async () => {
    const discord = await loopback()
    const channel = discord.world.channel(discord.world.guild('Desk'), 'policy')
    const { connection } = await identified(discord, { intents: 1 << 9 })
    const line = `POST channels/${channel.id}/messages`
    await request(discord, line, message({ nonce: 'key', enforce_nonce: true }))
    expect(await connection.next()).toMatchObject({ t: 'MESSAGE_CREATE', d: { nonce: 'key' } })
  })

  test('keeps clients waiting, or turns them away', async () => {
    const discord = await loopback()
    discord.gateway.admit('refuse')
    expect(await wire(discord).closed).toBe(0)
    discord.gateway.admit('hold')
    const connection = wire(discord)
    await connection.opened
    const first = await Promise.race([connection.next(), request(discord, 'GET gateway')])
    expect(first).toMatchObject({ status: 200 })
  })

  test('greets those who wait once it admits them', async () => {
    const discord = await loopback()
    discord.gateway.admit('hold')
    const connection = wire(discord)
    await connection.opened
    discord.gateway.admit('all')
    expect(await connection.next()).toMatchObject({ op: 10 })
  })

  test('acknowledges heartbeats', async () => {
    const discord = await loopback()
    const { connection } = await identified(discord)
    connection.send(1, 1)
    expect(await connection.next()).toEqual({ op: 11 })
  })
})
