import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PermissionFlagsBits } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { commands } from '#commands'
import { discordCommands } from '#platforms/discord/commands/commands'
import { examineDiscord } from '#platforms/discord/doctor'
import { permissions } from '#platforms/discord/permissions'

type Answer = unknown | ((response: ServerResponse, url: URL) => void)

const token = 'MTIzNDU2.secret-of-the-bot'
/** Bits 10, 11, 14, 16, 35 and 38 of https://docs.discord.com/developers/topics/permissions */
const enough = '309237730304'
const registered = discordCommands(commands).map((command, at) => ({
  id: `${at}`,
  version: '1',
  nsfw: false,
  ...command,
}))
const starts = { total: 1_000, remaining: 998, reset_after: 7_000_000, max_concurrency: 1 }
const well: Record<string, Answer> = {
  '/users/@me': { id: '42', username: 'Sitrep' },
  '/gateway/bot': { url: 'ws://127.0.0.1', shards: 1, session_start_limit: starts },
  '/users/@me/guilds': [{ id: '7', name: 'Policy desk', permissions: enough }],
  '/applications/@me': { id: '43' },
  '/applications/43/commands': registered,
}

const answering =
  (status: number, body: string | object, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const type = typeof body === 'string' ? 'text/html' : 'application/json'
    response.writeHead(status, { 'content-type': type, ...headers }).end(text)
  }

const open: Server[] = []

/** Something that answers as Discord does, but for what is told otherwise. */
const discord = async (otherwise: Record<string, Answer> = {}): Promise<string> => {
  const answers = { ...well, ...otherwise }
  const server = createServer(({ method, url = '', headers }, response) => {
    const asked = new URL(url, 'http://127.0.0.1')
    const answer = answers[asked.pathname.replace('/api/v10', '')]
    if (headers.authorization !== `Bot ${token}`)
      answering(401, { message: '401: Unauthorized', code: 0 })(response)
    else if (method !== 'GET' || answer === undefined)
      answering(404, { message: '404: Not Found', code: 0 })(response)
    else if (typeof answer === 'function') answer(response, asked)
    else answering(200, answer as object)(response)
  })
  open.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
}

const examine = async (otherwise?: Record<string, Answer>, wish: object = {}) =>
  examineDiscord({ api: await discord(otherwise), token, commands, ...wish })

afterEach(() => {
  for (const server of open.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

it('finds everything well', async () => {
  expect(await examine()).toEqual([
    { name: 'Discord token', fine: 'known as "Sitrep", id 42' },
    {
      name: 'Discord gateway',
      fine: '998 of 1000 starts left today; intents Guilds, GuildMessages, DirectMessages, none privileged',
    },
    { name: 'Discord servers', fine: 'in 1 server, with every permission it needs' },
    { name: 'Discord commands', fine: `${registered.length} registered` },
  ])
})

const unknown =
  'DISCORD_TOKEN is not known to Discord. Copy it again from the developer portal (Bot, Reset Token).'
const stranger =
  'What answers at DISCORD_API_URL does not speak as Discord does. Leave it empty to use Discord itself.'

describe('a token', () => {
  it.each(['another.token', 'broken\ntoken'])('that Discord does not know: %j', async (other) => {
    expect(await examine({}, { token: other })).toEqual([{ name: 'Discord token', fault: unknown }])
  })

  it.each<[string, (response: ServerResponse) => void, string]>([
    [
      'out of order',
      answering(503, ''),
      'Discord is out of order (503). Look at discordstatus.com and try again later.',
    ],
    [
      'busy',
      answering(429, { retry_after: 60 }, { 'retry-after': '60' }),
      'Discord asks to wait 61 seconds. Try again then.',
    ],
    ['another place', answering(404, '<p>Not here</p>'), stranger],
    ['a page', answering(200, '<p>Welcome</p>'), stranger],
    ['another API', answering(200, { hello: 'world' }), stranger],
    [
      'another API that refuses',
      answering(400, '"x"', { 'content-type': 'application/json' }),
      stranger,
    ],
    ['half an answer', answering(200, '{', { 'content-type': 'application/json' }), stranger],
    [
      'gone in the middle',
      (response) => void response.socket?.destroy(),
      'Discord cannot be reached (UND_ERR_SOCKET). Check the network and DISCORD_API_URL.',
    ],
  ])('cannot be looked at where Discord is %s', async (_, answer, fault) => {
    expect(await examine({ '/users/@me': answer })).toEqual([{ name: 'Discord token', fault }])
  })

  it.each<[string, (response: ServerResponse) => void]>([
    ['says nothing', () => undefined],
    [
      'begins and stops',
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
    ],
  ])('cannot be looked at where Discord %s', async (_, answer) => {
    expect(await examine({ '/users/@me': answer }, { timeoutMs: 50 })).toEqual([
      {
        name: 'Discord token',
        fault: 'Discord did not answer in time. Check the network and DISCORD_API_URL.',
      },
    ])
  })

  it('cannot be looked at where nothing listens', async () => {
    const api = 'http://127.0.0.1:1/api'
    expect(await examineDiscord({ api, token, commands })).toEqual([
      {
        name: 'Discord token',
        fault: 'Discord cannot be reached (ECONNREFUSED). Check the network and DISCORD_API_URL.',
      },
    ])
  })

  it('stands in no finding', async () => {
    const echo = answering(400, { message: `Bot ${token}`, code: 0 })
    const found = await examine({
      '/gateway/bot': echo,
      '/users/@me/guilds': echo,
      '/applications/@me': echo,
    })
    expect(found.map(({ fault }) => fault)).toEqual([undefined, stranger, stranger, stranger])
    expect(JSON.stringify(found)).not.toContain('secret')
  })
})

const findingOf = async (name: string, otherwise: Record<string, Answer>) => {
  const found = await examine(otherwise)
  expect(found).toHaveLength(4)
  expect(found.filter(({ fault }) => fault).every((one) => one.name === name)).toBe(true)
  return found.find((one) => one.name === name)
}

it('finds that the gateway takes no more today', async () => {
  const spent = { session_start_limit: { ...starts, remaining: 0 } }
  expect(await findingOf('Discord gateway', { '/gateway/bot': spent })).toEqual({
    name: 'Discord gateway',
    fault: 'Too many starts today. Discord allows more in 2 hours; find out what restarts Sitrep.',
  })
})

describe('servers', () => {
  const without = (...names: (keyof typeof permissions)[]) =>
    `${names.reduce((held, name) => held & ~permissions[name], BigInt(enough))}`
  const inServers = (...servers: object[]) =>
    findingOf('Discord servers', { '/users/@me/guilds': servers })

  it('that lack permissions are named with them', async () => {
    expect(
      await inServers(
        { id: '7', name: 'Well', permissions: enough },
        { id: '8', name: 'Policy desk', permissions: without('Embed Links') },
        { id: '9', name: 'News', permissions: '0' },
      ),
    ).toEqual({
      name: 'Discord servers',
      fault:
        'The bot lacks Embed Links in "Policy desk"; View Channels, Send Messages, Create Public Threads, Send Messages in Threads, Embed Links, Read Message History in "News". Allow its role this (Server Settings, Roles).',
    })
  })

  it('that let it open no threads are named, and are well', async () => {
    const servers = [
      { id: '7', name: 'Well', permissions: enough },
      { id: '8', name: 'Policy desk', permissions: without('Create Public Threads') },
      { id: '9', name: 'News', permissions: without('Create Public Threads') },
    ]
    expect(await inServers(...servers)).toEqual({
      name: 'Discord servers',
      fine: 'in 3 servers, with every permission it needs; wanted, so that details stand in a thread: Create Public Threads in "Policy desk"; Create Public Threads in "News"',
    })
  })

  it('lack none where the bot is an administrator', async () => {
    const permissions = `${PermissionFlagsBits.Administrator}`
    expect(await inServers({ id: '7', name: 'Well', permissions })).toMatchObject({
      fine: 'in 1 server, with every permission it needs',
    })
  })

  it('are not needed yet', async () => {
    expect(await inServers()).toMatchObject({
      fine: 'in none yet; the README says how to invite it',
    })
  })

  it('have names that steer no terminal', async () => {
    const name = `\u001b[2J\u202eDesk\n${'x'.repeat(100)}`
    const found = await inServers({ id: '7', name, permissions: '0' })
    expect(found?.fault).toContain(`in "\uFFFD[2JDesk ${'x'.repeat(50)}…"`)
  })

  const many = (count: number, permissions: string) =>
    Array.from({ length: count }, (_, at) => ({ id: `${at + 1}`, name: `S${at + 1}`, permissions }))

  it('are all looked at, page by page', async () => {
    const all = [...many(450, enough), { id: '451', name: 'The last', permissions: '0' }]
    const found = await findingOf('Discord servers', {
      '/users/@me/guilds': (response: ServerResponse, { searchParams }: URL) => {
        const after = Number(searchParams.get('after'))
        answering(200, all.slice(after, after + Number(searchParams.get('limit'))))(response)
      },
    })
    expect(found?.fault).toContain('in "The last".')
  })

  it('are not asked for for ever', async () => {
    expect(await inServers(...many(200, enough))).toMatchObject({
      fine: 'in 400 servers, with every permission it needs',
    })
  })

  it('are named, ten of them, and the others counted', async () => {
    const found = await inServers(...many(12, without('Embed Links')))
    expect(found?.fault).toMatch(/in "S10"; and in 2 more\. Allow/)
  })
})

it('finds commands that are still to be registered', async () => {
  const found = await findingOf('Discord commands', {
    '/applications/43/commands': registered.slice(1),
  })
  expect(found).toEqual({ name: 'Discord commands', fine: 'will be registered at the next start' })
})
