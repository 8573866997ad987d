import {
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Interaction,
  MessageFlags,
  RateLimitError,
} from 'discord.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bitsOf,
  type Discord,
  type Message,
  type Permission,
  permissionsIn,
} from '../../support/discord/index.ts'
import { button, row } from '../../support/discord/parts.ts'
import { desk, loggedIn, loopback } from '../../support/discord/trial.ts'

const quiet = { flags: MessageFlags.SuppressEmbeds } as const
const hidden = { flags: [MessageFlags.SuppressEmbeds, MessageFlags.Ephemeral] } as const

const answering = (
  client: Client,
  answer: (interaction: Interaction) => Promise<unknown>,
): void => {
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction))
}

const onCommand = (
  client: Client,
  answer: (interaction: ChatInputCommandInteraction) => Promise<unknown>,
): void =>
  answering(client, async (interaction) => interaction.isChatInputCommand() && answer(interaction))

const contents = (messages: readonly Message[]): string[] => messages.map(({ content }) => content)

/** What the client hears in messages, and a wait for so many of them. */
const hearing = (client: Client) => {
  const heard: string[] = []
  const waiting: (() => void)[] = []
  client.on(Events.MessageCreate, ({ content }) => {
    heard.push(content)
    for (const look of waiting) look()
  })
  const times = (count: number) =>
    new Promise<string[]>((settle) => {
      const look = () => heard.length >= count && settle(heard)
      waiting.push(look)
      look()
    })
  return { times }
}

describe('the real client', () => {
  test('logs in, and its heartbeats are answered', async () => {
    const { discord, client, policy } = await desk({ heartbeat: 40 })
    expect(client.channels.cache.get(policy.id)).toMatchObject({ name: 'policy' })
    await discord.until(() => discord.gateway.heartbeats > 2, 'heartbeats')
    expect(discord.gateway.identified).toMatchObject([{ shard: [0, 1], intents: 4609n }])
  })

  test('is turned away with a wrong token', async () => {
    const discord = await loopback()
    await expect(loggedIn({ ...discord, token: 'wrong' })).rejects.toThrow('invalid token')
  })

  test('is given what it missed while it was cut off, in order, once', async () => {
    const { discord, client } = await desk()
    const { times } = hearing(client)
    const ada = discord.person({ waits: false })
    discord.gateway.admit('refuse')
    discord.gateway.cut()
    await discord.until(() => !discord.gateway.isUp)
    await ada.say(ada.dm, 'one')
    await ada.say(ada.dm, 'two')
    discord.gateway.admit('all')
    await discord.until(() => discord.gateway.resumed === 1, 'a RESUME')
    await ada.say(ada.dm, 'three')
    expect(await times(3)).toEqual(['one', 'two', 'three'])
    expect(discord.gateway.identified).toHaveLength(1)
  })

  const ends: [string, (discord: Discord) => void][] = [
    ['its session is over for now', ({ gateway }) => gateway.invalidate(true)],
    ['it is asked to', ({ gateway }) => gateway.reconnect()],
    ['it is closed with 4000', ({ gateway }) => gateway.close(4000)],
    ['heartbeats go unanswered', ({ gateway }) => gateway.ignoreHeartbeats()],
  ]
  test.each(ends)('comes again when %s', async (_when, end) => {
    const discord = await loopback({ heartbeat: 60 })
    await loggedIn(discord)
    end(discord)
    await discord.until(() => discord.gateway.resumed === 1, 'a RESUME')
    expect(discord.gateway.identified).toHaveLength(1)
  })

  test('reads what it may read, and gets the same twice when it is sent twice', async () => {
    const { discord, client, policy } = await desk()
    const { times } = hearing(client)
    const ada = discord.person()
    await ada.say(policy, 'among us')
    await ada.say(policy, `${discord.mention} hello`)
    await ada.say(ada.dm, 'alone')
    expect(await times(3)).toEqual(['', `${discord.mention} hello`, 'alone'])
    client.channels.cache.clear()
    discord.gateway.repeat('MESSAGE_CREATE')
    expect((await times(4)).at(-1)).toBe('alone')
  })

  test('hears of every change in a server', async () => {
    const { discord, client, policy } = await desk()
    const { world } = discord
    const guild = policy.guild!
    const changes: [string, () => unknown][] = [
      ['guildUpdate', () => world.changeGuild(guild, { features: ['DISCOVERABLE'] })],
      ['channelUpdate', () => world.changeChannel(policy, { name: 'politics' })],
      ['roleCreate', () => world.role(guild, 'Editors')],
      ['roleUpdate', () => world.changeRole(world.botRole(guild), { permissions: [] })],
      ['threadCreate', () => world.thread(policy, 'details')],
      ['threadUpdate', () => world.changeChannel(lastChannel(discord), { archived: true })],
      ['channelCreate', () => world.channel(guild, 'news', { type: 'announcement' })],
      ['channelDelete', () => world.removeChannel(policy)],
      ['guildUnavailable', () => world.removeBot(guild, 'outage')],
      ['guildAvailable', () => world.addBot(guild)],
      ['guildDelete', () => world.removeBot(guild)],
      ['guildCreate', () => world.addBot(guild)],
    ]
    for (const [event, change] of changes) {
      const told = new Promise<unknown>((settle) => client.once(event, settle))
      change()
      await told
    }
    expect(client.guilds.cache.get(guild.id)?.features).toEqual(['DISCOVERABLE'])
  })

  const lastChannel = ({ world }: Discord) => [...world.channels.values()].at(-1)!
})

describe('people', () => {
  test('see a deferred answer once it is edited, and what follows', async () => {
    const { discord, client, policy } = await desk()
    onCommand(client, async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral })
      const about = `about ${interaction.options.getString('subject')}`
      await interaction.editReply({ content: about, ...quiet })
      await interaction.followUp({ content: 'and more', ...hidden })
    })
    const answer = await discord.person().command(policy, 'brief', { subject: 'nato' })
    expect(answer.messages).toEqual([])
    expect((await answer.acked).after).toBeLessThan(3_000)
    expect(contents((await answer.settled).messages)[0]).toBe('about nato')
    await answer.done(({ messages }) => messages.length === 2)
    expect(answer.messages).toMatchObject([{ flags: 68 }, { content: 'and more', flags: 68 }])
    expect(answer.ack).toMatchObject({ type: 5, isEphemeral: true })
    expect(discord.messages(policy)).toEqual([])
    expect(discord.violations).toEqual([])
  })

  test('are offered choices', async () => {
    const { discord, client, policy } = await desk()
    answering(client, async (interaction) => {
      if (interaction.isAutocomplete())
        await interaction.respond([{ name: interaction.options.getFocused(), value: 'x' }])
    })
    const choices = await discord.person().autocomplete(policy, 'brief', 'subject', 'na')
    expect(choices).toEqual([{ name: 'na', value: 'x' }])
  })

  test('reach subcommands, with people named in options', async () => {
    const { discord, client, policy } = await desk()
    onCommand(client, (interaction) => {
      const { options } = interaction
      const said = [options.getSubcommand(), options.getUser('for')?.username]
      return interaction.reply({
        content: [...said, options.getInteger('hour')].join(' '),
        ...quiet,
      })
    })
    const bob = discord.person({ name: 'Bob' })
    const wish = { for: bob.user.id, hour: 8 }
    const answer = await discord.person().ask(policy, 'digest create', wish)
    expect(contents(answer.messages)).toEqual(['create bob 8'])
    expect(contents(discord.messages(policy))).toEqual(['create bob 8'])
  })

  const options = [{ label: 'One', value: '1' }]
  const menu = { type: 3, custom_id: 'menu', placeholder: 'Which', options }
  const field = { type: 4, custom_id: 'text', style: 1, label: 'Text', required: true }
  const form = { custom_id: 'form', title: 'Form', components: [row(field)] }
  const withControls = { content: 'first', components: [row(button()), row(menu)], ...quiet }

  const answerAll = async (interaction: Interaction): Promise<unknown> => {
    if (interaction.isChatInputCommand()) return interaction.reply(withControls as never)
    if (interaction.isButton()) return interaction.showModal(form as never)
    if (interaction.isStringSelectMenu())
      return interaction.update({ content: `chose ${interaction.values}`, ...quiet })
    if (interaction.isModalSubmit())
      return interaction.reply({ content: interaction.fields.getTextInputValue('text'), ...hidden })
    if (interaction.isMessageContextMenuCommand())
      return interaction.reply({ content: `of ${interaction.targetMessage.content}`, ...hidden })
  }

  test('press, choose, fill in forms and ask about messages', async () => {
    const { discord, client, policy } = await desk()
    answering(client, answerAll)
    const ada = discord.person()
    const first = (await ada.ask(policy, 'brief', { subject: 'x' })).messages[0]!
    const { modal } = await (await ada.press(first, 'Press')).settled
    await expect(ada.submit(modal!)).rejects.toThrow('field text is required')
    const filled = await (await ada.submit(modal!, { Text: 'typed' })).settled
    expect(contents(filled.messages)).toEqual(['typed'])
    const chosen = await (await ada.choose(first, 'Which', 'One')).settled
    expect(chosen.messages).toMatchObject([{ id: first.id, content: 'chose 1' }])
    const asked = await (await ada.askAbout(first)).settled
    expect(contents(asked.messages)).toEqual(['of chose 1'])
    const bob = discord.person({ name: 'Bob' })
    await expect(bob.press(filled.messages[0]!, 'Press')).rejects.toThrow('Bob does not see')
    await expect(ada.press(first, 'Other')).rejects.toThrow('no button Other; there are: Press')
    expect(discord.violations).toEqual([])
  })

  test('are answered in direct messages and where they mention the bot', async () => {
    const { discord, client, policy } = await desk()
    client.on(Events.MessageCreate, (message) => {
      if (!message.author.bot && message.content)
        void message.reply({ content: `heard ${message.content}`, ...quiet })
    })
    const ada = discord.person()
    expect((await (await ada.say(ada.dm, 'hello')).answer).content).toBe('heard hello')
    const unheard = await ada.say(policy, 'among us')
    const said = await ada.say(policy, `${discord.mention} hello`)
    expect((await said.answer).replyTo).toBe(said.message.id)
    expect(unheard.answers).toEqual([])
    expect(discord.violations).toEqual([])
  })
})

describe('posting', () => {
  test('waits out a 429, or reports it where that is wished', async () => {
    const { discord, client, policy } = await desk()
    const post = () =>
      client.rest.post(`/channels/${policy.id}/messages`, {
        body: { content: 'x', flags: 4, allowed_mentions: { parse: [] } },
      })
    const shut = discord.fail('POST channels/:id/messages', { status: 429, retryAfter: 0.05 })
    await post()
    expect(shut.hits).toBe(1)
    client.rest.options.rejectOnRateLimit = () => true
    discord.fail('POST channels/:id/messages', { status: 429, retryAfter: 0.05, global: true })
    await expect(post()).rejects.toBeInstanceOf(RateLimitError)
    expect(discord.messages(policy)).toHaveLength(1)
  })

  test('learns from headers how much is left, before it is too much', async () => {
    const { discord, client, policy } = await desk()
    discord.limit('GET channels/:id', { requests: 2, perSeconds: 0.1 })
    const read = () => client.rest.get(`/channels/${policy.id}`)
    await read()
    await Promise.all([read(), read(), read()])
    const asked = discord.requests.filter(({ route }) => route === 'channels/:channel')
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  })
})

describe('permissions', () => {
  const names = ['ViewChannel', 'SendMessages', 'ReadMessageHistory'] as const
  const bits = (all: readonly Permission[]) => fc.subarray([...all]).map(bitsOf)
  const role = bits(['Administrator', ...names])
  const layer = fc.record({ allow: bits(names), deny: bits(names) })
  const rooms = fc.record({ everyone: role, bot: role, overwrites: fc.tuple(layer, layer, layer) })

  test('are what the real client makes of the same roles and overwrites', async () => {
    const discord = await loopback()
    const client = await loggedIn(discord)
    const { world } = discord
    for (const { everyone, bot, overwrites } of fc.sample(rooms, { numRuns: 60, seed: 1 })) {
      const guild = world.guild('Desk', { everyone, bot })
      const [all, own, self] = overwrites
      const seen = new Promise<void>((settle) => client.once('channelCreate', () => settle()))
      const wishes = [
        { for: 'everyone' as const, ...all },
        { for: world.botRole(guild), ...own },
        { for: world.bot, ...self },
      ]
      const channel = world.channel(guild, 'policy', { overwrites: wishes })
      await seen
      const theirs = client.guilds.cache.get(guild.id)?.members.me?.permissionsIn(channel.id)
      const ours = permissionsIn(channel, world.bot.id)
      for (const name of names)
        expect((ours & bitsOf([name])) !== 0n).toBe(theirs?.has(['ViewChannel', name]))
    }
  })
})
