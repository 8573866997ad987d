import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../program.ts'
import { request, room, wire } from './by-hand.ts'
import { type Json, permissionsIn } from './index.ts'
import { message } from './parts.ts'
import { desk, loopback } from './trial.ts'

test('people are offered a command only where and to whom it is for', async () => {
  const { discord, policy } = await desk()
  const ada = discord.person()
  const eve = discord.person({ name: 'Eve', permissions: ['ManageGuild'] })
  await expect(ada.command(policy, 'tlp')).rejects.toThrow('tlp is not offered to Ada there')
  await expect(eve.command(eve.dm, 'tlp')).rejects.toThrow('tlp is not offered to Eve there')
  expect((await eve.command(policy, 'tlp')).payload).toMatchObject({ data: { name: 'tlp' } })
})

const wrong: [string, Record<string, string | number>, string][] = [
  ['brief', {}, 'option subject is required'],
  ['brief', { subject: 7 }, 'option subject: 7 is no string'],
  ['brief', { subject: 'x', other: 'y' }, 'no option other'],
  ['digest create', { hour: 24 }, 'option hour: 24 is out of range'],
  ['digest burn', {}, 'no subcommand burn'],
]
test.each(wrong)('the client of a person does not send /%s %j', async (name, options, why) => {
  const { discord, policy } = await desk()
  await expect(discord.person().command(policy, name, options)).rejects.toThrow(why)
})

test('an interaction says who asks, where, and what they and the bot may there', async () => {
  const { discord, policy } = await desk()
  const eve = discord.person({ permissions: ['ManageGuild'] })
  const bits = (user: string) => `${permissionsIn(policy, user)}`
  const inServer = await eve.command(policy, 'digest create')
  expect(inServer.payload).toMatchObject({
    type: 2,
    context: 0,
    guild_id: policy.guild!.id,
    authorizing_integration_owners: { 0: policy.guild!.id },
    channel: { id: policy.id, type: 0, name: 'policy' },
    member: { user: { id: eve.user.id }, permissions: bits(eve.user.id) },
    app_permissions: bits(discord.bot.id),
    locale: 'en-GB',
    entitlements: [],
  })
  const { payload } = await eve.command(eve.dm, 'digest create')
  expect(payload).toMatchObject({
    context: 1,
    authorizing_integration_owners: { 0: '0' },
    channel: { type: 1, recipients: [{ id: eve.user.id }] },
    user: { id: eve.user.id },
  })
  expect(payload).not.toHaveProperty('guild_id')
})

test('a server that did not let the app in is a guest place', async () => {
  const { discord } = await desk()
  const elsewhere = discord.world.guild('Elsewhere', { isJoined: false })
  const lobby = discord.world.channel(elsewhere, 'lobby')
  const ada = discord.person()
  const { payload } = await ada.command(lobby, 'digest create')
  expect(payload).toMatchObject({
    guild_id: elsewhere.id,
    authorizing_integration_owners: { 1: ada.user.id },
    app_permissions: '0',
  })
})

test('who waits in vain is told what went on', async () => {
  const { discord, policy } = await desk({ within: 60, ackWithin: 20 })
  const answer = await discord.person().command(policy, 'brief', { subject: 'x' })
  await expect(answer.settled).rejects.toThrow('The application did not respond in time')
  expect(answer.isFailed).toBe(true)
  await expect(discord.until(() => false, 'pigs to fly')).rejects.toThrow(
    /Gave up after 60 ms waiting for pigs to fly\nThe gateway is up.*PUT applications\/\d+\/commands 200/s,
  )
})

test('who waits when Discord stops is told so', async () => {
  const { discord, client } = await desk()
  const waiting = discord.until(() => false)
  await client.destroy()
  await discord.stop()
  await expect(waiting).rejects.toThrow('Discord stopped')
})

test('what somebody writes comes with who they are there, and a reply with what it replies to', async () => {
  const { discord, channel, messages } = await room()
  const said = message({ content: 'the bot says' })
  const { body } = await request(discord, `POST ${messages}`, said)
  const connection = wire(discord)
  await connection.next()
  connection.send(2, { token: discord.token, intents: 1 << 9, properties: {} })
  await connection.next()
  const ada = discord.person({ permissions: ['ManageGuild'] })
  const replyTo = discord.messages(channel)[0]!
  await ada.say(channel, 'a reply', { replyTo })
  expect((await connection.next()).d).toMatchObject({
    content: 'a reply',
    mentions: [{ id: discord.bot.id }],
    member: { roles: [expect.any(String)] },
    referenced_message: { id: body.id, content: 'the bot says' },
  })
})

test('the gateway keeps to itself what the bot may not see', async () => {
  const discord = await loopback()
  const { world } = discord
  const guild = world.guild('Desk', { everyone: [], bot: [] })
  const channel = world.channel(guild, 'closed')
  const { dispatched } = discord.gateway
  world.thread(channel, 'closed')
  expect(dispatched.THREAD_CREATE).toBeUndefined()
  const ada = discord.person({ waits: false })
  await ada.say(channel, 'among us')
  expect(dispatched.MESSAGE_CREATE).toBeUndefined()
  const hidden = { type: 4, data: message({ flags: 68 }) }
  const payload: Json = { type: 2, channel_id: ada.dm.id, user: { id: ada.user.id } }
  const { id, token } = discord.dispatchInteraction(payload)
  await request(discord, `POST interactions/${id}/${token}/callback`, hidden)
  expect(dispatched).toMatchObject({ INTERACTION_CREATE: 1 })
  expect(dispatched.MESSAGE_CREATE).toBeUndefined()
})

test('it can be tried by hand', async () => {
  const program = join(import.meta.dirname, 'serve.ts')
  const { out, code } = await run(process.execPath, [program])
  expect(out).toMatch(/^DISCORD_API_URL=http:\/\/127\.0\.0\.1:\d+\/api DISCORD_TOKEN=\S+\n$/)
  expect(code).toBe(0)
})
