import { expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { replicasOnDiscord, stream, until } from './on-discord.ts'

it('shares the shards out, and answers each interaction once while they change hands', async () => {
  const { discord, channels, product, open } = await replicasOnDiscord()
  const store = await open()
  const first = await product.start()
  await until(first, 2)
  const asking = stream(discord, channels)
  const writer = discord.person({ name: 'Cleo' })
  const said: Awaited<ReturnType<typeof writer.say>>[] = []
  const write = async (): Promise<void> => void said.push(await writer.say(writer.dm, '/topics'))
  await asking.more(20)
  const second = await product.start()
  await until(second, 1)
  await write()
  await until(first, 1)
  await write()
  await asking.more(20)

  const leaving = first.stop()
  while (first.isRunning()) {
    await write()
    await asking.more(3)
  }
  expect(await leaving).toBe(0)
  await until(second, 2)
  const third = await product.start()
  await until(third, 1)
  expect(await second.stop()).toBe(0)
  await until(third, 2)
  await asking.more(20)

  const asked = await asking.end()
  await Promise.all(said.map(({ answer }) => answer))
  await eventually(async () => (await store.inbox.open('discord')).length === 0)
  expect(said.length).toBeGreaterThan(3)
  expect(said.filter(({ answers }) => answers.length !== 1)).toEqual([])
  expect(asked.filter(({ isFailed }) => isFailed)).toEqual([])
  expect(asked.filter(({ messages }) => messages.length !== 1)).toEqual([])
  expect(discord.acks.length).toBe(asked.length)
  // Nor did the one that came second write down that anything was shown.
  const shown = await Array.fromAsync(store.shown({ kind: 'operator', clearance: 'RED' }))
  expect(new Set(shown.map(({ answer }) => answer)).size).toBe(asked.length)
  // While one hands over to another, both hear of it, and the acknowledgement decides.
  const refused = discord.requests.filter(
    ({ route, status }) => /callback/.test(route) && status === 400,
  )
  expect(refused.length).toBeGreaterThan(0)
  for (const one of [first, second, third]) {
    expect(one.err()).not.toContain('too late to answer')
    expect(one.err()).not.toContain('an answer did not arrive')
    expect(one.err()).not.toContain('"level":50')
  }
  expect(discord.violations).toEqual([])
})
