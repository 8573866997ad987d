import { describe, expect, test } from 'vitest'
import {
  bitsOf,
  type Channel,
  type Discord,
  type DiscordSettings,
  type Json,
  type OverwriteWish,
  type Permission,
  permissionsIn,
} from './index.ts'
import { command, embed, message, option } from './parts.ts'
import { loopback, request } from './trial.ts'

type Room = { discord: Discord; channel: Channel; messages: string }

const room = async (settings: DiscordSettings = {}): Promise<Room> => {
  const discord = await loopback(settings)
  const channel = discord.world.channel(discord.world.guild('Desk'), 'policy')
  return { discord, channel, messages: `channels/${channel.id}/messages` }
}

const code = async (discord: Discord, line: string, body?: unknown): Promise<unknown> => {
  const answer = await request(discord, line, body)
  return answer.status < 300 ? answer.status : answer.body.code
}

describe('messages', () => {
  test('are written, read, listed newest first, edited and deleted', async () => {
    const { discord, messages, channel } = await room()
    const ids: string[] = []
    for (const content of ['one', 'two', 'three'])
      ids.push(`${(await request(discord, `POST ${messages}`, message({ content }))).body.id}`)
    const listed = async (query: string) =>
      (Object.values((await request(discord, `GET ${messages}?${query}`)).body) as Json[]).map(
        ({ content }) => content,
      )
    expect(await listed('limit=2')).toEqual(['three', 'two'])
    expect(await listed(`before=${ids[2]}`)).toEqual(['two', 'one'])
    expect(await listed(`after=${ids[0]}&limit=1`)).toEqual(['two'])
    await request(discord, `PATCH ${messages}/${ids[0]}`, message({ content: 'new' }))
    expect((await request(discord, `GET ${messages}/${ids[0]}`)).body).toMatchObject({
      content: 'new',
      edited_timestamp: expect.any(String),
    })
    expect(await code(discord, `DELETE ${messages}/${ids[0]}`)).toBe(204)
    expect(await code(discord, `GET ${messages}/${ids[0]}`)).toBe(10_008)
    expect(discord.messages(channel)).toHaveLength(2)
  })

  test('with the same nonce are one, which no reader is told', async () => {
    const { discord, messages } = await room()
    const twin = message({ nonce: 'key', enforce_nonce: true })
    const first = await request(discord, `POST ${messages}`, twin)
    const again = await request(discord, `POST ${messages}`, twin)
    expect(first.body).toMatchObject({ nonce: 'key' })
    expect(again.body.id).toBe(first.body.id)
    expect((await request(discord, `GET ${messages}/${first.body.id}`)).body).not.toHaveProperty(
      'nonce',
    )
    await request(discord, `DELETE ${messages}/${first.body.id}`)
    expect(await code(discord, `POST ${messages}`, twin)).toBe(10_008)
  })

  test('with the same nonce are two where that is not enforced, or later', async () => {
    const { discord, messages, channel } = await room({ nonceFor: -1 })
    const twin = message({ nonce: 'key', enforce_nonce: true })
    for (const body of [twin, twin, message({ nonce: 'key' })])
      await request(discord, `POST ${messages}`, body)
    expect(discord.messages(channel)).toHaveLength(3)
  })

  test('have ids that grow and tell the time', async () => {
    const { discord, messages } = await room()
    const post = async () => (await request(discord, `POST ${messages}`, message())).body
    const [first, second] = [await post(), await post()]
    expect(BigInt(`${second.id}`)).toBeGreaterThan(BigInt(`${first.id}`))
    expect(Math.abs(Date.parse(`${first.timestamp}`) - Date.now())).toBeLessThan(5_000)
  })

  test('to people are refused as they wish', async () => {
    const { discord } = await room()
    const post = async (dms: 'open' | 'closed' | 'strangers') => {
      const { id } = discord.person({ dms }).user
      const opened = await request(discord, 'POST users/@me/channels', { recipient_id: id })
      return code(discord, `POST channels/${opened.body.id}/messages`, message())
    }
    expect(await post('open')).toBe(200)
    expect(await post('closed')).toBe(50_007)
    expect(await post('strangers')).toBe(50_278)
    expect(await code(discord, 'POST users/@me/channels', { recipient_id: '7' })).toBe(10_013)
  })

  test('of others cannot be edited, nor deleted without Manage Messages', async () => {
    const { discord, messages, channel } = await room()
    const { message: theirs } = await discord.person({ waits: false }).say(channel, 'mine')
    expect(await code(discord, `PATCH ${messages}/${theirs.id}`, message())).toBe(50_005)
    expect(await code(discord, `DELETE ${messages}/${theirs.id}`)).toBe(50_013)
  })
})

describe('permissions', () => {
  type May = readonly Permission[]
  type Case = {
    everyone?: May
    bot?: May
    overwrites?: (of: { bot: { id: string }; role: { id: string } }) => unknown[]
    post?: Json
    want: { see?: unknown; post?: unknown; list?: number }
  }
  const both: May = ['ViewChannel', 'SendMessages']
  const everyone = 'everyone' as const
  const cases: [string, Case][] = [
    ['nothing at all', { want: { see: 50_001, post: 50_001 } }],
    ['sight by its own role', { bot: ['ViewChannel'], want: { see: 200, post: 50_013 } }],
    ['everything by @everyone', { everyone: both, want: { post: 200 } }],
    [
      'Administrator, whatever is denied',
      {
        bot: ['Administrator'],
        overwrites: () => [{ for: everyone, deny: both }],
        want: { see: 200, post: 200, list: 1 },
      },
    ],
    [
      'a channel denied to @everyone',
      {
        everyone: both,
        overwrites: () => [{ for: everyone, deny: ['ViewChannel'] }],
        want: { see: 50_001, post: 50_001 },
      },
    ],
    [
      'a channel denied to @everyone and allowed to its role',
      {
        everyone: both,
        overwrites: ({ role }) => [
          { for: everyone, deny: both },
          { for: role, allow: both },
        ],
        want: { post: 200 },
      },
    ],
    [
      'a channel allowed to its role and denied to itself',
      {
        overwrites: ({ bot, role }) => [
          { for: role, allow: both },
          { for: bot, deny: ['SendMessages'] },
        ],
        want: { see: 200, post: 50_013 },
      },
    ],
    ['an embed without Embed Links', { bot: both, post: embed(), want: { post: 50_013 } }],
    [
      'an embed with Embed Links',
      { bot: [...both, 'EmbedLinks'], post: embed(), want: { post: 200 } },
    ],
    ['no history', { bot: both, want: { post: 200, list: 0 } }],
    ['history', { bot: [...both, 'ReadMessageHistory'], want: { post: 200, list: 1 } }],
    [
      'a reply without history',
      {
        bot: both,
        post: message({ message_reference: { message_id: '1', fail_if_not_exists: false } }),
        want: { post: 160_002 },
      },
    ],
  ]

  test.each(cases)('%s', async (_name, { everyone = [], bot = [], overwrites, post, want }) => {
    const discord = await loopback()
    const { world } = discord
    const guild = world.guild('Desk', { everyone, bot })
    const wishes = overwrites?.({ bot: world.bot, role: world.botRole(guild) }) ?? []
    const channel = world.channel(guild, 'policy', { overwrites: wishes as OverwriteWish[] })
    const messages = `channels/${channel.id}/messages`
    const found = {
      see: await code(discord, `GET channels/${channel.id}`),
      post: await code(discord, `POST ${messages}`, post ?? message()),
      list: Object.keys((await request(discord, `GET ${messages}`)).body).length,
    }
    expect(found).toMatchObject(want)
  })

  test('in a thread are those of its channel; a private one is for those in it', async () => {
    const { world } = await loopback()
    const guild = world.guild('Desk', { bot: ['ViewChannel', 'SendMessagesInThreads'] })
    const channel = world.channel(guild, 'policy')
    const open = world.thread(channel, 'open')
    const closed = world.thread(channel, 'closed', { isPrivate: true })
    const ours = world.thread(channel, 'ours', { isPrivate: true, people: [world.bot] })
    const sees = (one: Channel) => permissionsIn(one, world.bot.id) !== 0n
    expect([open, closed, ours].map(sees)).toEqual([true, false, true])
    expect(permissionsIn(channel, '7')).toBe(0n)
    expect(permissionsIn(channel, guild.owner.id) & bitsOf(['ManageGuild'])).not.toBe(0n)
  })
})

describe('interactions', () => {
  type Asked = Room & { callback: string; original: string; webhook: string }

  const asked = async (settings: DiscordSettings = {}, more: Json = {}): Promise<Asked> => {
    const place = await room(settings)
    const { discord, channel } = place
    const { id, token } = discord.dispatchInteraction({
      type: 2,
      channel_id: channel.id,
      user: { id: discord.world.user('Ada').id },
      authorizing_integration_owners: { 0: '0' },
      ...more,
    })
    const webhook = `webhooks/${discord.bot.id}/${token}`
    const callback = `POST interactions/${id}/${token}/callback`
    return { ...place, callback, webhook, original: `${webhook}/messages/@original` }
  }
  const reply = { type: 4, data: message() }

  test('are answered once, with the message where that is asked for', async () => {
    const { discord, callback, original } = await asked()
    const answer = await request(discord, `${callback}?with_response=true`, reply)
    expect(answer).toMatchObject({
      status: 200,
      body: { resource: { message: { content: 'hello' } } },
    })
    expect(await code(discord, callback, reply)).toBe(40_060)
    expect((await request(discord, `GET ${original}`)).body).toMatchObject({ content: 'hello' })
    expect(discord.acks).toMatchObject([{ type: 4, isEphemeral: false }])
  })

  test('cannot be answered too late, nor where nobody asked', async () => {
    const { discord, callback } = await asked({ ackWithin: 5 })
    await new Promise((settle) =>
      discord.dispatchInteraction(
        { type: 2, user: { id: '1' }, channel_id: '1' },
        { failed: settle },
      ),
    )
    expect(await code(discord, callback, reply)).toBe(10_062)
    expect(await code(discord, 'POST interactions/1/x/callback', reply)).toBe(10_062)
  })

  test('take nothing more when their token is over, and nothing before they are acknowledged', async () => {
    const late = await asked({ tokenFor: -1 })
    await request(late.discord, late.callback, reply)
    expect(await code(late.discord, `POST ${late.webhook}`, message())).toBe(50_027)
    const early = await asked()
    expect(await code(early.discord, `POST ${early.webhook}`, message())).toBe(10_015)
    expect(await code(early.discord, `POST webhooks/${early.discord.bot.id}/x`, message())).toBe(
      50_027,
    )
  })

  test('are edited, followed up and taken back', async () => {
    const { discord, callback, webhook, original } = await asked()
    await request(discord, callback, { type: 5 })
    expect((await request(discord, `GET ${original}`)).body).toMatchObject({ flags: 128 })
    const first = await request(discord, `POST ${webhook}`, message({ content: 'first' }))
    expect((await request(discord, `GET ${original}`)).body).toMatchObject({
      id: first.body.id,
      flags: 4,
    })
    const second = await request(discord, `POST ${webhook}`, message({ content: 'second' }))
    expect(second.body.id).not.toBe(first.body.id)
    expect(await code(discord, `PATCH ${webhook}/messages/${second.body.id}`, message())).toBe(200)
    expect(await code(discord, `DELETE ${original}`)).toBe(204)
    expect(await code(discord, `GET ${original}`)).toBe(10_008)
  })

  test('give a guest of a server five follow-ups', async () => {
    const { discord, callback, webhook } = await asked(
      {},
      { authorizing_integration_owners: { 1: '7' } },
    )
    await request(discord, callback, reply)
    const codes: unknown[] = []
    for (let count = 0; count < 6; count += 1)
      codes.push(await code(discord, `POST ${webhook}`, message()))
    expect(codes).toEqual([200, 200, 200, 200, 200, 40_094])
  })

  test('tell whoever sent one by hand how it goes', async () => {
    const { discord, channel } = await room()
    const heard: string[] = []
    const { id, token } = discord.dispatchInteraction(
      { type: 2, channel_id: channel.id, user: { id: '1' }, authorizing_integration_owners: {} },
      {
        ack: ({ type }) => void heard.push(`ack ${type}`),
        settled: ({ messages }) => void heard.push(`settled ${messages.length}`),
      },
    )
    await request(discord, `POST interactions/${id}/${token}/callback`, { type: 5 })
    const original = `PATCH webhooks/${discord.bot.id}/${token}/messages/@original`
    await request(discord, original, message())
    expect(heard).toEqual(['ack 5', 'settled 1'])
  })
})

describe('the rest', () => {
  test('registers commands, keeps their ids, and fills in what was left out', async () => {
    const { discord } = await room()
    const line = `applications/${discord.bot.id}/commands`
    const wish = command({
      options: [option({ required: false })],
      default_member_permissions: '32',
    })
    const put = async (...all: Json[]) =>
      (await request(discord, `PUT ${line}`, all)).body[0] as Json
    const first = await put(wish, command({ name: 'other' }))
    expect(first).toMatchObject({
      type: 1,
      nsfw: false,
      dm_permission: true,
      default_permission: true,
      default_member_permissions: '32',
      application_id: discord.bot.id,
      version: expect.any(String),
    })
    expect((first.options as Json[])[0]).not.toHaveProperty('required')
    expect((await put(wish)).id).toBe(first.id)
    expect(discord.commands()).toHaveLength(1)
    expect(await code(discord, `POST ${line}`, wish)).toBe(200)
    expect(await code(discord, `POST ${line}`, command({ name: 'new' }))).toBe(201)
    const changed = await request(discord, `PATCH ${line}/${first.id}`, { description: 'Else' })
    expect(changed.body).toMatchObject({ id: first.id, name: 'brief', description: 'Else' })
    expect(await code(discord, `DELETE ${line}/${first.id}`)).toBe(204)
    expect(await code(discord, `GET ${line}/${first.id}`)).toBe(10_063)
    expect(discord.violations).toEqual([])
  })

  test('says who is where', async () => {
    const { discord, channel } = await room()
    const { world } = discord
    const guild = channel.guild!
    const elsewhere = world.guild('Elsewhere', { isJoined: false })
    const ada = world.user('Ada')
    world.join(guild, ada, [world.role(guild, 'Editors')])
    const member = `GET guilds/${guild.id}/members`
    expect((await request(discord, `${member}/${ada.id}`)).body).toMatchObject({
      user: { id: ada.id },
      roles: [expect.any(String)],
    })
    expect(await code(discord, `${member}/${elsewhere.owner.id}`)).toBe(10_007)
    expect(await code(discord, `${member}/7`)).toBe(10_013)
    expect(await code(discord, `GET guilds/${elsewhere.id}`)).toBe(50_001)
    expect(await code(discord, 'GET guilds/7')).toBe(10_004)
    expect(await code(discord, 'GET channels/7')).toBe(10_003)
    expect(Object.values((await request(discord, 'GET users/@me/guilds')).body)).toHaveLength(1)
    expect((await request(discord, 'GET applications/@me')).body).toMatchObject({
      id: discord.bot.id,
    })
  })

  test('takes typing without a word, and nobody without a token', async () => {
    const { discord, channel } = await room()
    const typing = await request(discord, `POST channels/${channel.id}/typing`)
    expect([typing.status, typing.headers.get('content-type')]).toEqual([204, null])
    const stranger = { api: discord.api, token: 'wrong' }
    expect(await request(stranger, 'GET users/@me')).toMatchObject({
      status: 401,
      body: { code: 0 },
    })
    expect(discord.requests.map(({ method, route, status }) => [method, route, status])).toEqual([
      ['POST', 'channels/:channel/typing', 204],
      ['GET', 'users/@me', 401],
    ])
  })
})
