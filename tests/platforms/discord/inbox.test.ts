import { expect, it, onTestFinished } from 'vitest'
import { type Discord, startDiscord, textOf } from '../../support/discord/index.ts'
import { eventually } from '../../support/eventually.ts'
import { onDiscord } from '../../support/on-discord.ts'
import { type Serving, serving } from '../../support/serving.ts'

const question = 'When was the NATO exercise in Bergen?'
const answers = (discord: Discord, person: ReturnType<Discord['person']>) =>
  discord.messages(person.dm).filter(({ author }) => author.id === discord.bot.id)

it('answers once what the gateway brings twice', async () => {
  const { discord, store } = await onDiscord()
  const reader = discord.person({ name: 'Ben' })
  await (await reader.say(reader.dm, question)).answer
  discord.gateway.repeat('MESSAGE_CREATE')
  discord.gateway.cut()
  const after = await reader.say(reader.dm, '/topics')
  await after.answer
  await eventually(async () => (await store.inbox.open('discord')).length === 0)
  expect(answers(discord, reader)).toHaveLength(2)
})

it('answers once when Discord takes the answer and says otherwise', async () => {
  const { discord } = await onDiscord()
  const reader = discord.person({ name: 'Ben' })
  discord.fail('POST channels/:id/messages', { status: 502, when: 'after' })
  const first = await reader.say(reader.dm, question)
  await first.answer
  const second = await reader.say(reader.dm, '/topics')
  await second.answer
  expect(answers(discord, reader)).toHaveLength(2)
  discord.fail('POST channels/:id/messages', { status: 503, when: 'before' })
  await (await reader.say(reader.dm, '/help')).answer
  expect(answers(discord, reader)).toHaveLength(3)
})

it('answers once though Discord stumbles while it is asked whether the answer arrived', async () => {
  const { discord } = await onDiscord()
  const reader = discord.person({ name: 'Ben' })
  discord.fail('POST channels/:id/messages', { status: 502, when: 'after' })
  const stumbling = discord.fail('GET channels/:id/messages', { status: 503, times: 2 })
  await (await reader.say(reader.dm, question)).answer
  await eventually(() => stumbling.hits === 2)
  await (await reader.say(reader.dm, '/topics')).answer
  expect(answers(discord, reader)).toHaveLength(2)
})

const killedWhileAnswering = async (when: 'before' | 'after') => {
  const discord = await startDiscord()
  onTestFinished(() => discord.stop())
  const reader = discord.person({ name: 'Ben' })
  const product = serving(discord)
  const first = await product.start()
  await discord.until(() => discord.gateway.isUp)
  const hanging = discord.fail('POST channels/:id/messages', { instead: 'hang', when })
  await reader.say(reader.dm, question)
  await discord.until(() => hanging.hits > 0)
  await first.kill()
  discord.mend()
  return { discord, reader, product, first }
}

it.each(['before', 'after'] as const)(
  'answers once what was asked before kill -9, the answer lost %s Discord took it',
  async (when) => {
    const { discord, reader, product } = await killedWhileAnswering(when)
    expect(answers(discord, reader)).toHaveLength(when === 'after' ? 1 : 0)
    const again: Serving = await product.start()
    await discord.until(() => answers(discord, reader).length > 0)
    const later = await reader.say(reader.dm, '/topics')
    await discord.until(() => answers(discord, reader).length === 2)
    expect(textOf(answers(discord, reader)[0]!).replaceAll('\\', '')).toContain('February 2026')
    expect(later.answers).toHaveLength(1)
    expect(await again.stop()).toBe(0)
    expect(answers(discord, reader)).toHaveLength(2)
    expect(discord.violations).toEqual([])
  },
)

it('closes as missed what nobody waits for any more', async () => {
  let now = Temporal.Instant.from('2026-11-24T09:00:00Z')
  const { discord, store, again, platform, logged } = await onDiscord({ now: () => now })
  const reader = discord.person({ name: 'Ben' })
  const at = now.toString()
  const open = { platform: 'discord', workspace: '', channel: reader.dm.id, person: 'discord:1' }
  await store.inbox.receive({ ...open, id: '5', name: 'Ben', isDirect: true, text: question, at })
  now = now.add({ minutes: 11 })
  await platform.stop()
  await again()
  await eventually(async () => (await store.inbox.open('discord')).length === 0)
  expect(answers(discord, reader)).toEqual([])
  expect(logged).toContainEqual(expect.objectContaining({ message: 'a message was not answered' }))
})

it('answers what was written in direct messages while it was away', async () => {
  const { discord, again, platform, store } = await onDiscord()
  const reader = discord.person({ name: 'Ben', waits: false })
  await (await reader.say(reader.dm, question)).answer
  await platform.stop()
  await reader.say(reader.dm, '/topics')
  await again()
  await discord.until(() => answers(discord, reader).length === 2)
  await eventually(async () => (await store.inbox.open('discord')).length === 0)
  expect(answers(discord, reader)).toHaveLength(2)
})

it('answers what was written while it was away in a conversation of long ago', async () => {
  let now = Temporal.Now.instant().subtract({ hours: 48 })
  const { discord, again, platform } = await onDiscord({ now: () => now })
  const reader = discord.person({ name: 'Ben', waits: false })
  await (await reader.say(reader.dm, question)).answer
  await platform.stop()
  now = Temporal.Now.instant()
  await reader.say(reader.dm, '/topics')
  await again()
  await discord.until(() => answers(discord, reader).length === 2)
})

it('loses no message to a store that is locked for a moment', async () => {
  let isLocked = true
  const { discord } = await onDiscord({
    store: (store) => ({
      ...store,
      inbox: {
        ...store.inbox,
        receive: async (message) => {
          if (isLocked) {
            isLocked = false
            throw new Error('the store is locked')
          }
          return store.inbox.receive(message)
        },
      },
    }),
  })
  const reader = discord.person({ name: 'Ben' })
  const said = await reader.say(reader.dm, question)
  expect(textOf(await said.answer)).toContain('February 2026')
})
