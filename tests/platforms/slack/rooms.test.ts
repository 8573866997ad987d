import { expect, it } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { inTeam, saidIn } from '../../support/on-slack.ts'
import { lockScreen, textOf } from '../../support/slack/index.ts'

const secret = '/brief six-checks-defence-core'

/** A channel up to AMBER, in which something of that label was posted. */
const guarded = async (wish: Parameters<typeof inTeam>[0] = {}) => {
  const on = await inTeam(wish)
  const { slack, channel, manager } = on
  await manager.ask(channel, '/sitrep tlp set AMBER')
  const asked = await manager.ask(channel, secret)
  await (await manager.press(asked.messages[0]!, 'Share here')).settled
  const told = () => slack.messages(manager.dm).map(textOf)
  const limit = async () => saidIn(await manager.ask(channel, '/sitrep tlp show'))
  return { ...on, told, limit }
}

type Guarded = Awaited<ReturnType<typeof guarded>>

it('shows and sets up to what a channel may see, and follows that at once', async () => {
  const { slack, reader, manager, channel } = await inTeam()
  expect(saidIn(await manager.ask(channel, '/sitrep tlp show'))).toContain('up to TLP:CLEAR')
  expect(saidIn(await reader.ask(channel, secret))).not.toContain('AMBER')
  const set = await manager.ask(channel, '/sitrep tlp set AMBER')
  expect(saidIn(set)).toContain('#policy may now see up to TLP:AMBER')
  expect(saidIn(await reader.ask(channel, secret))).toContain('TLP:AMBER')
  expect(saidIn(await reader.ask(reader.dm, secret))).not.toContain('AMBER')
  const back = await manager.press(set.messages[0]!, 'Back to TLP:CLEAR')
  expect(saidIn(await back.settled)).toContain('up to TLP:CLEAR')
  expect(saidIn(await reader.ask(channel, secret))).not.toContain('AMBER')
  expect(slack.violations).toEqual([])
})

it('lets those manage who administer or own the workspace, and whom the settings name', async () => {
  const on = await inTeam({ managers: ['slack:T0BOSS/U0BOSS'] })
  const { slack, channel } = on
  const outside = slack.world.team('Elsewhere', { id: 'T0BOSS', isInstalled: false })
  const set = async (person: ReturnType<typeof slack.person>) =>
    saidIn(await person.ask(channel, '/sitrep tlp set GREEN'))
  const may = 'may see up to TLP:GREEN'
  const notForThem = 'is for managers. Ask one of them'
  expect(await set(on.manager)).toContain('may now see up to TLP:GREEN')
  expect(await set(slack.person({ name: 'Owner', isOwner: true }))).toContain(may)
  expect(await set(slack.person({ name: 'Ben' }))).toContain(notForThem)
  const isGuest = { isAdmin: true, isRestricted: true }
  expect(await set(slack.person({ name: 'Guest', ...isGuest }))).toContain(notForThem)
  const boss = slack.person({ id: 'U0BOSS', name: 'Boss' })
  expect(await set(boss)).toContain(notForThem)
  expect(outside.id).toBe('T0BOSS')
})

it('checks at every press who manages', async () => {
  const { slack, manager, channel, platform, again } = await inTeam()
  await manager.ask(channel, '/sitrep tlp set GREEN')
  const set = await manager.ask(channel, '/sitrep tlp set AMBER')
  slack.world.changeUser(manager.user, { isAdmin: false })
  // Who manages is known for a minute, and asked anew after a start.
  await platform.stop()
  await again()
  const pressed = await manager.press(set.messages[0]!, 'Back to TLP:GREEN')
  await pressed.settled
  expect(saidIn(pressed)).toContain('for managers')
})

const opening = {
  'it is shared with another organisation': ({ slack, channel }) =>
    slack.world.changeChannel(channel, { isExtShared: true }),
  'a guest comes in': ({ slack, channel, team }) =>
    slack.world.enter(channel, slack.world.user('Guest', { team, isRestricted: true })),
} satisfies Record<string, (on: Guarded) => void>

it.each(Object.entries(opening))(
  'tells the manager once what stands above CLEAR when %s, and shows no more of it',
  async (_, open) => {
    const on = await guarded()
    const { slack, channel, manager, told, limit } = on
    open(on)
    await slack.until(() => told().length > 0)
    const [message] = slack.messages(channel)
    expect(told()[0]).toContain('#policy can be read by outsiders now')
    expect(told()[0]).toContain('TLP:AMBER')
    expect(told()[0]).not.toContain('six checks')
    expect(JSON.stringify(slack.messages(manager.dm)[0]?.blocks)).toContain(message!.ts)
    expect(lockScreen(slack.messages(manager.dm)[0]!)).toContain('Outsiders can now read #policy')
    expect(await limit()).toContain('up to TLP:CLEAR')
    expect(await limit()).toContain('does not hold')
    expect(saidIn(await manager.ask(channel, secret))).not.toContain('AMBER')
    slack.world.enter(channel, slack.person({ name: 'Cleo' }).user)
    await manager.ask(channel, '/sitrep topics')
    expect(told()).toHaveLength(1)
    expect(slack.violations).toEqual([])
  },
)

it('hears of a room that opened while it was away', async () => {
  const { slack, platform, again, told, channel } = await guarded()
  await platform.stop()
  slack.wire.forget()
  channel.isExtShared = true
  await again()
  await slack.until(() => told().length > 0)
  expect(told()[0]).toContain('#policy can be read by outsiders now')
})

it('shows more in an open channel whose name a manager has typed, until it opens in another way', async () => {
  const { slack, team, channel, manager, told, limit } = await guarded()
  const { world } = slack
  const guest = () => world.enter(channel, world.user('Guest', { team, isRestricted: true }))
  guest()
  await slack.until(() => told().length === 1)
  const refused = saidIn(await manager.ask(channel, '/sitrep tlp set AMBER'))
  expect(refused).toContain('/sitrep tlp set AMBER channel:#policy')
  await manager.ask(channel, '/sitrep tlp set AMBER channel:#policy')
  expect(await limit()).toContain('#policy may see up to TLP:AMBER')
  expect(await limit()).toContain('although 1 guest')
  expect(saidIn(await manager.ask(channel, secret))).toContain('AMBER')
  expect(told()).toHaveLength(1)
  guest()
  await slack.until(() => told().length === 2)
  expect(told()[1]).toContain('#policy can be read by outsiders now: 2 guests')
  expect(told()[1]).toContain('Its limit was TLP:AMBER although 1 guest')
  expect(await limit()).toContain('up to TLP:CLEAR')
  expect(saidIn(await manager.ask(channel, secret))).not.toContain('AMBER')
  expect(slack.violations).toEqual([])
})

it('does not take the name of another channel', async () => {
  const { manager, channel } = await inTeam()
  const set = await manager.ask(channel, '/sitrep tlp set AMBER channel:#other')
  expect(saidIn(set)).toContain('This is #policy, not "#other"')
})

it('gives a thread the limit of the channel it hangs on, and counts what stands there', async () => {
  const { slack, channel, manager, team, told } = await guarded()
  const { message } = await manager.say(channel, 'Let us see')
  const asked = await manager.say(channel, `<@${team.bot.id}> ${secret}`, { thread: message })
  expect(textOf(await asked.answer)).toContain('TLP:AMBER')
  slack.world.changeChannel(channel, { isExtShared: true })
  await slack.until(() => told().length > 0)
  expect(told()[0]).toContain('2 messages')
})

it('tells another manager when who set the limit has left, and tries again when nobody could be told', async () => {
  const id = 'U0CLEO'
  const team = { id: 'T0DESK' }
  const on = await guarded({ team, managers: [`slack:${team.id}/${id}`] })
  const { slack, channel, manager, logged } = on
  const other = slack.person({ id, name: 'Cleo' })
  slack.world.changeUser(manager.user, { isDeleted: true })
  const failing = slack.fail('conversations.open', { error: 'access_denied', times: 9 })
  slack.world.enter(channel, slack.world.user('Guest', { team: on.team, isRestricted: true }))
  await eventually(() =>
    logged.some(({ message }) => `${message}`.includes('no manager was reached')),
  )
  failing.end()
  slack.world.enter(channel, slack.world.user('Another', { team: on.team, isRestricted: true }))
  await slack.until(() => slack.messages(other.dm).length === 1)
  expect(slack.messages(manager.dm)).toEqual([])
})
