import { describe, expect, test } from 'vitest'
import { code, request, room } from './by-hand.ts'
import type { Json } from './index.ts'
import { command, option } from './parts.ts'

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

  test('reads commands with their localizations where those are asked for', async () => {
    const { discord } = await room()
    const line = `applications/${discord.bot.id}/commands`
    await request(discord, `PUT ${line}`, [command()])
    const read = async (query: string) =>
      Object.keys(((await request(discord, `GET ${line}${query}`)).body as unknown as Json[])[0]!)
    expect(await read('')).not.toContain('name_localizations')
    expect(await read('?with_localizations=true')).toContain('name_localizations')
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
