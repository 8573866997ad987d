import { describe, expect, it } from 'vitest'
import type { Store } from '#core/store'
import { inTeam, saidIn, shownIn } from '../../support/on-slack.ts'
import { textOf } from '../../support/slack/index.ts'

const secret = 'six-checks-defence-core'

/** A channel that may see AMBER, with what a manager and a reader do in it. */
const atAmber = async (wish?: Parameters<typeof inTeam>[0]) => {
  const on = await inTeam(wish)
  const { manager, channel } = on
  expect(saidIn(await manager.ask(channel, '/sitrep tlp set AMBER'))).toContain('up to TLP:AMBER')
  return on
}

describe('a channel that opens while an answer waits', () => {
  it('gets another answer to a mention', async () => {
    const { slack, team, channel, reader } = await atAmber()
    const limited = slack.fail('chat.postMessage', { status: 429, retryAfter: 1, times: 1 })
    const asked = await reader.say(channel, `<@${team.bot.id}> /brief ${secret}`)
    await slack.until(() => limited.hits > 0)
    slack.world.changeChannel(channel, { isExtShared: true })
    expect(textOf(await asked.answer)).toContain('No topic or briefing')
    expect(slack.messages(channel).map(textOf).join()).not.toContain('AMBER')
  })

  it('gets nothing that was to be shared', async () => {
    const on = await atAmber()
    const { slack, channel, reader } = on
    const asked = await reader.ask(channel, `/brief ${secret}`)
    const before = (await shownIn(on)).length
    const limited = slack.fail('chat.postMessage', { status: 429, retryAfter: 1, times: 1 })
    const pressed = await reader.press(asked.messages[0]!, 'Share here')
    await slack.until(() => limited.hits > 0)
    slack.world.changeChannel(channel, { isExtShared: true })
    expect(saidIn(await pressed.settled)).toContain('may now see no more than TLP:CLEAR')
    expect(slack.messages(channel)).toEqual([])
    expect(await shownIn(on)).toHaveLength(before)
  })
})

describe('a dialogue that stays open', () => {
  it('has the eyes of direct messages once its person was put out of the channel', async () => {
    const { slack, channel, reader } = await atAmber()
    const opened = await reader.command(channel, '/sitrep brief')
    const { view } = await opened.done((one) => one.view !== undefined)
    const offers = async () =>
      (await reader.suggest(view!, 'subject', 'six')).map(({ value }) => value)
    expect(await offers()).toContain(secret)
    slack.world.leave(channel, reader.user)
    await expect.poll(offers).not.toContain(secret)
    await reader.submit(view!, { subject: 'defence-core' })
    const [said] = await slack.until(() => {
      const messages = slack.messages(reader.dm)
      return messages.length > 0 && messages
    })
    expect(textOf(said!)).toContain('TLP:CLEAR')
    expect(textOf(said!)).not.toContain('AMBER')
  })
})

it('tells of a member who has become a guest, and shows them no more', async () => {
  const { slack, channel, reader, manager } = await atAmber()
  expect(saidIn(await reader.ask(channel, `/brief ${secret}`))).toContain('TLP:AMBER')
  slack.world.changeUser(reader.user, { isRestricted: true })
  const [told] = await slack.until(() => {
    const said = slack.messages(manager.dm)
    return said.length > 0 && said
  })
  expect(textOf(told!)).toContain('Outsiders can now read #policy')
  expect(saidIn(await reader.ask(channel, `/brief ${secret}`))).not.toContain('AMBER')
})

it('takes from App Home what a new guest may no longer see', async () => {
  const { slack, channel, reader, manager } = await inTeam()
  await manager.ask(channel, '/sitrep tlp set AMBER for:members')
  const home = textOf(await (await reader.openHome()).published)
  expect(home).toContain('14 briefings')
  slack.world.changeUser(reader.user, { isRestricted: true })
  const again = await slack.until(() => {
    const calls = slack.requests.filter(({ method }) => method === 'views.publish')
    return calls.length > 1 && calls.at(-1)
  })
  expect(JSON.stringify(again?.args)).toContain('12 briefings')
})

it('has Slack tell again of what could not be written down', async () => {
  let isShut = true
  const hung: (() => void)[] = []
  const { slack, reader } = await inTeam({
    slack: { ackWithin: 300, retryAfter: [0, 0, 0] },
    store: (store: Store): Store => ({
      ...store,
      inbox: {
        ...store.inbox,
        async receive(message) {
          if (isShut) await new Promise<void>((settle) => hung.push(settle))
          return store.inbox.receive(message)
        },
      },
    }),
  })
  const asked = await reader.say(reader.dm, 'When was the NATO exercise in Bergen?')
  await slack.until(() => slack.wire.sent.filter(({ retry }) => retry > 0).length > 1)
  expect(slack.acks.filter(({ kind }) => kind === 'event')).toEqual([])
  isShut = false
  for (const settle of hung) settle()
  expect(textOf(await asked.answer)).toContain('February 2026')
})

it('shares once what is pressed twice by a slip', async () => {
  const { slack, channel, reader } = await inTeam()
  const asked = await reader.ask(channel, '/brief nato')
  const [message] = asked.messages
  const pressed = await Promise.all([
    reader.press(message!, 'Share here'),
    reader.press(message!, 'Share here'),
  ])
  for (const one of pressed) expect(saidIn(await one.settled)).toContain('Posted in #policy.')
  expect(slack.messages(channel)).toHaveLength(1)
})

it('says in direct messages what went wrong on App Home', async () => {
  const { slack, reader } = await inTeam()
  const home = await (await reader.openHome()).published
  slack.fail('views.publish', { status: 503 })
  await reader.press(home, 'Older')
  const [said] = await slack.until(() => {
    const messages = slack.messages(reader.dm)
    return messages.length > 0 && messages
  })
  expect(textOf(said!)).toContain('Something failed on our side')
})

it.each([
  ['/sitrep When was the NATO exercise in Bergen?', 'February 2026'],
  ['/sitrep brif nato', 'Did you mean /sitrep brief?'],
  ['/sitrep tlp set AMBR', 'needs <label>'],
  [`/sitrep search topic:${'x'.repeat(200)}`, 'needs <words>'],
])('answers %s', async (line, said) => {
  const { manager, channel } = await inTeam()
  expect(saidIn(await manager.ask(channel, line))).toContain(said)
})

it('waits for as long as Slack asks with a private answer', async () => {
  const { slack, reader, channel } = await inTeam()
  slack.fail('response_url', { status: 429, retryAfter: 0.2 })
  expect(saidIn(await reader.ask(channel, '/brief nato'))).toContain('TLP:CLEAR')
})

it('ends when its token is refused for good', async () => {
  const { slack, reader, lost } = await inTeam()
  slack.fail('*', { error: 'account_inactive', times: 99 })
  await reader.say(reader.dm, 'When was it?')
  await expect.poll(() => lost.length).toBe(1)
  expect(lost[0]?.message).toMatch(/^SLACK_BOT_TOKEN was revoked/)
})
