import { expect, it } from 'vitest'
import { inTeam, saidIn } from '../../support/on-slack.ts'
import { buttonsOf, labelOf, textOf } from '../../support/slack/index.ts'

const secret = '/brief six-checks-defence-core'

const open = {
  'a guest': ({ slack, team, channel }) =>
    slack.world.enter(channel, slack.world.user('Guest', { team, isRestricted: true })),
  'a guest of this channel alone': ({ slack, team, channel }) =>
    slack.world.enter(channel, slack.world.user('Guest', { team, isUltraRestricted: true })),
  'another organisation': ({ slack, channel }) =>
    slack.world.changeChannel(channel, { isExtShared: true }),
  'an invitation to another organisation': ({ slack, channel }) =>
    slack.world.changeChannel(channel, { isPendingExtShared: true }),
  'another workspace': ({ slack, channel }) =>
    slack.world.changeChannel(channel, { isOrgShared: true }),
  'nobody that could be read': ({ slack }) =>
    void slack.fail('conversations.info', { error: 'missing_scope', times: 99 }),
} satisfies Record<string, (on: Awaited<ReturnType<typeof inTeam>>) => void>

it.each(Object.entries(open))(
  'shows no more than CLEAR in a channel with %s',
  async (_, lookIn) => {
    const on = await inTeam()
    lookIn(on)
    const { manager, channel, slack } = on
    const set = saidIn(await manager.ask(channel, '/sitrep tlp set AMBER'))
    expect(set).toContain('stays at TLP:CLEAR, because')
    expect(saidIn(await manager.ask(channel, secret))).not.toContain('AMBER')
    expect(saidIn(await manager.ask(channel, '/sitrep tlp show'))).toContain('up to TLP:CLEAR')
    const shown = await manager.ask(channel, '/brief nato')
    expect(saidIn(shown)).toContain('TLP:CLEAR')
    expect(slack.violations).toEqual([])
  },
)

it('lets nobody allow more where it could not be read who is there', async () => {
  const { slack, team, channel, manager } = await inTeam()
  team.scopes.delete('users:read')
  const set = saidIn(await manager.ask(channel, '/sitrep tlp set AMBER channel:#policy'))
  expect(set).not.toContain('may now see')
  expect(saidIn(await manager.ask(channel, secret))).not.toContain('AMBER')
  expect(slack.messages(channel)).toEqual([])
})

it('shows a guest no more than CLEAR in direct messages, whatever members may see there', async () => {
  const { slack, channel, manager, reader, team } = await inTeam()
  await manager.ask(channel, '/sitrep tlp set AMBER for:members')
  const guest = slack.person({ name: 'Guest', isRestricted: true })
  const asking = async (person: typeof reader) =>
    textOf(await (await person.say(person.dm, `/sitrep ${secret.slice(1)}`)).answer)
  expect(await asking(reader)).toContain('TLP:AMBER')
  expect(await asking(guest)).not.toContain('AMBER')
  expect(textOf(await (await guest.openHome()).published)).toContain('12 briefings')
  expect(textOf(await (await reader.openHome()).published)).toContain('14 briefings')
  expect(saidIn(await guest.ask(guest.dm, secret))).not.toContain('AMBER')
  expect(team.users.has(guest.user.id)).toBe(true)
  expect(slack.violations).toEqual([])
})

it('takes from somebody who is made a guest what members may see', async () => {
  const { slack, channel, manager, reader, platform, again } = await inTeam()
  await manager.ask(channel, '/sitrep tlp set AMBER for:members')
  expect(saidIn(await reader.ask(reader.dm, secret))).toContain('TLP:AMBER')
  slack.world.changeUser(reader.user, { isRestricted: true })
  // Who is a member is known for a minute, and asked anew after a start.
  await platform.stop()
  await again()
  expect(saidIn(await reader.ask(reader.dm, secret))).not.toContain('AMBER')
})

it('lets members leave their workspace’s limit in direct messages, and take it up again', async () => {
  const { slack, channel, manager, reader, team } = await inTeam()
  await manager.ask(channel, '/sitrep tlp set AMBER for:members')
  await reader.ask(reader.dm, '/sitrep workspace leave')
  expect(saidIn(await reader.ask(reader.dm, secret))).not.toContain('AMBER')
  const used = await reader.ask(reader.dm, `/sitrep workspace use ${team.name}`)
  expect(saidIn(used)).toContain('Policy desk lets its members see')
  expect(saidIn(await reader.ask(reader.dm, secret))).toContain('TLP:AMBER')
  const elsewhere = slack.world.team('Secret service', { isInstalled: false })
  const foreign = await reader.ask(reader.dm, `/sitrep workspace use ${elsewhere.name}`)
  expect(saidIn(foreign)).not.toContain('Secret service lets')
})

it('says nothing above CLEAR to somebody of another organisation in a shared channel', async () => {
  const { slack, channel, manager } = await inTeam()
  await manager.ask(channel, '/sitrep tlp set AMBER')
  const elsewhere = slack.world.team('Elsewhere', { isInstalled: false })
  slack.world.changeChannel(channel, { isExtShared: true })
  const stranger = slack.person({ name: 'Eve', team: elsewhere })
  const mention = `<@${channel.team.bot.id}>`
  const said = await stranger.say(channel, `${mention} ${secret}`)
  expect(textOf(await said.answer)).not.toContain('AMBER')
})

it('says how to invite it where it is not in the channel, and posts nothing', async () => {
  const { slack, reader, team } = await inTeam()
  const elsewhere = slack.world.channel(team, 'elsewhere', { hasBot: false })
  const asked = await reader.ask(elsewhere, '/brief nato')
  const pressed = await (await reader.press(asked.messages[0]!, 'Share here')).settled
  expect(saidIn(pressed)).toContain('to be invited (type /invite @')
  expect(slack.messages(elsewhere)).toEqual([])
  expect(slack.violations).toEqual([])
})

it('does not offer to share where its reader may not write', async () => {
  const { slack, reader, manager, team } = await inTeam()
  const postingRestrictedTo = { type: ['admin'] }
  const notice = slack.world.channel(team, 'notice', { postingRestrictedTo })
  const labelsFor = async (person: typeof reader) =>
    (await person.ask(notice, '/brief nato')).messages.flatMap(buttonsOf).map(labelOf)
  expect(await labelsFor(reader)).not.toContain('Share here')
  expect(await labelsFor(manager)).toContain('Share here')
})

it.each([
  ['not_in_channel', 'I may not post in #policy'],
  ['is_archived', 'I may not post in #policy'],
  ['restricted_action', 'I may not post in #policy'],
  ['channel_not_found', '#policy is no longer there'],
  ['invalid_blocks', 'Tell whoever runs Sitrep'],
])('tells who shares of %s what would help', async (error, words) => {
  const { slack, reader, channel } = await inTeam()
  const asked = await reader.ask(channel, '/brief nato')
  slack.fail('chat.postMessage', { error })
  const pressed = await (await reader.press(asked.messages[0]!, 'Share here')).settled
  expect(saidIn(pressed)).toContain(words)
  expect(slack.messages(channel)).toEqual([])
})

it('names the scope that is missing where something cannot be posted', async () => {
  const { slack, reader, channel, team } = await inTeam()
  const asked = await reader.ask(channel, '/brief nato')
  team.scopes.delete('chat:write')
  const pressed = await (await reader.press(asked.messages[0]!, 'Share here')).settled
  expect(saidIn(pressed)).toContain('I need the scope chat:write in #policy')
  expect(slack.messages(channel)).toEqual([])
})

it('says of an archived channel that it has to be restored', async () => {
  const { slack, reader, channel } = await inTeam()
  const asked = await reader.ask(channel, '/brief nato')
  slack.world.changeChannel(channel, { isArchived: true })
  slack.world.changeUser(reader.user, {})
  const pressed = await (await reader.press(asked.messages[0]!, 'Share here')).settled
  expect(saidIn(pressed)).toContain('#policy')
  expect(slack.messages(channel)).toEqual([])
})

it('answers beside a page that may no longer be changed', async () => {
  const { slack, reader } = await inTeam()
  const first = await (await reader.say(reader.dm, '/sitrep latest')).answer
  slack.fail('chat.update', { error: 'edit_window_closed' })
  await reader.press(first, 'Older')
  const [, second] = await slack.until(() => {
    const all = slack.messages(reader.dm).filter(({ author }) => author === first.author)
    return all.length === 2 && all
  })
  expect(textOf(second!)).toContain('2 of 3')
  expect(slack.violations).toEqual([])
})
