import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { defineCommand } from '#core/command'
import { option } from '#core/options'
import { paragraph } from '#core/reply'
import { saying } from '#core/show'
import { made } from '../../support/briefings.ts'
import {
  bitsOf,
  buttonsOf,
  type Interaction,
  lockScreen,
  textOf,
} from '../../support/discord/index.ts'
import { shippedFolder } from '../../support/engine.ts'
import { eventually } from '../../support/eventually.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { type OnDiscord, onDiscord } from '../../support/on-discord.ts'

/** A server with one channel, a manager and a reader. */
const inServer = async (wish: Parameters<typeof onDiscord>[0] = {}) => {
  const on = await onDiscord(wish)
  const { discord } = on
  const guild = discord.world.guild('Policy desk')
  const channel = discord.world.channel(guild, 'policy')
  const manager = discord.person({ name: 'Ada', permissions: ['ManageGuild'] })
  const reader = discord.person({ name: 'Ben' })
  return { ...on, guild, channel, manager, reader }
}

const saidIn = ({ messages }: Interaction): string =>
  messages.map((message) => textOf(message).replaceAll('\\', '')).join('\n')

const shown = async ({ store }: OnDiscord) =>
  Array.fromAsync(store.shown({ kind: 'operator', clearance: 'RED' }))

const deferred = 5
const updated = 6
const ephemeral = 64

it('acknowledges first, then answers the asker alone', async () => {
  const on = await inServer()
  const asked = await on.reader.ask(on.channel, 'brief', { subject: 'nato-exercise-bergen' })
  expect(asked.ack).toMatchObject({ type: deferred, isEphemeral: true })
  expect(saidIn(asked)).toContain('NATO exercised at Bergen in Germany in February 2026')
  expect(saidIn(asked)).toContain('TLP:CLEAR')
  expect(on.discord.messages(on.channel)).toEqual([])
  expect(await shown(on)).toMatchObject([
    { platform: 'discord', workspace: on.guild.id, channel: on.channel.id, command: 'brief' },
  ])
  expect(on.discord.violations).toEqual([])
})

it.each([
  ['nat', 'NATO'],
  ['north atlantic', 'NATO'],
  ['defense core', 'Defence core'],
  ['ntao', 'NATO'],
])('suggests for %s what it means', async (typed, name) => {
  const { reader, channel } = await inServer()
  const choices = await reader.autocomplete(channel, 'brief', 'subject', typed)
  expect(choices.map((choice) => choice.name).join('\n')).toMatch(new RegExp(name, 'i'))
})

it('suggests and answers up to the channel’s limit, and follows it at once', async () => {
  const on = await inServer()
  const { reader, manager, channel, discord } = on
  const hidden = 'six-checks-defence-core'
  const suggested = async () =>
    (await reader.autocomplete(channel, 'brief', 'subject', 'six checks')).map(({ value }) => value)
  expect(await suggested()).not.toContain(hidden)
  expect(saidIn(await reader.ask(channel, 'brief', { subject: hidden }))).not.toContain('AMBER')

  const set = await manager.ask(channel, 'tlp set', { label: 'AMBER' })
  expect(saidIn(set)).toContain('#policy may now see up to TLP:AMBER')
  expect(await suggested()).toContain(hidden)
  expect(saidIn(await reader.ask(channel, 'brief', { subject: hidden }))).toContain('TLP:AMBER')
  expect(saidIn(await reader.ask(reader.dm, 'brief', { subject: hidden }))).not.toContain('AMBER')

  const back = await manager.press(set.messages[0]!, 'Back to TLP:CLEAR')
  expect(saidIn(await back.settled)).toContain('up to TLP:CLEAR')
  expect(await suggested()).not.toContain(hidden)
  expect(discord.violations).toEqual([])
})

it('checks at every press who manages', async () => {
  const { discord, manager, channel, reader } = await inServer()
  await manager.ask(channel, 'tlp set', { label: 'GREEN' })
  const set = await manager.ask(channel, 'tlp set', { label: 'AMBER' })
  const pressed = await manager.press(set.messages[0]!, 'Back to TLP:GREEN')
  const { id: _, token: __, member, ...payload } = (await pressed.settled).payload
  const asked = discord.dispatchInteraction({
    ...payload,
    member: { ...(member as object), user: reader.user, permissions: '2048' },
  })
  expect(saidIn(await asked.settled)).toContain('for managers')
})

it('turns the page in place', async () => {
  const { reader, channel, discord } = await inServer()
  const first = await reader.ask(channel, 'latest', {})
  expect(saidIn(first)).toContain('1 of 3')
  const turned = await (await reader.press(first.messages[0]!, 'Older')).settled
  expect(turned.ack).toMatchObject({ type: updated })
  expect(saidIn(turned)).toContain('2 of 3')
  expect(turned.messages[0]?.id).toBe(first.messages[0]?.id)
  expect(discord.violations).toEqual([])
})

it('opens what is pressed in a list in a message of its own', async () => {
  const { reader, channel } = await inServer()
  const list = await reader.ask(channel, 'search', { words: 'bergen exercise' })
  const opened = await (await reader.press(list.messages[0]!, 'Read')).settled
  expect(opened.ack).toMatchObject({ type: deferred, isEphemeral: true })
  expect(saidIn(opened)).toContain('Reported')
})

it('posts what is shared with the eyes of the channel, and writes down where it stands', async () => {
  const on = await inServer()
  const { reader, channel, discord } = on
  const asked = await reader.ask(channel, 'brief', { subject: 'nato-exercise-bergen' })
  const pressed = await (await reader.press(asked.messages[0]!, 'Share here')).settled
  expect(saidIn(pressed)).toContain('Posted in #policy')
  const [posted] = discord.messages(channel)
  expect(lockScreen(posted!)).toMatch(/^TLP:CLEAR {1,2}NATO exercised at Bergen in Germany/)
  expect(textOf(posted!).replaceAll('\\', '')).toContain('Shared by Ben')
  const rooms = await on.store.rooms.posted(on.guild.id, channel.id)
  expect(rooms.map(({ messages }) => messages)).toContainEqual([posted?.id])

  const other = discord.person({ name: 'Eve' })
  const alone = await (await other.press(posted!, 'More on this topic')).settled
  expect(alone.messages.every(({ flags }) => flags & ephemeral)).toBe(true)
  expect(discord.messages(channel)).toHaveLength(1)
  expect(discord.violations).toEqual([])
})

it('says nothing on a lock screen of what is above GREEN', async () => {
  const { reader, manager, channel, discord } = await inServer()
  await manager.ask(channel, 'tlp set', { label: 'AMBER' })
  const asked = await reader.ask(channel, 'brief', { subject: 'six-checks-defence-core' })
  await (await reader.press(asked.messages[0]!, 'Share here')).settled
  expect(discord.messages(channel).map(lockScreen)).toEqual([
    'TLP:AMBER  Briefing for #policy: open to read',
  ])
})

it('shares nothing for whoever may not post there, nor where it lacks a permission itself', async () => {
  const { discord, guild, reader } = await inServer()
  const { world } = discord
  const notice = world.channel(guild, 'notice', {
    overwrites: [{ for: 'everyone', deny: ['SendMessages'] }],
  })
  const mute = world.channel(guild, 'mute', {
    overwrites: [{ for: discord.bot, deny: ['EmbedLinks'] }],
  })
  const unshareable = await reader.ask(notice, 'brief', { subject: 'nato' })
  expect(buttonsOf(unshareable.messages.at(-1)!).map(({ label }) => label)).not.toContain(
    'Share here',
  )
  const asked = await reader.ask(mute, 'brief', { subject: 'nato' })
  const pressed = await (await reader.press(asked.messages.at(-1)!, 'Share here')).settled
  expect(saidIn(pressed)).toContain('I need Embed Links in #mute')
})

it('answers a button of another time kindly', async () => {
  const { discord, reader, channel } = await inServer()
  const asked = await reader.ask(channel, 'brief', { subject: 'nato' })
  const [message] = asked.messages
  for (const id of ['brief:nato:v0', '1||0n|~never-kept', '1||0n|gone?x=y']) {
    buttonsOf(message!)[0]!.custom_id = id
    const pressed = await (await reader.press(message!, id)).settled
    expect(saidIn(pressed)).toMatch(/no longer (?:does anything|offered)/)
  }
  expect(discord.violations).toEqual([])
})

it('keeps what a button cannot carry, over a restart', async () => {
  const on = await inServer()
  const { reader, channel } = on
  const words = `defence -${'unheard'.repeat(12)}`
  const first = await reader.ask(channel, 'search', { words })
  const [next] = buttonsOf(first.messages[0]!).filter(({ label }) => label === 'More')
  expect(next?.custom_id).toContain('~')
  await on.platform.stop()
  await on.again()
  const turned = await (await reader.press(first.messages[0]!, 'More')).settled
  expect(saidIn(turned)).toMatch(/2 of \d/)
})

it('answers questions and commands in direct messages', async () => {
  const on = await inServer()
  const { reader, discord } = on
  const question = await reader.say(reader.dm, 'When was the NATO exercise in Bergen?')
  expect(textOf(await question.answer).replaceAll('\\', '')).toContain('in February 2026')
  const command = await reader.say(reader.dm, '/topics')
  expect(textOf(await command.answer)).toContain('NATO')
  expect(discord.requests.some(({ route }) => route === 'channels/:channel/typing')).toBe(true)
  expect(discord.violations).toEqual([])
})

it('answers a mention in its channel up to the channel’s limit, and leaves all else alone', async () => {
  const { reader, channel, discord } = await inServer()
  await reader.say(channel, 'When was the NATO exercise in Bergen?')
  const asked = await reader.say(channel, `${discord.mention} which six checks are there?`)
  const answer = await asked.answer
  expect(textOf(answer)).not.toContain('AMBER')
  expect(answer.replyTo).toBe(asked.message.id)
  expect(
    discord.messages(channel).filter(({ author }) => author.id === discord.bot.id),
  ).toHaveLength(1)
})

it('takes the text of any message as a question', async () => {
  const { reader, channel, discord } = await inServer()
  const { message } = await reader.say(channel, 'When was the NATO exercise in Bergen?')
  const asked = await (await reader.askAbout(message)).settled
  expect(saidIn(asked)).toContain('in February 2026')
  expect(asked.ack?.isEphemeral).toBe(true)
  expect(discord.violations).toEqual([])
})

const sentences = Array.from(
  { length: 130 },
  (_, at) => `Example Gazette reports in sentence number ${at} that nothing is lost.`,
)

/** The shipped briefings and one of 9,000 characters. */
const withLongOne = (): string => {
  const folder = temporaryFolder()
  cpSync(shippedFolder, folder, { recursive: true })
  const words = sentences.map((one, at) => (at % 5 ? one : `\n\n${one}`)).join(' ')
  const body = `\n## Reported\n${words}\n`
  writeFileSync(join(folder, 'long-one.md'), made({ slug: 'long-one', title: 'A long one', body }))
  return folder
}

it('gives a briefing of 9,000 characters whole, in several messages', async () => {
  const folder = withLongOne()
  const { reader, channel, discord } = await inServer({ folder })
  const asked = await reader.ask(channel, 'brief', { subject: 'long-one' })
  const whole = await asked.done(({ messages }) =>
    messages.some((message) => buttonsOf(message).some(({ label }) => label === 'Share here')),
  )
  expect(whole.messages.length).toBeGreaterThan(2)
  for (const sentence of sentences) expect(saidIn(whole)).toContain(sentence)
  expect(whole.messages.every(({ flags }) => flags & ephemeral)).toBe(true)
  expect(discord.violations).toEqual([])
})

it('finishes a command while the gateway is cut in the middle of it', async () => {
  const { promise: goOn, resolve } = Promise.withResolvers<void>()
  const slow = defineCommand({
    name: 'slow',
    summary: 'Waits to be told',
    options: {},
    examples: [],
    allow: 'anyone',
    audience: 'asker',
    async run() {
      await goOn
      return saying(paragraph('Done at last.'))
    },
  })
  const { reader, channel, discord, platform } = await inServer({ commands: [slow] })
  const asked = await reader.command(channel, 'slow')
  await asked.acked
  discord.gateway.cut()
  await discord.until(() => !platform.isUp())
  resolve()
  expect(saidIn(await asked.settled)).toContain('Done at last')
  await discord.until(() => platform.isUp())
  expect(discord.gateway.resumed).toBe(1)
})

const counting = () => {
  const ran: string[] = []
  const command = defineCommand({
    name: 'count',
    summary: 'Counts how often it ran',
    options: { words: option.optional(option.text('some words')) },
    examples: [],
    allow: 'anyone',
    audience: 'asker',
    async run({ options: { words = '' } }) {
      ran.push(words)
      return saying(paragraph('Counted.'))
    },
  })
  return { ran, command }
}

it('runs nothing when it is too late (10062), and says so once', async () => {
  const { ran, command } = counting()
  const { reader, channel, discord, logged } = await inServer({ commands: [command] })
  const code = 10_062
  discord.fail('POST interactions/:id/:token/callback', { status: 404, code })
  await reader.command(channel, 'count')
  await eventually(() => logged.some((line) => line.code === code))
  expect(ran).toEqual([])
  expect(logged.filter((line) => line.code === code)).toHaveLength(1)
})

it('runs nothing when another has it (40060), and says nothing of it', async () => {
  const { ran, command } = counting()
  const { reader, channel, discord, logged } = await inServer({ commands: [command] })
  const refusing = discord.fail('POST interactions/:id/:token/callback', {
    status: 400,
    code: 40_060,
  })
  await reader.command(channel, 'count', { words: 'first' })
  await discord.until(() => refusing.hits > 0)
  await reader.ask(channel, 'count', { words: 'second' })
  expect(ran).toEqual(['second'])
  expect(JSON.stringify(logged)).not.toContain('40060')
  expect(logged.filter(({ message }) => message === 'an answer did not arrive')).toEqual([])
})

it('tries the answer again when Discord stumbles, and gives up on a token that has run out', async () => {
  const { command } = counting()
  const { reader, channel, discord, logged } = await inServer({ commands: [command] })
  discord.fail('PATCH webhooks/:app/:token/messages/@original', { status: 502, times: 2 })
  expect(saidIn(await reader.ask(channel, 'count'))).toContain('Counted')
  discord.fail('PATCH webhooks/:app/:token/messages/@original', { status: 401, code: 50_027 })
  await reader.command(channel, 'count')
  await eventually(() => logged.some((line) => line.code === 50_027))
  expect(logged.filter((line) => line.code === 50_027)).toHaveLength(1)
})

it('answers with a form at once, and runs what was filled in', async () => {
  const { ran, command } = counting()
  const form = defineCommand({
    ...command,
    name: 'fill',
    form: true,
    options: {},
    run: async () => ({
      kind: 'form' as const,
      title: 'Fill this in',
      fields: [{ name: 'words', label: 'Words', required: true, lines: 'one' as const }],
      values: { words: 'before' },
      command: 'count',
    }),
  })
  const { reader, channel, discord } = await inServer({ commands: [command, form] })
  const asked = await reader.ask(channel, 'fill')
  expect(asked.ack).toMatchObject({ type: 9 })
  const submitted = await (await reader.submit(asked.modal!, { words: 'after' })).settled
  expect(saidIn(submitted)).toContain('Counted')
  expect(ran).toEqual(['after'])
  expect(discord.violations).toEqual([])
})

it('answers what is open before it leaves', async () => {
  const { promise: goOn, resolve } = Promise.withResolvers<void>()
  const { command } = counting()
  const slow = defineCommand({
    ...command,
    name: 'slow',
    options: {},
    async run() {
      await goOn
      return saying(paragraph('Done at last.'))
    },
  })
  const { reader, channel, platform } = await inServer({ commands: [slow] })
  const asked = await reader.command(channel, 'slow')
  await asked.acked
  const stopped = platform.stop()
  resolve()
  await stopped
  expect(saidIn(await asked.settled)).toContain('Done at last')
})

it('gives no server’s limit to an app that only a person has installed', async () => {
  const on = await inServer()
  const { discord, manager, channel, reader } = on
  await manager.ask(channel, 'tlp set', { label: 'AMBER' })
  const real = await reader.command(channel, 'brief', { subject: 'six-checks-defence-core' })
  await real.settled
  expect(saidIn(real)).toContain('AMBER')
  const { id: _, token: __, ...payload } = real.payload
  const owners = { authorizing_integration_owners: { 1: reader.user.id } }
  const asked = discord.dispatchInteraction({ ...payload, ...owners })
  expect(saidIn(await asked.settled)).not.toContain('AMBER')
})

it('lets members take a server’s limit into direct messages, for as long as they are members', async () => {
  const on = await inServer()
  const { discord, manager, reader, channel, guild } = on
  const elsewhere = discord.world.guild('Secret service')
  await reader.ask(channel, 'topics')
  await manager.ask(channel, 'tlp set', { label: 'AMBER', for: 'members' })
  const offered = await reader.autocomplete(reader.dm, 'workspace use', 'workspace', '')
  expect(offered.map(({ name }) => name)).toEqual(['Policy desk'])
  const foreign = await reader.ask(reader.dm, 'workspace use', { workspace: elsewhere.id })
  expect(saidIn(foreign)).toContain('share no workspace')
  await reader.ask(reader.dm, 'workspace use', { workspace: guild.id })
  const subject = 'six-checks-defence-core'
  expect(saidIn(await reader.ask(reader.dm, 'brief', { subject }))).toContain('TLP:AMBER')
  await reader.ask(reader.dm, 'workspace leave')
  expect(saidIn(await reader.ask(reader.dm, 'brief', { subject }))).not.toContain('AMBER')
})

it('asks for no privileged intent', async () => {
  const { discord } = await inServer()
  const privileged = bitsOf(['ViewChannel']) && (1 << 1) | (1 << 8) | (1 << 15)
  expect(Number(discord.gateway.identified[0]?.intents) & Number(privileged)).toBe(0)
})

it('leaves nobody waiting when the store fails beneath it', async () => {
  const on = await inServer({
    store: (store) => ({
      ...store,
      rooms: { ...store.rooms, limit: () => Promise.reject(new Error('the disk is gone')) },
    }),
  })
  const asked = await on.reader.ask(on.channel, 'brief', { subject: 'nato' })
  expect(saidIn(asked)).toMatch(/something failed on our side.*reference `[0-9a-f]{6}/)
  expect(saidIn(asked)).not.toContain('disk')
  expect(on.logged.some(({ reference }) => typeof reference === 'string')).toBe(true)
  expect(await on.reader.autocomplete(on.channel, 'brief', 'subject', 'n')).toEqual([])
})

it('leaves standing what has arrived when the rest of an answer does not', async () => {
  const on = await inServer({ folder: withLongOne() })
  const { reader, channel, discord } = on
  discord.fail('POST webhooks/:app/:token', { status: 500, times: 2 })
  const asked = await reader.ask(channel, 'brief', { subject: 'long-one' })
  const told = await asked.done(({ messages }) => messages.length === 2)
  expect(saidIn(told)).toContain('sentence number 0 that nothing is lost')
  expect(textOf(told.messages[1]!)).toContain('not all of it')
  expect((await shown(on)).length).toBeGreaterThan(0)
})

it('takes back from the ledger what nobody got to see', async () => {
  const on = await inServer()
  on.discord.fail('PATCH webhooks/:app/:token/messages/@original', { status: 400, times: 9 })
  await on.reader.command(on.channel, 'brief', { subject: 'nato' })
  await eventually(() => on.logged.some(({ message }) => message === 'an answer did not arrive'))
  await eventually(async () => (await shown(on)).length === 0)
})

it.each(['before', 'after'] as const)(
  'acknowledges again when Discord stumbles %s it took the first',
  async (when) => {
    const { ran, command } = counting()
    const { reader, channel, discord } = await inServer({ commands: [command] })
    discord.fail('POST interactions/:id/:token/callback', { status: 502, when })
    expect(saidIn(await reader.ask(channel, 'count'))).toContain('Counted')
    expect(ran).toHaveLength(1)
  },
)

it('answers where a server leaves out what Discord always sends', async () => {
  const { reader, channel, discord } = await inServer()
  const { payload } = await reader.ask(channel, 'topics')
  const {
    id: _,
    token: __,
    authorizing_integration_owners: ___,
    entitlements: ____,
    ...bare
  } = payload
  const asked = discord.dispatchInteraction(bare)
  expect(saidIn(await asked.settled)).toContain('NATO')
})

it.each(['/privacy', '/workspace use x', '/tlp show'])(
  'keeps to the asker what %s would tell, where others read along',
  async (line) => {
    const { manager, channel, discord } = await inServer()
    await manager.ask(channel, 'brief', { subject: 'nato' })
    const said = await manager.say(channel, `${discord.mention} ${line}`)
    expect(textOf(await said.answer)).toContain('is answered to you alone')
  },
)

it('says what it can read when there are no words', async () => {
  const { reader, discord, channel } = await inServer()
  for (const said of [await reader.say(reader.dm, ''), await reader.say(channel, discord.mention)])
    expect(textOf(await said.answer)).toContain('I read text only')
  const { message } = await reader.say(channel, '')
  expect(saidIn(await (await reader.askAbout(message)).settled)).toContain('no words')
})

it('tells who asked in public why nothing can be posted there', async () => {
  const { discord, guild, reader } = await inServer()
  const quiet = discord.world.channel(guild, 'quiet', {
    overwrites: [{ for: discord.bot, deny: ['SendMessages'] }],
  })
  await reader.say(quiet, `${discord.mention} /topics`)
  const [told] = await discord.until(() => {
    const all = discord.messages(reader.dm)
    return all.length > 0 && all
  })
  expect(textOf(told!).replaceAll('\\', '')).toContain('I need Send Messages in #quiet')
})
