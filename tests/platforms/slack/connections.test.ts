import { expect, it } from 'vitest'
import { defineCommand } from '#core/command'
import { paragraph } from '#core/reply'
import { saying } from '#core/show'
import { eventually } from '../../support/eventually.ts'
import { inTeam, saidIn } from '../../support/on-slack.ts'
import { textOf } from '../../support/slack/index.ts'

const question = 'When was the NATO exercise in Bergen?'

/** With both connections open. */
const connected = async (wish: Parameters<typeof inTeam>[0] = {}) => {
  const on = await inTeam(wish)
  await on.slack.until(() => on.slack.wire.connections === 2)
  return on
}

it.each(['warning', 'refresh_requested'] as const)(
  'loses nothing while Slack replaces its connections (%s)',
  async (reason) => {
    const { slack, reader, channel } = await connected()
    const commands = []
    const said = []
    for (const connection of [1, 2]) {
      slack.wire.disconnect(reason, connection)
      commands.push(await reader.command(channel, '/sitrep topics'))
      said.push(await reader.say(reader.dm, question))
      await slack.until(() => slack.wire.hellos === 2 + connection)
      const last = await reader.command(channel, '/sitrep topics')
      await last.acked
      commands.push(last)
    }
    for (const command of commands) expect(saidIn(await command.settled)).toContain('NATO')
    for (const one of said) expect(textOf(await one.answer)).toContain('February 2026')
    expect(said.map(({ answers }) => answers.length)).toEqual([1, 1])
    expect(slack.wire.violations).toEqual([])
  },
)

it('goes on over the other connection when one is cut without a word', async () => {
  const { slack, reader, channel, platform } = await connected()
  slack.wire.cut(1)
  expect(saidIn(await reader.ask(channel, '/sitrep topics'))).toContain('NATO')
  expect(platform.isUp()).toBe(true)
  await slack.until(() => slack.wire.connections === 2)
  expect(slack.wire.hellos).toBe(3)
})

it('finishes a command whose connection is cut in the middle of it', async () => {
  const { promise: goOn, resolve } = Promise.withResolvers<void>()
  const slow = defineCommand({
    name: 'slow',
    summary: 'Waits to be told',
    options: {},
    examples: [],
    allow: 'anyone',
    audience: 'asker',
    async run() {
      await goOn
      return saying(paragraph('Done at last.'))
    },
  })
  const { reader, channel, slack } = await connected({ commands: [slow] })
  const asked = await reader.command(channel, '/sitrep slow')
  await asked.acked
  slack.wire.cut()
  resolve()
  expect(saidIn(await asked.settled)).toContain('Done at last')
  await slack.until(() => slack.wire.connections === 2)
})

it('answers once what could not be acknowledged because the connection was cut', async () => {
  const { promise: written, resolve } = Promise.withResolvers<void>()
  const { promise: received, resolve: receive } = Promise.withResolvers<void>()
  const { slack, reader, store } = await connected({
    slack: { retryAfter: [0, 60_000] },
    store: (opened) => ({
      ...opened,
      inbox: {
        ...opened.inbox,
        async receive(message) {
          receive()
          await written
          return opened.inbox.receive(message)
        },
      },
    }),
  })
  const said = await reader.say(reader.dm, question)
  await received
  slack.wire.cut()
  resolve()
  await said.answer
  await slack.until(() => slack.wire.acks.some(({ kind, retry }) => kind === 'event' && retry > 0))
  await eventually(async () => (await store.inbox.open('slack')).length === 0)
  expect(said.answers).toHaveLength(1)
})

it('says once that Slack is away and once that it is back, and answers what was asked meanwhile', async () => {
  const { slack, platform, logged, store } = await connected()
  const reader = slack.person({ name: 'Cleo', waits: false })
  const { wire } = slack
  wire.admit('refuse')
  const failing = slack.fail('*', { status: 503, times: 10_000 })
  wire.cut()
  await slack.until(() => !platform.isUp())
  await slack.until(() => failing.hits > 3)
  const said = await reader.say(reader.dm, question)
  failing.end()
  wire.admit('all')
  expect(textOf(await said.answer)).toContain('February 2026')
  await slack.until(() => platform.isUp())
  const told = (words: string) =>
    logged.filter(({ message }) => `${message}`.startsWith(words)).length
  expect(told('Slack cannot be reached')).toBe(1)
  expect(told('Slack is back')).toBe(1)
  await eventually(async () => (await store.inbox.open('slack')).length === 0)
  expect(said.answers).toHaveLength(1)
})

it('connects again when Slack hangs up on it before it greets', async () => {
  const { slack, reader, channel, logged } = await connected()
  const asked = () =>
    slack.requests.filter(({ method }) => method === 'apps.connections.open').length
  slack.wire.admit('refuse')
  slack.wire.cut()
  await slack.until(() => asked() > 5)
  slack.wire.admit('all')
  await slack.until(() => slack.wire.connections === 2)
  expect(saidIn(await reader.ask(channel, '/sitrep topics'))).toContain('NATO')
  expect(logged.filter(({ err }) => err !== undefined)).toEqual([])
})

it.each([{ status: 503 }, { status: 429 }, { instead: 'reset' }, { instead: 'truncate' }] as const)(
  'connects again after %o to its asking',
  async (fault) => {
    const { slack, reader, channel } = await connected()
    const failing = slack.fail('apps.connections.open', { ...fault, times: 2 })
    slack.wire.cut()
    await slack.until(() => slack.wire.connections === 2)
    expect(failing.hits).toBeGreaterThanOrEqual(2)
    expect(saidIn(await reader.ask(channel, '/sitrep topics'))).toContain('NATO')
  },
)

it('writes no secret and nothing of an answer into its log', async () => {
  const { slack, reader, channel, logged, team } = await connected()
  slack.fail(['users.info', 'conversations.info', 'response_url'], { status: 500, times: 9 })
  const asked = await reader.command(channel, '/brief nato-exercise-bergen')
  await eventually(() => logged.some(({ message }) => message === 'an answer did not arrive'))
  const lines = JSON.stringify(logged.map((line) => ({ ...line, err: `${line.err}` })))
  const secrets = [team.token!, slack.appToken, slack.signingSecret, asked.payload.response_url]
  for (const secret of secrets) expect(lines).not.toContain(secret)
  expect(lines).not.toContain('Bergen')
})
