import { expect, it, onTestFinished } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { inTeam, saidIn } from '../../support/on-slack.ts'
import { serving } from '../../support/serving.ts'
import { type SlackSettings, startSlack, textOf } from '../../support/slack/index.ts'

const served = async (settings: Record<string, string> = {}, wish: SlackSettings = {}) => {
  const slack = await startSlack(wish)
  onTestFinished(() => slack.stop())
  const team = slack.world.team('Policy desk')
  const product = serving(slack, { LOG_LEVEL: 'trace', ...settings })
  return { slack, team, product }
}

const portIn = (log: string): string | undefined => /"port":(\d+)/.exec(log)?.[1]

it('serves Slack with nothing but two tokens and an address, and says how it is', async () => {
  const { slack, team, product } = await served()
  const process = await product.start()
  await slack.until(() => slack.wire.isUp)
  const port = await eventually(() => portIn(process.err()))
  const ask = async (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  await eventually(async () => (await ask('/readyz')).status === 200)
  expect(await (await ask('/readyz')).json()).toMatchObject({ parts: { store: true, slack: true } })

  slack.wire.admit('refuse')
  slack.wire.cut()
  await eventually(async () => (await ask('/readyz')).status === 503)
  expect((await ask('/healthz')).status).toBe(200)
  slack.wire.admit('all')
  await eventually(async () => (await ask('/readyz')).status === 200)

  const reader = slack.person({ name: 'Ben' })
  expect(textOf(await (await reader.say(reader.dm, '/sitrep topics')).answer)).toContain('NATO')
  expect(await process.stop()).toBe(0)
  for (const secret of [team.token!, slack.appToken]) expect(process.err()).not.toContain(secret)
  expect(process.err()).not.toContain('left unhandled')
  expect(process.out()).toBe('')
  expect([...slack.violations, ...slack.wire.violations]).toEqual([])
})

it('serves Slack over signed HTTP with a secret instead, and lets in nothing else', async () => {
  const { slack, team, product } = await served()
  const process = await product.start({
    SLACK_APP_TOKEN: '',
    SLACK_SIGNING_SECRET: slack.signingSecret,
  })
  const port = await eventually(() => portIn(process.err()))
  const address = `http://127.0.0.1:${port}/slack/events`
  await eventually(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200)
  await slack.wire.toHttp(address)
  for (const how of ['signature', 'stale', 'unsigned'] as const)
    expect(await slack.wire.forge(how), how).toBe(401)
  expect((await fetch(address)).status).toBe(404)

  const reader = slack.person({ name: 'Ben' })
  const channel = slack.world.channel(team, 'policy')
  expect(saidIn(await reader.ask(channel, '/sitrep topics'))).toContain('NATO')
  expect(textOf(await (await reader.say(reader.dm, '/sitrep topics')).answer)).toContain('NATO')
  expect(await process.stop()).toBe(0)
  for (const secret of [team.token!, slack.signingSecret])
    expect(process.err()).not.toContain(secret)
  expect([...slack.violations, ...slack.wire.violations]).toEqual([])
})

it('does over HTTP what it does over a socket', async () => {
  const { slack, reader, channel, store, platform } = await inTeam({ byHttp: true })
  const asked = await reader.ask(channel, '/brief')
  const [first] = await reader.suggest(asked.view!, 'Subject', 'bergen')
  await (await reader.submit(asked.view!, { Subject: first!.label })).settled
  await asked.done(({ messages }) => messages.length === 1)
  const pressed = await (await reader.press(asked.messages[0]!, 'Keep')).settled
  expect(saidIn(pressed)).toContain('Sent to your direct messages')
  const said = await reader.say(reader.dm, 'When was the NATO exercise in Bergen?')
  expect((await slack.wire.repeat()).kind).toBe('taken')
  await said.answer
  await eventually(async () => (await store.inbox.open('slack')).length === 0)
  expect(said.answers).toHaveLength(1)
  expect(await slack.wire.forge('signature')).toBe(401)
  await platform.stop()
  expect((await slack.wire.repeat()).kind).toBe('lost')
  expect([...slack.violations, ...slack.wire.violations]).toEqual([])
})

it.each([
  ['SLACK_BOT_TOKEN', 'xoxb-another-token-altogether'],
  ['SLACK_APP_TOKEN', 'xapp-1-another-token-altogether'],
])('ends with one line and code 1 for a %s that Slack does not know', async (name, token) => {
  const { product } = await served()
  const process = await product.start({ [name]: token, LOG_LEVEL: 'silent' })
  expect(await process.ended).toBe(1)
  expect(process.err()).toMatch(new RegExp(`^${name} is not known to Slack\\..*\\n$`))
  expect(process.err()).not.toContain(token)
})

it.each([
  ['uninstall', /^(?:The app was removed|SLACK_BOT_TOKEN was revoked)\..*\n$/],
  ['revoke', /^SLACK_BOT_TOKEN was revoked\..*\n$/],
] as const)('ends with one line and code 1 after %s', async (act, line) => {
  const { slack, team, product } = await served({ LOG_LEVEL: 'silent' })
  const process = await product.start()
  await slack.until(() => slack.wire.isUp)
  slack.world[act](team)
  expect(await process.ended).toBe(1)
  expect(process.err()).toMatch(line)
})

it('starts while Slack is away, and serves it as soon as it is back', async () => {
  const { slack, product } = await served({}, { within: 15_000 })
  const failing = slack.fail('*', { instead: 'reset', times: 10_000 })
  const process = await product.start()
  await slack.until(() => failing.hits > 1)
  failing.end()
  await slack.until(() => slack.wire.isUp)
  const reader = slack.person({ name: 'Ben' })
  expect(textOf(await (await reader.say(reader.dm, '/sitrep topics')).answer)).toContain('NATO')
  expect(process.err()).not.toContain('left unhandled')
  expect(await process.stop()).toBe(0)
})

it('stops at once while Slack is away', async () => {
  const { slack, product } = await served()
  const failing = slack.fail('*', { status: 503, times: 10_000 })
  const process = await product.start()
  await slack.until(() => failing.hits > 0)
  expect(await process.stop()).toBe(0)
})

it('answers what is open when it is told to stop, and takes nothing more', async () => {
  const { slack, product } = await served()
  const process = await product.start()
  await slack.until(() => slack.wire.isUp)
  const reader = slack.person({ name: 'Ben' })
  // It is asked before anything is looked for.
  const slow = slack.fail('users.info', { delay: 200 })
  const said = await reader.say(reader.dm, 'When was the NATO exercise in Bergen?')
  await slack.until(() => slow.hits > 0)
  expect(await process.stop()).toBe(0)
  expect(said.answers).toHaveLength(1)
  expect(slack.wire.connections).toBe(0)
})

it('writes no address to answer at and nothing of an answer into its log', async () => {
  const { slack, team, product } = await served()
  const process = await product.start()
  await slack.until(() => slack.wire.isUp)
  const channel = slack.world.channel(team, 'policy')
  const reader = slack.person({ name: 'Ben' })
  const asked: unknown[] = []
  for (const fault of [{ status: 404 }, { status: 500 }, { instead: 'reset' }] as const) {
    slack.fail('response_url', { ...fault, times: 9 })
    asked.push((await reader.command(channel, '/brief nato')).payload.response_url)
    await eventually(() => process.err().split('did not arrive').length > asked.length)
    slack.mend()
  }
  for (const url of asked) expect(process.err()).not.toContain(`${url}`.split('/').at(-1))
  expect(process.err()).not.toContain('exercised at Bergen')
})
