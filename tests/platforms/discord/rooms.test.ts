import { expect, it } from 'vitest'
import { lockScreen, textOf } from '../../support/discord/index.ts'
import { eventually } from '../../support/eventually.ts'
import { onDiscord } from '../../support/on-discord.ts'

/** A channel up to AMBER, in which something of that label was posted. */
const guarded = async () => {
  const on = await onDiscord()
  const { discord } = on
  const guild = discord.world.guild('Policy desk')
  const channel = discord.world.channel(guild, 'policy')
  const manager = discord.person({ name: 'Ada', permissions: ['ManageGuild'] })
  await manager.ask(channel, 'tlp set', { label: 'AMBER' })
  const asked = await manager.ask(channel, 'brief', { subject: 'six-checks-defence-core' })
  await (await manager.press(asked.messages[0]!, 'Share here')).settled
  const told = () =>
    discord.messages(manager.dm).map((message) => textOf(message).replaceAll('\\', ''))
  const limit = async () => {
    const reply = await manager.ask(channel, 'tlp show')
    return reply.messages.map((message) => textOf(message).replaceAll('\\', '')).join('\n')
  }
  return { ...on, guild, channel, manager, told, limit }
}

const opening = {
  'it becomes discoverable': ({ discord, guild }) =>
    discord.world.changeGuild(guild, { features: ['COMMUNITY', 'DISCOVERABLE'] }),
  'it gets a public address': ({ discord, guild }) =>
    discord.world.changeGuild(guild, { vanity: 'policy' }),
  'the channel turns into an announcement channel': ({ discord, channel }) =>
    discord.world.changeChannel(channel, { type: 'announcement' }),
} satisfies Record<string, (on: Awaited<ReturnType<typeof guarded>>) => void>

it.each(Object.entries(opening))(
  'tells the manager once what stands above CLEAR when %s, and shows no more of it',
  async (_, open) => {
    const on = await guarded()
    const { discord, channel, manager, told, limit } = on
    open(on)
    await discord.until(() => told().length > 0)
    const [message] = discord.messages(channel)
    expect(told()[0]).toContain('#policy can be read by outsiders now')
    expect(told()[0]).toContain('TLP:AMBER')
    expect(told()[0]).toContain(message!.id)
    expect(told()[0]).not.toContain('six checks')
    expect(lockScreen(discord.messages(manager.dm)[0]!)).toContain('Outsiders can now read #policy')
    expect(await limit()).toContain('up to TLP:CLEAR')
    expect(await limit()).toContain('does not hold')
    const asked = await manager.ask(channel, 'brief', { subject: 'six-checks-defence-core' })
    expect(asked.messages.map(textOf).join()).not.toContain('AMBER')
    discord.world.changeChannel(channel, { topic: 'Something else' })
    await manager.ask(channel, 'topics')
    expect(told()).toHaveLength(1)
    expect(discord.violations).toEqual([])
  },
)

it('leaves a channel alone that only some may see, in a server that anyone may join', async () => {
  const on = await onDiscord()
  const { discord } = on
  const guild = discord.world.guild('Think tank', { features: ['DISCOVERABLE'] })
  const manager = discord.person({ name: 'Ada', permissions: ['ManageGuild', 'ViewChannel'] })
  const closed = discord.world.channel(guild, 'closed', {
    overwrites: [
      { for: 'everyone', deny: ['ViewChannel'] },
      { for: discord.bot, allow: ['ViewChannel', 'SendMessages'] },
      { for: manager.user, allow: ['ViewChannel'] },
    ],
  })
  const open = discord.world.channel(guild, 'lobby')
  const set = async (channel: typeof open) =>
    textOf((await manager.ask(channel, 'tlp set', { label: 'AMBER' })).messages[0]!).replaceAll(
      '\\',
      '',
    )
  expect(await set(closed)).toContain('#closed may now see up to TLP:AMBER')
  expect(await set(open)).toContain('anyone can find and join this server')
})

it('hears of a room that opened while it was away', async () => {
  const { discord, guild, platform, again, told } = await guarded()
  await platform.stop()
  discord.world.changeGuild(guild, { vanity: 'policy' })
  await again()
  await discord.until(() => told().length > 0)
  expect(told()[0]).toContain('#policy can be read by outsiders now')
})

it('joins in silence, and loses nothing when it is put out and let in again', async () => {
  const { discord, guild, limit, platform, manager } = await guarded()
  discord.world.removeBot(guild)
  discord.world.addBot(guild)
  await eventually(async () => (await platform.workspace(guild.id)) !== undefined)
  expect(await limit()).toContain('up to TLP:AMBER')
  const other = discord.world.guild('Another')
  discord.world.channel(other, 'general')
  await manager.ask(discord.world.channel(other, 'more'), 'topics')
  const posted = [...discord.world.channels.values()].filter(({ guild: of }) => of === other)
  expect(posted.flatMap((channel) => discord.messages(channel))).toEqual([])
})

it('gives a thread the limit of the channel it hangs on', async () => {
  const { discord, channel, manager } = await guarded()
  const thread = discord.world.thread(channel, 'details')
  const asked = await manager.ask(thread, 'brief', { subject: 'six-checks-defence-core' })
  expect(asked.messages.map(textOf).join().replaceAll('\\', '')).toContain('TLP:AMBER')
})

it('counts what stands in a thread among what its channel has shown', async () => {
  const { discord, guild, channel, manager, told } = await guarded()
  const thread = discord.world.thread(channel, 'details')
  const asked = await manager.ask(thread, 'brief', { subject: 'six-checks-defence-core' })
  await (await manager.press(asked.messages[0]!, 'Share here')).settled
  discord.world.changeGuild(guild, { vanity: 'policy' })
  await discord.until(() => told().length > 0)
  expect(told()[0]).toContain('2 messages')
  expect(told()[0]).toContain(`${thread.id}/${discord.messages(thread)[0]?.id}`)
})

it('tells another manager when who set the limit has left, and tries again when nobody could be told', async () => {
  const boss = '700'
  const on = await onDiscord({ managers: [`discord:${boss}`] })
  const { discord, logged } = on
  const guild = discord.world.guild('Policy desk')
  const channel = discord.world.channel(guild, 'policy')
  const manager = discord.person({ name: 'Ada', permissions: ['ManageGuild'] })
  const other = discord.person({ id: boss, name: 'Cleo' })
  await manager.ask(channel, 'tlp set', { label: 'AMBER' })
  discord.world.leave(guild, manager.user)
  discord.fail('POST users/@me/channels', { status: 403, code: 50_007 })
  discord.world.changeGuild(guild, { vanity: 'policy' })
  await eventually(() =>
    logged.some(({ message }) => `${message}`.includes('no manager was reached')),
  )
  discord.world.changeChannel(channel, { topic: 'Something else' })
  await discord.until(() => discord.messages(other.dm).length === 1)
  expect(discord.messages(manager.dm)).toEqual([])
})

it('shows more in an open channel whose name a manager has typed, until it opens in another way', async () => {
  const { discord, guild, channel, manager, told, limit } = await guarded()
  discord.world.changeGuild(guild, { vanity: 'policy' })
  await discord.until(() => told().length === 1)
  await manager.ask(channel, 'tlp set', { label: 'AMBER', channel: '#policy' })
  expect(await limit()).toContain('#policy may see up to TLP:AMBER')
  discord.world.changeChannel(channel, { topic: 'Something else' })
  expect(await limit()).toContain('although this server has a public address')
  const asked = await manager.ask(channel, 'brief', { subject: 'six-checks-defence-core' })
  expect(asked.messages.map(textOf).join()).toContain('AMBER')
  expect(told()).toHaveLength(1)
  discord.world.changeGuild(guild, { features: ['COMMUNITY', 'DISCOVERABLE'] })
  await discord.until(() => told().length === 2)
  expect(told()[1]).toContain('#policy can be read by outsiders now: anyone can find and join')
  expect(told()[1]).toContain('Its limit was TLP:AMBER although this server has a public address')
  expect(await limit()).toContain('up to TLP:CLEAR')
  expect(discord.violations).toEqual([])
})
