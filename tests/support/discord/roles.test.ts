import { expect, test } from 'vitest'
import { request, room } from './by-hand.ts'
import type { Json } from './index.ts'

/** A role, and what posting a mention of it comes to. */
const calling = async (wish: { isMentionable?: boolean; mayCallAll?: boolean } = {}) => {
  const { isMentionable = true, mayCallAll = false } = wish
  const { discord, channel, messages } = await room()
  const guild = channel.guild!
  const everyone = guild.roles.get(guild.id)!
  discord.world.changeRole(everyone, { permissions: mayCallAll ? ['MentionEveryone'] : [] })
  const { id } = discord.world.role(guild, 'Desk', [], { isMentionable })
  const post = async (allowed: Json, content = `<@&${id}> Morning briefing`) => {
    const body = { content, flags: 4, allowed_mentions: { parse: [], ...allowed } }
    return (await request(discord, `POST ${messages}`, body)).body.mention_roles
  }
  const rules = () => discord.violations.splice(0).map(({ rule }) => rule)
  return { discord, channel, messages, guild, id, post, rules }
}

test('a role is called only where allowed_mentions names it, which a test must allow', async () => {
  const { discord, id, post, rules } = await calling()
  expect([await post({}), rules()]).toEqual([[], []])
  expect([await post({ roles: [id] }), rules()]).toEqual([[id], ['pings somebody']])
  discord.mayMention.add(id)
  expect([await post({ roles: [id] }), rules()]).toEqual([[id], []])
  expect([await post({ roles: [id] }, 'Morning briefing'), rules()]).toEqual([[], []])
  expect([await post({ parse: ['roles'] }), rules()]).toEqual([[id], ['mentions are parsed']])
})

test.each([
  { isMentionable: true, mayCallAll: false, isCalled: true },
  { isMentionable: false, mayCallAll: false, isCalled: false },
  { isMentionable: false, mayCallAll: true, isCalled: true },
])('whom a role calls depends on it and the bot: %j', async ({ isCalled, ...wish }) => {
  const { id, post } = await calling(wish)
  expect(await post({ roles: [id] })).toEqual(isCalled ? [id] : [])
})

test('a role of another server is not called, nor by an edit', async () => {
  const { discord, messages, id, post } = await calling()
  const { world } = discord
  const other = world.role(world.guild('Elsewhere'), 'Desk', [], { isMentionable: true })
  expect(await post({ roles: [other.id] }, `<@&${other.id}>`)).toEqual([])
  const quiet = { content: 'x', flags: 4, allowed_mentions: { parse: [] } }
  const { body } = await request(discord, `POST ${messages}`, quiet)
  const live = { content: `<@&${id}>`, allowed_mentions: { parse: [], roles: [id] } }
  const edited = await request(discord, `PATCH ${messages}/${body.id}`, live)
  expect(edited.body.mention_roles).toEqual([])
})

test('roles say whose they are and who may call them', async () => {
  const { discord, guild, id } = await calling()
  const { body } = await request(discord, `GET guilds/${guild.id}/roles`)
  expect(Object.values(body)).toMatchObject([
    { id: guild.id, managed: false, mentionable: false },
    { id: discord.world.botRole(guild).id, managed: true },
    { id, name: 'Desk', managed: false, mentionable: true },
  ])
})
