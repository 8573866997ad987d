import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { run } from '../program.ts'
import { type Message, textOf } from './index.ts'
import { actions, body, bolt, button, desk, paragraph, plain } from './trial.ts'

const manifest = {
  features: {
    slash_commands: [{ command: '/sitrep' }],
    shortcuts: [{ name: 'Ask Sitrep about this', type: 'message', callback_id: 'about' }],
  },
  oauth_config: { scopes: { bot: ['commands', 'chat:write', 'im:history', 'app_mentions:read'] } },
  settings: { event_subscriptions: { bot_events: ['message.im', 'app_mention'] } },
}

const live = async (settings = {}) => {
  const on = await desk(settings)
  return { ...on, app: await bolt(on.slack, on.team) }
}

test('a command brings what was typed, from whom and where, and its answer is private', async () => {
  const { slack, app, ada, policy, team } = await live()
  app.command('/sitrep', async ({ ack, respond, command }) => {
    await ack()
    await respond(body(`you said ${command.text}`))
  })
  const asked = await ada.ask(policy, '/sitrep brief a < b')
  expect(asked.payload).toMatchObject({
    command: '/sitrep',
    text: 'brief a &lt; b',
    team_id: team.id,
    channel_id: policy.id,
    channel_name: 'policy',
    user_id: ada.user.id,
    response_url: expect.stringContaining('/response/'),
    trigger_id: expect.stringMatching(/^\d+\.\w+\.\w+$/),
  })
  expect(asked.messages.map(textOf)).toEqual(['you said brief a &lt; b'])
  expect(asked.ack?.after).toBeGreaterThan(0)
  expect(slack.messages(policy)).toEqual([])
  expect(slack.violations).toEqual([])
})

test('an ack may be the answer', async () => {
  const { app, ada, policy } = await live()
  app.command('/sitrep', async ({ ack }) => ack(body('at once')))
  expect((await ada.ask(policy, '/sitrep')).messages.map(textOf)).toEqual(['at once'])
})

test('who is not answered in time is told so', async () => {
  const { app, ada, policy, slack } = await live({ ackWithin: 50 })
  app.command('/sitrep', async () => {})
  const asked = await ada.command(policy, '/sitrep')
  await expect(asked.acked).rejects.toThrow('operation_timeout')
  expect(asked.isFailed).toBe(true)
  slack.wire.cut()
  await slack.until(() => !slack.wire.isUp)
})

test('commands are refused in threads, in channels that are gone, and where there is no app', async () => {
  const { ada, policy, slack, team } = await desk({ manifest })
  const { message } = await ada.say(policy, 'root')
  const inThread = ada.command(policy, '/sitrep', { thread: message })
  await expect(inThread).rejects.toThrow('not supported in threads')
  await expect(ada.command(policy, '/brief')).rejects.toThrow(
    'no command /brief; there are: /sitrep',
  )
  slack.world.changeChannel(policy, { isArchived: true })
  await expect(ada.command(policy, '/sitrep')).rejects.toThrow('archived')
  slack.world.uninstall(team)
  await expect(ada.command(ada.dm, '/sitrep')).rejects.toThrow('not installed')
  const eve = slack.person({ team, name: 'Eve', waits: false })
  await expect(eve.say(ada.dm, 'hello')).rejects.toThrow('somebody else')
})

test('a press brings its button, its message and a trigger', async () => {
  const { app, ada, policy, client, slack } = await live()
  const pressed: unknown[] = []
  app.action('press', async ({ ack, respond, action }) => {
    await ack()
    pressed.push(action)
    await respond({ ...body('read'), replace_original: false })
  })
  await client.chat.postMessage({
    channel: policy.id,
    ...body('text', {
      blocks: [paragraph('text'), actions(button('Read it', 'press', 'brief?x'))],
    }),
  })
  const [message] = slack.messages(policy)
  expect(textOf(message!)).toBe('text\n[Read it]')
  const asked = await (await ada.press(message!, 'Read it')).settled
  expect(pressed).toMatchObject([{ type: 'button', action_id: 'press', value: 'brief?x' }])
  expect(asked.payload).toMatchObject({
    type: 'block_actions',
    container: {
      type: 'message',
      message_ts: message!.ts,
      channel_id: policy.id,
      is_ephemeral: false,
    },
    user: { id: ada.user.id, team_id: ada.user.home.id },
    message: { ts: message!.ts },
    channel: { id: policy.id },
  })
  expect(asked.messages.map(textOf)).toEqual(['read'])
  expect(slack.messages(policy)).toHaveLength(1)
})

test('nobody presses what is not there, or no longer, or not for them', async () => {
  const { app, ada, policy, slack, team } = await live()
  app.command('/sitrep', async ({ ack }) =>
    ack(
      body('mine', {
        blocks: [actions(button('Go'), { ...button('Source', 's'), url: 'https://x.test' })],
      }),
    ),
  )
  app.action('press', async ({ ack, respond }) => {
    await ack()
    await respond({ delete_original: true })
  })
  const [message] = (await ada.ask(policy, '/sitrep')).messages as [Message]
  await expect(ada.press(message, 'Stop')).rejects.toThrow('no button Stop; there are: Go, Source')
  await expect(ada.press(message, 'Source')).rejects.toThrow('is a link to https://x.test')
  const eve = slack.person({ team, name: 'Eve' })
  await expect(eve.press(message, 'Go')).rejects.toThrow('Eve does not see')
  const { messages } = await (await ada.press(message, 'Go')).settled
  expect(messages).toEqual([])
  await expect(ada.press(message, 'Go')).rejects.toThrow('no longer there')
})

test('a menu that asks for its options gives them as one types', async () => {
  const { app, ada, policy, client, slack } = await live()
  const menu = { type: 'external_select', action_id: 'topic', placeholder: plain('Topic') }
  app.options('topic', async ({ ack, options }) => {
    const found = { text: plain(`All of ${options.value}`), value: options.value }
    await ack({ option_groups: [{ label: plain('Topics'), options: [found] }] })
  })
  app.action('topic', async ({ ack, respond, action }) => {
    await ack()
    await respond({ ...body(JSON.stringify(action)), replace_original: true })
  })
  await client.chat.postMessage({
    channel: policy.id,
    ...body('text', { blocks: [actions(menu)] }),
  })
  const [message] = slack.messages(policy)
  expect(await ada.suggest(message!, 'Topic', 'nato')).toEqual([
    { label: 'All of nato', value: 'nato', group: 'Topics' },
  ])
  await expect(ada.suggest(message!, 'Topic', 'na')).rejects.toThrow('3 characters')
  await (await ada.choose(message!, 'Topic', 'All of nato')).settled
  expect(slack.messages(policy).map(textOf)[0]).toContain('"value":"nato"')
})

test('a shortcut brings the message it was used on', async () => {
  const { app, ada, policy } = await live({ manifest })
  app.shortcut('about', async ({ ack, respond }) => {
    await ack()
    await respond(body('about it'))
  })
  const { message } = await ada.say(policy, 'NATO in Bergen')
  const asked = await (await ada.shortcut(message, 'Ask Sitrep about this')).settled
  expect(asked.payload).toMatchObject({
    type: 'message_action',
    callback_id: 'about',
    message_ts: message.ts,
    message: { text: 'NATO in Bergen', user: ada.user.id },
  })
  expect(asked.messages.map(textOf)).toEqual(['about it'])
  await expect(ada.shortcut(message, 'Other')).rejects.toThrow('no shortcut Other')
})

test('what is written to the bot is told: in direct messages all, in channels what names it', async () => {
  const { app, ada, policy, team } = await live()
  const heard: string[] = []
  app.event('message', async ({ event }) => {
    if ('text' in event) heard.push(`${event.channel_type}: ${event.text}`)
  })
  app.event('app_mention', async ({ event, say }) => {
    heard.push(`mention: ${event.text}`)
    await say({ ...body('here'), thread_ts: event.ts })
  })
  await ada.say(policy, 'just talking')
  await ada.say(ada.dm, 'to you & <!here>')
  const said = await ada.say(policy, `<@${team.bot.id}> when?`)
  expect(textOf(await said.answer)).toBe('here')
  await vi.waitFor(() => expect(heard).toHaveLength(2), 15_000)
  expect(heard.sort()).toEqual([
    'im: to you &amp; &lt;!here&gt;',
    `mention: <@${team.bot.id}> when?`,
  ])
  expect(said.answers.map(({ threadTs }) => threadTs)).toEqual([said.message.ts])
})

test('an event has whose app it is for, and comes again under its id', async () => {
  const { app, ada, slack, team } = await live()
  const bodies: Record<string, unknown>[] = []
  app.event('message', async ({ body }) => void bodies.push({ ...body }))
  const { message } = await ada.say(ada.dm, 'hello')
  await vi.waitFor(() => expect(bodies).toHaveLength(1), 15_000)
  await slack.wire.repeat()
  await vi.waitFor(() => expect(bodies).toHaveLength(2), 15_000)
  expect(bodies[0]).toMatchObject({
    team_id: team.id,
    api_app_id: slack.appId,
    authorizations: [{ team_id: team.id, user_id: team.bot.id, is_bot: true }],
    event: { ts: message.ts, user: ada.user.id, team: team.id, channel_type: 'im' },
  })
  expect(bodies[1]?.event_id).toBe(bodies[0]?.event_id)
})

test('a program can make what people do, and hears of what becomes of it', async () => {
  const { app, ada, policy, slack, team } = await live()
  app.command('/sitrep', async ({ ack, respond }) => {
    await ack()
    await respond(body('answer'))
  })
  const heard: string[] = []
  const payload = { command: '/sitrep', text: '', team_id: team.id, user_id: ada.user.id }
  const deed = { kind: 'command', user: ada.user, team, channel: policy, payload } as const
  const sent = slack.dispatchInteraction(
    { ...deed, hasResponseUrl: true },
    { ack: () => heard.push('ack'), settled: () => heard.push('settled') },
  )
  await sent.settled
  expect(heard).toEqual(['ack', 'settled'])
  slack.wire.loseAcks(1)
  slack.dispatchInteraction(deed, { failed: () => heard.push('failed') })
  await slack.until(() => heard.includes('failed'))
})

test('it can be tried by hand', async () => {
  const program = join(import.meta.dirname, 'serve.ts')
  const { out, code } = await run(process.execPath, [program])
  expect(out).toMatch(
    /^SLACK_API_URL=http:\/\/127\.0\.0\.1:\d+\/api\/\nSLACK_APP_TOKEN=xapp-\S+\nSLACK_BOT_TOKEN=xoxb-\S+\n$/,
  )
  expect(code).toBe(0)
})
