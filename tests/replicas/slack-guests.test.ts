import { expect, it } from 'vitest'
import { paragraph, type Reply } from '#core/reply'
import { saying } from '#core/show'
import { eventually } from '../support/eventually.ts'
import { holderOf, isSettled, notice } from './notices.ts'
import { replicasOnSlack } from './slack.ts'

it('posts nothing to a guest of whom Slack told another', async () => {
  const on = await replicasOnSlack(() => ({ HEARTBEAT_SECONDS: '1' }))
  const { slack, team, channel, reader, product, open } = on
  const store = await open()
  const first = await product.start()
  await eventually(() => slack.wire.connections === 2)
  const second = await product.start()
  await eventually(() => slack.wire.connections === 4)
  const manager = slack.person({ name: 'Ada', isAdmin: true })
  slack.world.enter(channel, reader.user)
  await manager.ask(channel, '/sitrep tlp set AMBER')

  const target = `${team.id}/${channel.id}`
  const amber: Reply = { ...saying(paragraph('Of some consequence.')), tlp: 'AMBER' }
  const lane = { platform: 'slack', workspace: team.id, target }
  await notice(store, lane, amber)
  await eventually(() => isSettled(store), 40_000)
  const posted = () => slack.messages(channel).filter(({ author }) => author === team.bot).length
  expect(posted()).toBe(1)

  const name = `lane/slack/${team.id}`
  const sends = await eventually(() => holderOf(store, name, [first, second]))
  const told = (): number => slack.wire.sent.at(-1)?.connection ?? 0
  // Connections take turns, two of them each process's own: the next is to be one of the other's.
  const isOthers = (number: number): boolean => number <= 2 === (sends === second)
  while (!isOthers((told() % 4) + 1)) await reader.ask(channel, '/sitrep topics')
  slack.world.changeUser(reader.user, { isRestricted: true })
  await eventually(() => isOthers(told()) && slack.wire.acks.length === slack.wire.sent.length)
  await notice(store, lane, amber)
  await eventually(() => isSettled(store), 40_000)
  expect(posted()).toBe(1)
})
