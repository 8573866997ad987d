import { expect, it, onTestFinished } from 'vitest'
import { startDiscord, textOf } from '../../support/discord/index.ts'
import { eventually } from '../../support/eventually.ts'
import { serving } from '../../support/serving.ts'

const served = async (settings: Record<string, string> = {}) => {
  const discord = await startDiscord({ token: 'a-very-secret-token' })
  onTestFinished(() => discord.stop())
  const product = serving(discord, { LOG_LEVEL: 'trace', ...settings })
  return { discord, product }
}

const portIn = (log: string): string | undefined => /"port":(\d+)/.exec(log)?.[1]

it('serves Discord with nothing but a token and an address, and says how it is', async () => {
  const { discord, product } = await served()
  const process = await product.start()
  await discord.until(() => discord.commands().length > 0)
  const port = await eventually(() => portIn(process.err()))
  const ask = async (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  expect((await ask('/healthz')).status).toBe(200)
  await eventually(async () => (await ask('/readyz')).status === 200)
  expect(await (await ask('/readyz')).json()).toMatchObject({
    parts: { store: true, discord: true },
  })

  discord.gateway.admit('refuse')
  discord.gateway.cut()
  await eventually(async () => (await ask('/readyz')).status === 503)
  discord.gateway.admit('all')
  await eventually(async () => (await ask('/readyz')).status === 200)

  const reader = discord.person({ name: 'Ben' })
  const answer = await (await reader.say(reader.dm, '/topics')).answer
  expect(textOf(answer)).toContain('NATO')
  expect(await process.stop()).toBe(0)
  expect(process.err()).not.toContain('a-very-secret-token')
  expect(process.out()).toBe('')
  expect(discord.violations).toEqual([])
})

it('writes its commands once, and not again at the next start', async () => {
  const { discord, product } = await served()
  const writes = () =>
    discord.requests.filter(({ method, route }) => method !== 'GET' && /commands/.test(route))
  const first = await product.start()
  await discord.until(() => discord.commands().length > 0)
  await first.stop()
  expect(writes()).toHaveLength(1)
  const second = await product.start()
  await eventually(() => second.err().includes('"outcome":"unchanged"'))
  await second.stop()
  expect(writes()).toHaveLength(1)
})

it('ends with one line for a token that Discord does not know', async () => {
  const { product } = await served()
  const process = await product.start({
    DISCORD_TOKEN: 'another-token-altogether',
    LOG_LEVEL: 'silent',
  })
  expect(await process.ended).toBe(1)
  expect(process.err()).toMatch(/^DISCORD_TOKEN is not known to Discord\..*\n$/)
})
