import { expect, it, onTestFinished } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { inTeam } from '../../support/on-slack.ts'
import { serving } from '../../support/serving.ts'
import { type Person, type Slack, startSlack, textOf } from '../../support/slack/index.ts'

const question = 'When was the NATO exercise in Bergen?'
const answers = (slack: Slack, { dm }: Person) =>
  slack.messages(dm).filter(({ author }) => author === dm.team.bot)
const mention = ({ dm }: Person): string => `<@${dm.team.bot.id}>`

it('answers a question in its thread, and what follows there too', async () => {
  const { slack, reader } = await inTeam()
  const asked = await reader.say(reader.dm, question)
  const answer = await asked.answer
  expect(textOf(answer)).toMatch(/in February 2026\.” \[1\]/)
  expect(answer.threadTs).toBe(asked.message.ts)
  const further = await reader.say(reader.dm, '/sitrep topics', { thread: asked.message })
  expect((await further.answer).threadTs).toBe(asked.message.ts)
  expect(answers(slack, reader)).toHaveLength(2)
  expect(slack.violations).toEqual([])
})

it('says that it is looking while it does, and nothing of it afterwards', async () => {
  const { slack, reader } = await inTeam()
  const asked = await reader.say(reader.dm, question)
  await asked.answer
  const said = slack.requests.filter(({ method }) => method === 'assistant.threads.setStatus')
  expect(said).toMatchObject([{ args: { thread_ts: asked.message.ts } }])
  expect(slack.status(reader.dm, asked.message.ts)).toBeUndefined()
})

it('keeps a page turned in direct messages in its place, and opens what is read beside it', async () => {
  const { slack, reader } = await inTeam()
  const first = await (await reader.say(reader.dm, '/sitrep latest')).answer
  await reader.press(first, 'Older')
  await slack.until(() => textOf(answers(slack, reader)[0]!).includes('2 of 3'))
  await reader.press(answers(slack, reader)[0]!, 'Read')
  await slack.until(() => answers(slack, reader).length === 2)
  expect(textOf(answers(slack, reader)[1]!)).toContain('Reported')
  expect(slack.violations).toEqual([])
})

it('answers a mention in its thread up to the channel’s limit, and leaves all else alone', async () => {
  const { reader, channel, slack } = await inTeam()
  await reader.say(channel, question)
  const asked = await reader.say(channel, `${mention(reader)} which six checks are there?`)
  const answer = await asked.answer
  expect(textOf(answer)).not.toContain('AMBER')
  expect(answer.threadTs).toBe(asked.message.ts)
  const within = await reader.say(channel, `${mention(reader)} /brief nato`, {
    thread: asked.message,
  })
  expect((await within.answer).threadTs).toBe(asked.message.ts)
  const own = slack.messages(channel).filter(({ author }) => author === channel.team.bot)
  expect(own).toHaveLength(2)
  expect(slack.violations).toEqual([])
})

it.each(['/privacy', '/workspace use x', '/tlp show'])(
  'keeps to the asker what %s would tell, where others read along',
  async (line) => {
    const { manager, channel } = await inTeam()
    const said = await manager.say(channel, `${mention(manager)} ${line}`)
    expect(textOf(await said.answer)).toContain('is answered to you alone')
  },
)

it('says what it can read when there are no words', async () => {
  const { reader, channel } = await inTeam()
  for (const said of [await reader.say(reader.dm, ''), await reader.say(channel, mention(reader))])
    expect(textOf(await said.answer)).toContain('I read text only')
})

it('reads what Slack writes in its own way as it was meant', async () => {
  const { reader, slack } = await inTeam()
  const said = await reader.say(reader.dm, '/sitrep brief a<b>&c')
  expect(textOf(await said.answer)).toContain('No topic or briefing "a<b>&c"')
  expect(slack.violations).toEqual([])
})

it('answers once what comes twice, over both connections', async () => {
  const { slack, store, reader } = await inTeam()
  await slack.until(() => slack.wire.connections === 2)
  const said = await reader.say(reader.dm, question)
  expect((await slack.wire.repeat()).kind).toBe('taken')
  await said.answer
  await (await reader.say(reader.dm, '/sitrep topics')).answer
  await eventually(async () => (await store.inbox.open('slack')).length === 0)
  expect(answers(slack, reader)).toHaveLength(2)
  const events = slack.wire.sent.filter(({ kind }) => kind === 'event')
  expect(new Set(events.map(({ connection }) => connection)).size).toBe(2)
})

it('acknowledges a message only once it is written down', async () => {
  const { promise: written, resolve } = Promise.withResolvers<void>()
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
  const { slack, reader } = await inTeam({
    store: (store) => ({
      ...store,
      inbox: {
        ...store.inbox,
        async receive(message) {
          ask()
          await written
          return store.inbox.receive(message)
        },
      },
    }),
  })
  const said = await reader.say(reader.dm, question)
  await asked
  await (await reader.ask(reader.dm, '/sitrep topics')).acked
  expect(slack.wire.acks.map(({ kind }) => kind)).toEqual(['command'])
  resolve()
  await said.answer
  expect(slack.wire.acks.map(({ kind }) => kind)).toContain('event')
})

it('answers once though its acknowledgement gets lost and it is told again', async () => {
  const { slack, reader, platform, store } = await inTeam({ slack: { retryAfter: [60_000] } })
  slack.wire.loseAcks(1)
  const said = await reader.say(reader.dm, question)
  await said.answer
  await eventually(async () => (await store.inbox.open('slack')).length === 0)
  slack.wire.retryNow()
  await slack.until(() => slack.wire.acks.some(({ retry }) => retry === 1))
  await platform.stop()
  expect(said.answers).toHaveLength(1)
})

it.each(['before', 'after'] as const)(
  'answers once when Slack fails %s it took the answer',
  async (when) => {
    const { slack, reader } = await inTeam()
    for (const fault of [{ status: 503 }, { instead: 'reset' }, { instead: 'hang' }] as const) {
      slack.fail('chat.postMessage', { ...fault, when })
      const said = await reader.say(reader.dm, question)
      await said.answer
      await (await reader.say(reader.dm, '/sitrep topics')).answer
      expect(said.answers, JSON.stringify(fault)).toHaveLength(1)
    }
    expect(slack.violations).toEqual([])
  },
)

it('waits where Slack says that it is too much, then answers', async () => {
  const { slack, reader } = await inTeam()
  const limited = slack.fail('chat.postMessage', { status: 429, retryAfter: 1 })
  const said = await reader.say(reader.dm, question)
  await said.answer
  expect(limited.hits).toBe(1)
  expect(said.answers).toHaveLength(1)
})

it('answers once though Slack stumbles while it is asked whether the answer arrived', async () => {
  const { slack, reader } = await inTeam()
  slack.fail('chat.postMessage', { status: 502, when: 'after' })
  const reading = ['conversations.history', 'conversations.replies']
  const stumbling = slack.fail(reading, { status: 503, times: 2 })
  const said = await reader.say(reader.dm, question)
  await eventually(() => stumbling.hits === 2)
  await (await reader.say(reader.dm, '/sitrep topics')).answer
  expect(said.answers).toHaveLength(1)
})

it.each(['before', 'after'] as const)(
  'answers once what was asked before kill -9, the answer lost %s Slack took it',
  async (when) => {
    const slack = await startSlack()
    onTestFinished(() => slack.stop())
    const reader = slack.person({ name: 'Ben' })
    const product = serving(slack)
    const first = await product.start()
    await slack.until(() => slack.wire.isUp)
    const hanging = slack.fail('chat.postMessage', { instead: 'hang', when })
    await reader.say(reader.dm, question)
    await slack.until(() => hanging.hits > 0)
    await first.kill()
    slack.mend()
    expect(answers(slack, reader)).toHaveLength(when === 'after' ? 1 : 0)
    const again = await product.start()
    await slack.until(() => answers(slack, reader).length > 0)
    const later = await reader.say(reader.dm, '/sitrep topics')
    await later.answer
    expect(textOf(answers(slack, reader)[0]!)).toContain('February 2026')
    expect(await again.stop()).toBe(0)
    expect(answers(slack, reader)).toHaveLength(2)
    expect(slack.violations).toEqual([])
  },
)

it('answers once what was told and not acknowledged before kill -9', async () => {
  const slack = await startSlack({ retryAfter: [60_000] })
  onTestFinished(() => slack.stop())
  const reader = slack.person({ name: 'Ben' })
  const product = serving(slack)
  const first = await product.start()
  await slack.until(() => slack.wire.isUp)
  await (await reader.say(reader.dm, '/sitrep topics')).answer
  await first.kill()
  await slack.until(() => slack.wire.connections === 0)
  slack.write(reader.dm, reader.user, question)
  await product.start()
  await slack.until(() => answers(slack, reader).length === 2)
  expect(textOf(answers(slack, reader)[1]!)).toContain('February 2026')
})

it('closes as missed what nobody waits for any more', async () => {
  let now = Temporal.Instant.from('2026-11-24T09:00:00Z')
  const { slack, store, again, platform, logged, reader, team } = await inTeam({ now: () => now })
  const channel = `${team.id}/${reader.dm.id}`
  const open = { platform: 'slack', workspace: '', channel, person: `slack:${team.id}/U1` }
  const id = `${reader.dm.id}/1700000000.000100`
  const at = now.toString()
  await store.inbox.receive({ ...open, id, name: 'Ben', isDirect: true, text: question, at })
  now = now.add({ minutes: 11 })
  await platform.stop()
  await again()
  await eventually(async () => (await store.inbox.open('slack')).length === 0)
  expect(answers(slack, reader)).toEqual([])
  expect(logged).toContainEqual(expect.objectContaining({ message: 'a message was not answered' }))
})

it('answers what was written in direct messages while it was away', async () => {
  const { slack, again, platform, store } = await inTeam({ slack: { retryAfter: [] } })
  const reader = slack.person({ name: 'Cleo', waits: false })
  await (await reader.say(reader.dm, question)).answer
  await platform.stop()
  await reader.say(reader.dm, '/sitrep topics')
  slack.wire.forget()
  await again()
  await slack.until(() => answers(slack, reader).length === 2)
  await eventually(async () => (await store.inbox.open('slack')).length === 0)
  expect(answers(slack, reader)).toHaveLength(2)
})

it('loses no message to a store that is locked for a moment', async () => {
  let locked = 2
  const { slack, reader } = await inTeam({
    store: (store) => ({
      ...store,
      inbox: {
        ...store.inbox,
        receive: async (message) => {
          locked -= 1
          if (locked >= 0) throw new Error('the store is locked')
          return store.inbox.receive(message)
        },
      },
    }),
  })
  const said = await reader.say(reader.dm, question)
  expect(textOf(await said.answer)).toContain('February 2026')
  expect(slack.wire.acks.filter(({ kind }) => kind === 'event')).toHaveLength(1)
})

it('tells who asked in public why nothing can be posted there', async () => {
  const { slack, reader, channel, team } = await inTeam()
  slack.fail('chat.postMessage', { error: 'not_in_channel' })
  await reader.say(channel, `${mention(reader)} ${question}`)
  const told = await slack.until(() => slack.messages(reader.dm)[0])
  expect(textOf(told)).toContain('#policy')
  expect(slack.messages(channel).filter(({ author }) => author === team.bot)).toEqual([])
})
