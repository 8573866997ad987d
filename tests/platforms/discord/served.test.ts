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

it('writes no token of an interaction and nothing of an answer into its log', async () => {
  const { discord, product } = await served()
  const process = await product.start()
  await discord.until(() => discord.commands().length > 0)
  const channel = discord.world.channel(discord.world.guild('Policy desk'), 'policy')
  const reader = discord.person({ name: 'Ben' })
  const asked: { token: string }[] = []
  for (const [route, status] of [
    ['PATCH webhooks/:app/:token/messages/@original', 400],
    ['PATCH webhooks/:app/:token/messages/@original', 500],
    ['POST interactions/:id/:token/callback', 500],
  ] as const) {
    discord.fail(route, { status, times: 9 })
    asked.push(await reader.command(channel, 'brief', { subject: 'nato' }))
    await eventually(() => process.err().split('did not arrive').length > asked.length)
    discord.mend()
  }
  for (const { token } of asked) expect(process.err()).not.toContain(token)
  expect(process.err()).not.toContain('exercised at Bergen')
})

it('ends with one line and code 1 when Discord wants it no more', async () => {
  const { discord, product } = await served()
  const process = await product.start({ LOG_LEVEL: 'silent' })
  await discord.until(() => discord.commands().length > 0)
  discord.gateway.close(4_004)
  expect(await process.ended).toBe(1)
  expect(process.err()).toMatch(/^DISCORD_TOKEN is not known to Discord\..*\n$/)
})
