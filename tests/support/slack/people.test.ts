import { expect, test } from 'vitest'
import { desk, said } from './trial.ts'

test('a guest is known by what workspaces say of people', async () => {
  const { slack, team, client } = await desk()
  const guest = slack.person({ team, name: 'Gus', isUltraRestricted: true, isAdmin: false })
  const { user } = await client.users.info({ user: guest.user.id })
  expect(user).toMatchObject({
    id: guest.user.id,
    team_id: team.id,
    real_name: 'Gus',
    is_restricted: true,
    is_ultra_restricted: true,
    is_admin: false,
    is_bot: false,
    is_stranger: false,
    tz: 'Europe/Brussels',
  })
  expect(user).not.toHaveProperty('enterprise_user')
})

test('somebody of several workspaces is known in each, and in no other', async () => {
  const { slack, team, client, ada } = await desk()
  const news = slack.world.team('Newsroom')
  const eve = slack.person({ team: news })
  expect(await said(client.users.info({ user: eve.user.id }))).toBe('user_not_found')
  slack.world.join(team, eve.user)
  const { user } = await client.users.info({ user: eve.user.id })
  expect(user?.team_id).toBe(news.id)
  expect(user?.enterprise_user?.teams).toEqual([news.id, team.id])
  expect(await said(client.users.info({ user: `${ada.user.id}0` }))).toBe('user_not_found')
})

test('a channel that is shared shows people of elsewhere, who stay no members', async () => {
  const { slack, team, policy, client } = await desk()
  slack.world.changeChannel(policy, { isExtShared: true })
  const eve = slack.person({ team: slack.world.team('Elsewhere'), waits: false })
  await eve.say(policy, 'hello')
  const { user } = await client.users.info({ user: eve.user.id })
  expect(user).toMatchObject({ team_id: eve.user.home.id, is_stranger: false })
  const { members } = await client.users.list({})
  expect(members?.map(({ id }) => id)).not.toContain(eve.user.id)
  expect(team.users.has(eve.user.id)).toBe(false)
})

test('people and members of a channel come in pages', async () => {
  const { slack, team, policy, client } = await desk()
  const names = ['Ben', 'Cem', 'Dan', 'Eva']
  for (const name of names) slack.world.enter(policy, slack.person({ team, name }).user)
  const seen: string[] = []
  for await (const page of client.paginate('conversations.members', {
    channel: policy.id,
    limit: 2,
  }))
    seen.push(...((page as { members?: string[] }).members ?? []))
  expect(seen).toEqual([...policy.members.keys()])
  const first = await client.users.list({ limit: 5 })
  const cursor = first.response_metadata?.next_cursor ?? ''
  const rest = await client.users.list({ limit: 5, cursor })
  expect([first, rest].map(({ members }) => members?.length)).toEqual([5, 1])
  expect(rest.response_metadata?.next_cursor).toBe('')
  expect(await said(client.users.list({ cursor: 'x' }))).toBe('invalid_cursor')
})

test('direct messages are opened with people, once, and not with who is gone or a bot', async () => {
  const { slack, team, client, ada } = await desk()
  const open = (users: string) => client.conversations.open({ users })
  const { channel } = await open(ada.user.id)
  expect(channel?.id).toBe(ada.dm.id)
  expect((await open(ada.user.id)).channel?.id).toBe(ada.dm.id)
  const gone = slack.person({ team, isDeleted: true })
  expect(await said(open(gone.user.id))).toBe('user_disabled')
  expect(await said(open(slack.person({ team, isBot: true }).user.id))).toBe('cannot_dm_bot')
  expect(await said(open('U0000000000'))).toBe('user_not_found')
})

test('a channel says how it is shared and whether the bot is in it', async () => {
  const { slack, team, client } = await desk()
  const { world } = slack
  const info = async (...wish: Parameters<typeof world.channel>) => {
    const { id } = world.channel(...wish)
    return (await client.conversations.info({ channel: id })).channel
  }
  expect(await info(team, 'plain')).toMatchObject({ is_member: true, is_ext_shared: false })
  expect(await info(team, 'shared', { isExtShared: true })).toMatchObject({ is_ext_shared: true })
  expect(await info(team, 'asked', { isPendingExtShared: true })).toMatchObject({
    is_pending_ext_shared: true,
  })
  expect(await info(team, 'wide', { isOrgShared: true })).toMatchObject({ is_org_shared: true })
  expect(await info(team, 'away', { hasBot: false })).toMatchObject({ is_member: false })
  expect(await info(team, 'closed', { isPrivate: true })).toMatchObject({ is_private: true })
  const few = { type: ['admin'], user: ['U1'] }
  expect(await info(team, 'few', { postingRestrictedTo: few })).toMatchObject({
    properties: { posting_restricted_to: few },
  })
  await expect(info(team, 'secret', { isPrivate: true, hasBot: false })).rejects.toMatchObject({
    data: { error: 'channel_not_found' },
  })
})
