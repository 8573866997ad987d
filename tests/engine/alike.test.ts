import { expect, it } from 'vitest'
import type { ReadBack } from '#core/chat'
import { paragraph } from '#core/reply'
import { saying } from '#core/show'
import { isSettled, notice } from '../replicas/notices.ts'
import { delivering } from '../support/delivering.ts'
import { personWithin } from '../support/engine.ts'
import { eventually } from '../support/eventually.ts'
import { onDiscord } from '../support/on-discord.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

it('posts what may have arrived although another, sent before a restart, says the same', async () => {
  const { discord, store, platform, again } = await onDiscord()
  const guild = discord.world.guild('Policy desk')
  const { id: target } = discord.world.channel(guild, 'policy')
  const where = { platform: 'discord', workspace: guild.id, target }
  const document = saying(paragraph('Of no consequence.'))

  const first = await notice(store, where, document)
  const before = delivering({ store, platforms: [platform], log })
  before.poke()
  await eventually(() => isSettled(store))
  await Promise.all(before.senders.map((sender) => sender.stop()))
  await platform.stop()

  // A process claimed it, and ended before it had posted anything.
  const second = await notice(store, where, document)
  const [body = {}] = await platform.render(document, 'unasked', target)
  const holding = { viewer: personWithin('CLEAR'), refs: [] }
  const claimant = { by: 'gone', leaseMs: 1, quarantineMs: 1 }
  const frozen = { document, body, carries: [], holding, channel: target }
  expect(await store.outbox.claim(second, claimant, frozen)).toMatchObject({ kind: 'mine' })

  const next = await again()
  const found: ReadBack[] = []
  const readBack: typeof next.readBack = async (...asked) => {
    const answer = await next.readBack(...asked)
    found.push(answer)
    return answer
  }
  delivering({ store, platforms: [{ ...next, readBack }], log }).poke()
  await eventually(() => isSettled(store))
  expect(found).toEqual([{ kind: 'absent' }])
  expect(discord.accepted.map(({ key }) => key)).toEqual([first, second])
})
