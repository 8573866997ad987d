import { expect, test } from 'vitest'
import { type Interaction, textOf } from './index.ts'
import { actions, body, bolt, button, desk } from './trial.ts'

/** A command that was acknowledged, and a way to post to its response_url. */
const commanded = async (settings = {}) => {
  const on = await desk(settings)
  const app = await bolt(on.slack, on.team)
  app.command('/sitrep', async ({ ack }) => ack())
  app.action('press', async ({ ack }) => ack())
  const asked = await on.ada.command(on.policy, '/sitrep')
  await asked.acked
  return { ...on, asked, respond: (what: unknown) => respondTo(asked, what) }
}

const respondTo = async ({ payload }: Interaction, what: unknown): Promise<unknown> => {
  const answer = await fetch(`${payload.response_url}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof what === 'string' ? what : JSON.stringify(what),
  })
  const text = await answer.text()
  return answer.ok
    ? text
    : `${answer.status} ${text.startsWith('{') ? JSON.parse(text).error : text}`
}

test('a response_url takes five answers', async () => {
  const { asked, respond, slack, policy } = await commanded()
  for (let said = 0; said < 5; said += 1) expect(await respond(body(`${said}`))).toBe('ok')
  expect(await respond(body('too many'))).toBe('404 used_url')
  expect(asked.messages.map(textOf)).toEqual(['0', '1', '2', '3', '4'])
  expect(slack.messages(policy)).toEqual([])
})

test('a response_url ends after its time', async () => {
  const { respond } = await commanded({ responseFor: 0 })
  expect(await respond(body())).toBe('404 expired_url')
})

test('a public answer is not told by its ts', async () => {
  const { respond, slack, policy } = await commanded()
  expect(await respond(body('all', { response_type: 'in_channel' }))).toBe('ok')
  expect(slack.messages(policy).map(textOf)).toEqual(['all'])
  expect(slack.violations).toMatchObject([{ isOurs: true, path: 'response_type' }])
})

test('an answer that Slack does not take is refused, noted, and does not count', async () => {
  const { respond, slack } = await commanded()
  expect(await respond('{')).toBe('400 invalid_payload')
  for (let said = 0; said < 5; said += 1)
    expect(await respond(body('x', { blocks: [{ type: 'header' }] }))).toBe('400 invalid_blocks')
  expect(slack.violations.length).toBeGreaterThan(0)
  expect(await respond(body())).toBe('ok')
})

test('a press is answered in place of its message, or beside it, but says which', async () => {
  const { respond, asked, ada, slack } = await commanded()
  await respond(body('first', { blocks: [actions(button('Go'))] }))
  const press = async () => {
    const pressed = await ada.press(asked.messages[0]!, 'Go')
    await pressed.acked
    return pressed
  }
  const beside = await press()
  await respondTo(beside, body('beside', { replace_original: false }))
  expect(beside.messages.map(textOf)).toEqual(['beside'])
  expect(asked.messages.map(textOf)).toEqual(['[Go]'])
  const instead = await press()
  await respondTo(instead, body('instead', { replace_original: true }))
  expect(asked.messages.map(textOf)).toEqual(['instead'])
  expect(slack.violations).toEqual([])
  await respondTo(instead, body('whichever'))
  expect(slack.violations).toMatchObject([{ isOurs: true, path: 'replace_original' }])
})

test('a private answer is of no channel: not read, changed or answered', async () => {
  const { respond, asked, policy, client } = await commanded()
  await respond(body('for you'))
  const { ts } = asked.messages[0]!
  const { messages } = await client.conversations.history({ channel: policy.id })
  expect(messages).toEqual([])
  const update = client.chat.update({ channel: policy.id, ts, text: 'x' })
  await expect(update).rejects.toMatchObject({ data: { error: 'message_not_found' } })
})

test('a response_url can fail as any method', async () => {
  const { respond, slack, asked } = await commanded()
  slack.fail('response_url', { status: 503, when: 'after' })
  expect(await respond(body('lost'))).toMatch(/^503/)
  expect(asked.messages.map(textOf)).toEqual(['lost'])
})
