import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { examineSlack } from '#platforms/slack/doctor'
import { botScopes } from '#platforms/slack/manifest'
import { startSlack } from '../../support/slack/index.ts'

const onSlack = async () => {
  const slack = await startSlack()
  let isStopped = false
  onTestFinished(async () => {
    if (!isStopped) await slack.stop()
  })
  const team = slack.world.team('Policy desk', { scopes: [...botScopes] })
  const { api, appToken } = slack
  const examine = (wish: object = {}) =>
    examineSlack({ api, appToken, token: team.token ?? '', timeoutMs: 2_000, ...wish })
  const stop = (): Promise<void> => {
    isStopped = true
    return slack.stop()
  }
  return { slack, team, examine, stop }
}

/** Something at SLACK_API_URL that is no Slack. */
const stranger = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
}

it('finds everything well, and changes nothing', async () => {
  const { slack, team, examine } = await onSlack()
  expect(await examine()).toEqual([
    { name: 'Slack token', fine: `known as "sitrep" in "Policy desk", id ${team.id}` },
    { name: 'Slack scopes', fine: `all ${botScopes.length} of the manifest` },
    { name: 'Slack Socket Mode', fine: 'on, and a connection may be opened' },
  ])
  expect(new Set(slack.requests.map(({ method }) => method))).toEqual(
    new Set(['auth.test', 'apps.connections.open', 'bots.info']),
  )
  expect(slack.violations).toEqual([])
})

it('asks for no connection in HTTP mode', async () => {
  const { slack, examine } = await onSlack()
  const found = await examine({ appToken: undefined, signingSecret: 'secret' })
  expect(found.at(-1)).toEqual({
    name: 'Slack HTTP mode',
    fine: 'signed requests are taken at /slack/events',
  })
  expect(slack.requests.map(({ method }) => method)).not.toContain('apps.connections.open')
})

it('names the scopes that are missing, and how to get them', async () => {
  const { team, examine } = await onSlack()
  team.scopes.delete('users:read')
  team.scopes.delete('im:history')
  expect(await examine()).toContainEqual({
    name: 'Slack scopes',
    fault: expect.stringMatching(/lacks im:history, users:read\. Paste "sitrep manifest slack"/),
  })
})

it('names scopes that are more than it needs', async () => {
  const { team, examine } = await onSlack()
  team.scopes.add('channels:join')
  expect(await examine()).toContainEqual({
    name: 'Slack scopes',
    fine: expect.stringContaining('more than it needs: channels:join'),
  })
})

it.each(['xoxb-unknown', 'xoxb-wröng', 'xoxb with a blank'])(
  'says that the bot token %j is not known, and asks no further',
  async (token) => {
    const { examine } = await onSlack()
    const found = await examine({ token })
    expect(found).toEqual([
      {
        name: 'Slack token',
        fault: expect.stringMatching(/^SLACK_BOT_TOKEN is not known to Slack/),
      },
    ])
    expect(JSON.stringify(found)).not.toContain(token)
  },
)

it('says that the app token is not known', async () => {
  const { examine } = await onSlack()
  expect((await examine({ appToken: 'xapp-unknown' })).at(-1)).toEqual({
    name: 'Slack Socket Mode',
    fault: expect.stringMatching(/^SLACK_APP_TOKEN is not known to Slack/),
  })
})

it('says that the two tokens are of two apps', async () => {
  const appToken = 'xapp-1-A0ANOTHER-secret'
  const slack = await startSlack({ appToken })
  onTestFinished(() => slack.stop())
  const { token = '' } = slack.world.team('Policy desk')
  const found = await examineSlack({ api: slack.api, token, appToken, timeoutMs: 2_000 })
  expect(found.at(-1)?.fault).toMatch(/belong to two different apps/)
  expect(JSON.stringify(found)).not.toContain(appToken)
})

it('says that the app token lacks its scope', async () => {
  const { slack, examine } = await onSlack()
  slack.fail('apps.connections.open', { error: 'missing_scope' })
  expect((await examine()).at(-1)?.fault).toMatch(/lacks the scope connections:write/)
})

it('says that Slack is out of order', async () => {
  const { slack, examine } = await onSlack()
  slack.fail('auth.test', { status: 503 })
  expect((await examine())[0]?.fault).toMatch(/^Slack is out of order \(503\)/)
})

it('says that Slack does not answer in time', async () => {
  const { slack, examine } = await onSlack()
  slack.fail('auth.test', { instead: 'hang' })
  expect((await examine({ timeoutMs: 200 }))[0]?.fault).toMatch(/^Slack did not answer in time/)
})

it('says that Slack cannot be reached', async () => {
  const { stop, examine } = await onSlack()
  await stop()
  const [first] = await examine()
  expect(first?.fault).toMatch(/^Slack cannot be reached.*SLACK_API_URL/)
})

it.each<[string, RequestListener]>([
  ['a page', (_, response) => response.end('<html>welcome</html>')],
  ['not found', (_, response) => response.writeHead(404).end('no')],
])('says that what answers is no Slack: %s', async (_, answer) => {
  const { examine } = await onSlack()
  const [first] = await examine({ api: await stranger(answer) })
  expect(first?.fault).toMatch(/does not speak as Slack does/)
})
