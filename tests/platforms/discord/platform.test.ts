import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type APIMessage, DiscordAPIError, RateLimitError } from 'discord.js'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Door } from '#core/chat'
import { button, buttons, paragraph, type Reply } from '#core/reply'
import { saying } from '#core/show'
import { createClient, createRest } from '#platforms/discord/client'
import { createDiscord } from '#platforms/discord/discord'
import { connect, isUp, leave } from '#platforms/discord/gateway'
import { hasText } from '#platforms/discord/post/message'
import { outcomeOf } from '#platforms/discord/post/outcome'
import { createPosting } from '#platforms/discord/post/posting'
import { platformContract } from '../../contracts/platform.ts'
import type { ChannelWish, Discord, GuildWish, Permission } from '../../support/discord/index.ts'
import { openDiscord } from '../../support/discord-platform.ts'

platformContract('Discord', openDiscord)

const none = async () => undefined
const unread = { info: none, warn: none, error: none }
const nothing = { reply: saying(), answer: '' }
const deaf: Door = {
  commands: [],
  run: async () => nothing,
  share: async () => nothing,
  suggest: async () => [],
  receive: none,
  sent: none,
  unsent: none,
  keep: none,
  kept: none,
  roomChanged: none,
  recover: none,
}

const briefing: Reply = {
  ...saying(
    paragraph('Example Gazette reports the matter.'),
    ...buttons(button('Read it', 'brief', { subject: 'matter' })),
  ),
  tlp: 'CLEAR',
  headline: ['The matter of Bergen'],
}
const key = 'a-key-of-22-characters'
const longAgo = Temporal.Instant.from('2020-01-01T00:00:00Z')

const inServer = async (guildWish: GuildWish = {}) => {
  const { discord, client } = await openDiscord()
  const guild = discord.world.guild('Policy desk', guildWish)
  const channel = discord.world.channel(guild, 'policy')
  const platform = client()
  onTestFinished(async () => {
    await platform.stop()
    expect(discord.violations).toEqual([])
  })
  return { discord, guild, channel, platform, start: () => platform.start(deaf) }
}

const started = async () => {
  const on = await inServer()
  await on.start()
  const [body = {}] = await on.platform.render(briefing, 'unasked', on.channel.id)
  return { ...on, body }
}

describe('a post on Discord', () => {
  it('is made with its key as nonce, and in the first button', async () => {
    const { discord, platform, channel, body } = await started()
    await platform.reply(channel.id, discord.bot.id, body, key)
    expect(discord.requests.at(-1)?.body).toMatchObject({
      nonce: key,
      enforce_nonce: true,
      allowed_mentions: { parse: [], replied_user: false },
      message_reference: { fail_if_not_exists: false },
      components: [{ components: [{ custom_id: `1|${key}|0n|brief?subject=matter` }] }],
    })
    expect(JSON.stringify(body)).not.toContain(key)
  })

  it('that somebody has deleted since is not made again under its key', async () => {
    const { discord, platform, channel, body } = await started()
    const outcome = await platform.post(channel.id, body, key)
    const { message } = outcome as { message: string }
    await platform.remove(channel.id, message)
    expect(await platform.post(channel.id, body, key)).toEqual({ kind: 'removed' })
    expect(await platform.reply(channel.id, message, body, key)).toEqual({ kind: 'removed' })
    expect(discord.messages(channel)).toEqual([])
    expect(await platform.edit(channel.id, message, body)).toEqual({ kind: 'gone' })
    expect(await platform.remove(channel.id, message)).toEqual({ kind: 'gone' })
  })

  it.each<[Permission, string]>([
    ['EmbedLinks', 'Embed Links'],
    ['SendMessages', 'Send Messages'],
    ['ViewChannel', 'View Channel'],
  ])('names %s where it lacks it', async (permission, words) => {
    const { discord, platform, channel, body } = await started()
    const overwrites = [{ for: discord.bot, deny: [permission] }]
    const closed = discord.world.channel(channel.guild!, 'closed', { overwrites })
    const outcome = await platform.post(closed.id, body, key)
    expect(outcome).toEqual({ kind: 'forbidden', missing: [words] })
  })

  it('names what it lacks in threads', async () => {
    const { discord, platform, channel, body, guild } = await started()
    const thread = discord.world.thread(channel, 'details')
    const role = discord.world.botRole(guild)
    const everyone = guild.roles.get(guild.id)!
    for (const each of [role, everyone])
      discord.world.changeRole(each, { permissions: ['ViewChannel', 'SendMessages', 'EmbedLinks'] })
    const outcome = await platform.post(thread.id, body, key)
    expect(outcome).toEqual({ kind: 'forbidden', missing: ['Send Messages in Threads'] })
  })

  it('is given up where too much was written since to look through', async () => {
    const { discord, platform, channel, body } = await started()
    const ada = discord.person()
    for (let said = 0; said < 500; said += 1) await ada.say(channel, `line ${said}`)
    const found = await platform.readBack(channel.id, { body, key, since: longAgo })
    expect(found).toMatchObject({ kind: 'cannot tell' })
  })
})

describe('a thread under a message on Discord', () => {
  const route = 'POST channels/:channel/messages/:message/threads'

  const posted = async () => {
    const on = await started()
    const { platform, channel, body } = on
    const { message } = (await platform.post(channel.id, body, key)) as { message: string }
    const open = (name = 'Bergen') => platform.openThread(channel.id, message, name)
    return { ...on, message, open }
  }

  it.each([
    ['No change', 'No change'],
    ['x'.repeat(150), `${'x'.repeat(99)}…`],
    [`${'😀'.repeat(50)}!`, `${'😀'.repeat(49)}…`],
    ['\u202eyes\n\u200b', 'yes'],
    [' \u200b ', 'Details'],
    ['', 'Details'],
  ])('is named %j as %j', async (name, shown) => {
    const { discord, message, open } = await posted()
    expect(await open(name)).toEqual({ kind: 'open', channel: message })
    expect(discord.world.channels.get(message)?.name).toBe(shown)
  })

  it.each<Permission>(['CreatePublicThreads', 'SendMessagesInThreads'])(
    'is not asked for without %s: the channel takes its place',
    async (permission) => {
      const { discord, guild, platform, start } = await inServer()
      const overwrites = [{ for: discord.bot, deny: [permission] }]
      const { id: channel } = discord.world.channel(guild, 'closed', { overwrites })
      await start()
      const [body = {}] = await platform.render(briefing, 'unasked', channel)
      const { message } = (await platform.post(channel, body, key)) as { message: string }
      const opened = await platform.openThread(channel, message, 'Bergen')
      expect(opened).toEqual({ kind: 'open', channel })
      expect(discord.requests.filter((one) => `${one.method} ${one.route}` === route)).toEqual([])
    },
  )

  it('is the one that is there, even if the bot may open none now', async () => {
    const { discord, platform, channel, message, open } = await posted()
    await open()
    const overwrites = [{ for: discord.bot, deny: ['CreatePublicThreads' as const] }]
    discord.world.changeChannel(channel, { overwrites })
    expect(await open()).toEqual({ kind: 'open', channel: message })
    discord.world.changeChannel(discord.world.channels.get(message)!, { archived: true })
    // Another process has not heard of it.
    const { api, token } = discord
    const settings = { api, token, timeoutMs: 10_000, stopWithinMs: 10_000 }
    const other = createDiscord(settings, unread)
    onTestFinished(() => other.stop())
    await other.start(deaf)
    expect(await other.openThread(channel.id, message, 'Bergen')).toEqual(await open())
    expect(await platform.channelFacts(message)).toMatchObject({ room: channel.id })
  })

  it.each([
    ['as many threads are open as may be', { status: 400, code: 160_006 }],
    ['that is forbidden after all', { status: 403, code: 50_013 }],
  ])('is replaced by the channel where %s', async (_, fault) => {
    const { discord, channel, open } = await posted()
    discord.fail(route, fault)
    expect(await open()).toEqual({ kind: 'open', channel: channel.id })
  })

  it.each([
    [{ status: 503 }, 'unknown'],
    [{ status: 503, when: 'after' as const }, 'unknown'],
    [{ instead: 'reset' as const }, 'unknown'],
    [{ status: 429, retryAfter: 0.05 }, 'later'],
    [{ status: 401 }, 'signedOut'],
  ])('is opened when asked again after %j', async (fault, kind) => {
    const { discord, message, open } = await posted()
    discord.fail(route, fault)
    expect(await open()).toMatchObject({ kind })
    await vi.waitFor(
      async () => expect(await open()).toEqual({ kind: 'open', channel: message }),
      15_000,
    )
  })

  it('is not opened where it cannot be told whether there is one', async () => {
    const { discord, message, open } = await posted()
    discord.fail(route, { status: 403, code: 50_013 })
    discord.fail('GET channels/:channel', { status: 503 })
    expect(await open()).toMatchObject({ kind: 'unknown' })
    expect(await open()).toEqual({ kind: 'open', channel: message })
  })

  it('is gone with its message, and with its channel', async () => {
    const { discord, platform, channel, message, open } = await posted()
    await platform.remove(channel.id, message)
    expect(await open()).toEqual({ kind: 'gone' })
    discord.world.removeChannel(channel)
    await vi.waitFor(
      async () => expect(await platform.channelFacts(channel.id)).toBeUndefined(),
      15_000,
    )
    expect(await open()).toEqual({ kind: 'gone' })
  })
})

describe('what Discord answers', () => {
  const now = Temporal.Instant.from('2026-01-15T12:00:00Z')
  const refused = (status: number, code: number) =>
    new DiscordAPIError({ code, message: 'no' }, code, status, 'POST', '', {
      body: undefined,
      files: undefined,
    })
  const limited = (retryAfter: number, sublimitTimeout = 0) =>
    new RateLimitError({
      ...{ global: false, hash: '', limit: 5, majorParameter: '', method: 'POST', route: '' },
      ...{ retryAfter, scope: 'user', sublimitTimeout, timeToReset: retryAfter, url: '' },
    })

  it.each([
    [404, 10_008, 'gone'],
    [403, 50_007, 'forbidden'],
    [400, 50_007, 'forbidden'],
    [403, 50_278, 'forbidden'],
    [403, 40_003, 'later'],
    [401, 0, 'signedOut'],
    [400, 50_035, 'invalid'],
    [413, 40_005, 'invalid'],
  ])('means by %i with %i that it is %s', (status, code, kind) => {
    expect(outcomeOf(refused(status, code), now).kind).toBe(kind)
  })

  it.each([
    ['a whole route', 1_500, 0, '2026-01-15T12:00:01.5Z'],
    ['part of a route', 50, 300_000, '2026-01-15T12:05:00Z'],
    ['what is over', -20, 0, '2026-01-15T12:00:00Z'],
    ['ever', Number.POSITIVE_INFINITY, 0, '2026-01-16T12:00:00Z'],
  ])('limits %s', (_, retryAfter, sublimit, at) => {
    const outcome = outcomeOf(limited(retryAfter, sublimit), now)
    expect(outcome).toEqual({ kind: 'later', at: Temporal.Instant.from(at) })
  })

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
    'cannot have heard what failed with %s',
    (code) => {
      const later = { kind: 'later', at: now.add({ seconds: 5 }) }
      expect(outcomeOf(Object.assign(new Error('no'), { code }), now)).toEqual(later)
      expect(outcomeOf(new Error('no', { cause: { code } }), now)).toEqual(later)
    },
  )

  it.each(['ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_ABORTED', 'EPIPE'])(
    'may have heard what failed with %s',
    (code) => {
      const outcome = outcomeOf(Object.assign(new Error('no'), { code }), now)
      expect(outcome).toEqual({ kind: 'unknown', why: code })
    },
  )

  const postingTo = async (answer: RequestListener, timeoutMs: number) => {
    const api = await addressOf(createServer(answer))
    const rest = createRest({ api, token: 'token', timeoutMs: 60_000, stopWithinMs: 0 })
    const me = () => '1'
    return createPosting({
      rest,
      timeoutMs,
      me,
      mayRead: async () => true,
      signIn: () => undefined,
    })
  }

  it('is not waited for beyond the time it has in all, once it has begun', async () => {
    const posting = await postingTo((_, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' }).write('{"id":')
    }, 500)
    expect(await posting.post('1', {}, key)).toMatchObject({ kind: 'unknown' })
  })

  it.each([
    [200, '{}'],
    [200, '<html>'],
    [204, ''],
  ])('is no message where it names none: %i %s', async (status, text) => {
    const posting = await postingTo((_, answer) => {
      answer.writeHead(status, { 'content-type': 'application/json' }).end(text)
    }, 10_000)
    expect(await posting.post('1', {}, key)).toMatchObject({ kind: 'unknown' })
  })

  it('is the same message only with the same embeds', () => {
    const message = (...embeds: object[]) => ({ content: 'words', embeds }) as unknown as APIMessage
    const embed = { title: 'title', description: 'more' }
    expect(hasText(message(embed), { content: 'words', embeds: [embed] })).toBe(true)
    expect(hasText(message(embed), { content: 'words' })).toBe(false)
    expect(hasText(message(), { content: 'words', embeds: [embed] })).toBe(false)
    expect(
      hasText(message({ ...embed, title: 'other' }), { content: 'words', embeds: [embed] }),
    ).toBe(false)
  })
})

const addressOf = async (server: Server): Promise<string> => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
}

/** To all but the bot. */
const closedTo = ({ bot }: Discord): NonNullable<ChannelWish['overwrites']> => [
  { for: 'everyone', deny: ['ViewChannel'] },
  { for: bot, allow: ['ViewChannel'] },
]

describe('a channel on Discord', () => {
  it.each<[string, GuildWish, ChannelWish & { isClosed?: true }, RegExp | undefined]>([
    ['a community', { features: ['COMMUNITY'] }, {}, undefined],
    ['a server that can be found', { features: ['DISCOVERABLE'] }, {}, /find and join/],
    ['a server that can be previewed', { features: ['PREVIEW_ENABLED'] }, {}, /without joining/],
    ['a server with an address', { vanity: 'desk' }, {}, /public address/],
    ['an announcement channel', {}, { type: 'announcement' }, /announcement/],
    ['a closed channel', { features: ['DISCOVERABLE'] }, { isClosed: true }, undefined],
    ['a closed one for news', {}, { type: 'announcement', isClosed: true }, /announcement/],
  ])('is as open as it is: %s', async (_, guildWish, { isClosed, ...wish }, open) => {
    const { discord, guild, platform, start } = await inServer(guildWish)
    const overwrites = isClosed ? closedTo(discord) : []
    const channel = discord.world.channel(guild, 'room', { ...wish, overwrites })
    const thread = discord.world.thread(channel, 'details')
    await start()
    for (const { id } of [channel, thread]) {
      const facts = await platform.channelFacts(id)
      expect(facts?.room).toBe(channel.id)
      if (open) expect(facts?.open).toMatch(open)
      else expect(facts).not.toHaveProperty('open')
    }
  })

  it('is asked for where the gateway does not bring it, also after a token was refused', async () => {
    const { discord, platform, channel, start } = await inServer()
    const thread = discord.world.thread(channel, 'over')
    discord.world.changeChannel(thread, { archived: true })
    await start()
    discord.fail('GET channels/:channel', { status: 401 })
    expect(await platform.channelFacts(thread.id)).toBeUndefined()
    expect(await platform.channelFacts(thread.id)).toMatchObject({ name: '#over', missing: [] })
  })
})

describe('the gateway', () => {
  /** One that takes connections and says nothing. */
  const silent = async () => {
    let api = ''
    const server = createServer((_, answer) => {
      const url = api.replace('http', 'ws')
      const session_start_limit = { total: 9, remaining: 9, reset_after: 0, max_concurrency: 1 }
      answer.writeHead(200, { 'content-type': 'application/json' })
      answer.end(JSON.stringify({ url, shards: 1, session_start_limit }))
    })
    const sockets = new WebSocketServer({ server })
    api = await addressOf(server)
    onTestFinished(() => {
      for (const socket of sockets.clients) socket.terminate()
    })
    return { api, sockets }
  }

  it('is left where it never greets', async () => {
    const { api, sockets } = await silent()
    const settings = { api, token: 'token', timeoutMs: 10_000, stopWithinMs: 0 }
    const client = createClient(settings)
    const leaving = new AbortController()
    const connected = once(sockets, 'connection') as Promise<[WebSocket]>
    const signing = connect(client, settings.token, leaving.signal)
    const [socket] = await connected
    socket.ping()
    await once(socket, 'pong')
    leaving.abort()
    await signing
    await leave(client, 50)
    expect(isUp(client)).toBe(false)
  })
})
