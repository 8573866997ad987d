import { expect, test, vi } from 'vitest'
import type { Slack } from './index.ts'
import { bolt, desk } from './trial.ts'

/** What the app was told, in order. */
const told = async (settings = {}) => {
  const on = await desk(settings)
  const heard: { type: string; [key: string]: unknown }[] = []
  const app = await bolt(on.slack, on.team)
  app.use(async ({ body, next }) => {
    heard.push((body as unknown as { event: (typeof heard)[number] }).event)
    await next()
  })
  const until = async (count: number) => {
    await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(count), 15_000)
    return heard.map(({ type }) => type)
  }
  return { ...on, heard, until }
}

test('who comes into a channel and leaves it is told, where the bot is', async () => {
  const { slack, team, policy, heard, until } = await told()
  const { world } = slack
  const { user } = slack.person({ team })
  world.enter(world.channel(team, 'away', { hasBot: false }), user)
  world.enter(policy, user)
  world.enter(policy, user)
  world.leave(policy, user)
  expect(await until(2)).toEqual(['member_joined_channel', 'member_left_channel'])
  expect(heard[0]).toMatchObject({ user: user.id, channel: policy.id, team: team.id })
})

const changes: [string, (world: Slack['world'], at: Awaited<ReturnType<typeof told>>) => void][] = [
  ['channel_shared', (world, { policy }) => world.changeChannel(policy, { isExtShared: true })],
  ['channel_archive', (world, { policy }) => world.changeChannel(policy, { isArchived: true })],
  ['channel_rename', (world, { policy }) => world.changeChannel(policy, { name: 'other' })],
  ['channel_deleted', (world, { policy }) => world.removeChannel(policy)],
  ['user_change', (world, { ada }) => world.changeUser(ada.user, { isRestricted: true })],
  ['tokens_revoked', (world, { team }) => world.revoke(team)],
]
test.each(changes)('a change is told as %s', async (type, change) => {
  const at = await told()
  change(at.slack.world, at)
  expect(await at.until(1)).toEqual([type])
})

test('a channel that is no longer shared, or in use again, is told', async () => {
  const { slack, team, until } = await told()
  const shut = slack.world.channel(team, 'shut', { isArchived: true, isExtShared: true })
  slack.world.changeChannel(shut, { isArchived: false, isExtShared: false })
  expect((await until(2)).sort()).toEqual(['channel_unarchive', 'channel_unshared'])
})

test('an app that is removed hears of that and of nothing more', async () => {
  const { slack, team, policy, until, ada } = await told()
  slack.world.uninstall(team)
  await ada.say(ada.dm, 'hello?')
  expect((await until(2)).sort()).toEqual(['app_uninstalled', 'tokens_revoked'])
  expect(slack.acks).toHaveLength(2)
  expect(policy.members.has(team.bot.id)).toBe(false)
})

test('without the scope, or where it did not ask to, the app hears nothing', async () => {
  const { slack, team, ada, until } = await told({
    manifest: {
      oauth_config: { scopes: { bot: ['im:history', 'users:read'] } },
      settings: { event_subscriptions: { bot_events: ['message.im', 'app_home_opened'] } },
    },
  })
  team.scopes.delete('im:history')
  await ada.say(ada.dm, 'unheard')
  slack.world.changeUser(ada.user, { isAdmin: true })
  await ada.openMessages()
  expect(await until(1)).toEqual(['app_home_opened'])
})

test('the bot hears of what it says itself in direct messages, and of changes to it', async () => {
  const { client, ada, until, heard, slack, team } = await told()
  const message = { channel: ada.dm.id, text: 'hello', unfurl_links: false, unfurl_media: false }
  const { ts = '' } = await client.chat.postMessage(message)
  await until(1)
  await client.chat.update({ channel: ada.dm.id, ts, text: 'good day' })
  await until(2)
  slack.remove(ada.dm, ts)
  expect(await until(3)).toEqual(['message', 'message', 'message'])
  expect(heard).toMatchObject([
    { text: 'hello', bot_id: team.botId, channel_type: 'im' },
    { subtype: 'message_changed', message: { text: 'good day' } },
    { subtype: 'message_deleted', deleted_ts: ts },
  ])
  expect(heard[1]).not.toHaveProperty('text')
})
