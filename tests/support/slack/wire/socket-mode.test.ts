import { describe, expect, test, vi } from 'vitest'
import { eventually } from '../../eventually.ts'
import { byHand, connectTo } from './by-hand.ts'
import { command, event, press, submit, suggest } from './notices.ts'
import { appToken, connected, wired } from './trial.ts'

describe('a connection', () => {
  test('is opened with the token of the app alone', async () => {
    const { wire } = await wired()
    expect(await wire.open('xapp-other')).toBeUndefined()
    expect(await wire.open(appToken)).toMatch(
      /^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=[\w-]+&app_id=A0DESK$/,
    )
  })

  test('begins with hello, which counts the connections there are', async () => {
    const trial = await wired()
    const first = await byHand(trial)
    expect(await first.next()).toEqual({
      type: 'hello',
      num_connections: 1,
      debug_info: expect.objectContaining({ approximate_connection_time: 18_060 }),
      connection_info: { app_id: 'A0DESK' },
    })
    expect(await (await byHand(trial)).next()).toMatchObject({ num_connections: 2 })
    expect(trial.wire).toMatchObject({ connections: 2, hellos: 2, isUp: true })
  })

  test('takes a ticket once', async () => {
    const { wire } = await wired()
    const url = `${await wire.open(appToken)}`
    await connectTo(url).next()
    expect(await connectTo(url).closed).toBe(0)
  })

  test('takes a ticket for 30 seconds', async () => {
    const { wire } = await wired()
    const [soon, late] = [`${await wire.open(appToken)}`, `${await wire.open(appToken)}`]
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 29_000 })
    try {
      expect(await connectTo(soon).next()).toMatchObject({ type: 'hello' })
      vi.setSystemTime(Date.now() + 1_000)
      expect(await connectTo(late).closed).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  test('is refused beyond ten', async () => {
    const trial = await wired({ closeAfter: 0 })
    for (let at = 0; at < 10; at += 1) await (await byHand(trial)).next()
    const eleventh = await byHand(trial)
    expect(await eleventh.next()).toMatchObject({ reason: 'too_many_websockets' })
    await eleventh.closed
    expect(trial.wire).toMatchObject({ connections: 10, hellos: 10 })
  })

  test('is pinged, and has its pings answered at once, late or never', async () => {
    const trial = await wired({ pingEvery: 5 })
    const { socket, next } = await byHand(trial)
    await next()
    await new Promise((settle) => socket.once('ping', settle))
    const pong = () => new Promise<string>((settle) => socket.once('pong', (it) => settle(`${it}`)))
    socket.ping('one')
    expect(await pong()).toBe('one')
    trial.wire.pongAfter('never')
    socket.ping('two')
    // Its answer comes after that ping, on the same connection.
    const ack = trial.wire.tell(command())
    socket.send(JSON.stringify({ envelope_id: (await next()).envelope_id }))
    await ack
    trial.wire.pongAfter(5)
    socket.ping('three')
    expect(await pong()).toBe('three')
  })
})

describe('an envelope', () => {
  test('is of its kind, and says whether it may be answered', async () => {
    const trial = await wired()
    const { next } = await byHand(trial)
    await next()
    for (const notice of [event('Ev1'), command(), press]) void trial.wire.tell(notice)
    const id = expect.stringMatching(/^[\da-f-]{36}$/)
    const answerable = { accepts_response_payload: true, envelope_id: id }
    expect(await next()).toEqual({
      type: 'events_api',
      payload: event('Ev1').body,
      accepts_response_payload: false,
      retry_attempt: 0,
      retry_reason: '',
      envelope_id: id,
    })
    expect(await next()).toEqual({
      type: 'slash_commands',
      payload: command().body,
      ...answerable,
    })
    expect(await next()).toEqual({ type: 'interactive', payload: press.body, ...answerable })
  })

  test('goes to the connections in turn', async () => {
    const trial = await wired()
    const hands = [await byHand(trial), await byHand(trial)]
    for (const { next } of hands) await next()
    for (const text of ['a', 'b', 'c', 'd']) void trial.wire.tell(command(text))
    const got = await Promise.all(
      hands.map(async ({ next }) => [await next(), await next()].map(({ payload }) => payload)),
    )
    expect(got).toMatchObject([
      [{ text: 'a' }, { text: 'c' }],
      [{ text: 'b' }, { text: 'd' }],
    ])
    expect(trial.wire.sent.map(({ connection }) => connection)).toEqual([1, 2, 1, 2])
  })

  test('is taken with what the app says to it', async () => {
    const trial = await wired()
    const app = await connected(trial)
    app.command('/brief', ({ ack }) => ack({ text: 'Brief' }))
    app.view('form', ({ ack }) => ack({ response_action: 'errors', errors: { b: 'No' } }))
    app.options('subject', ({ ack, payload }) =>
      ack({ options: [{ text: { type: 'plain_text', text: payload.value }, value: 'x' }] }),
    )
    app.action('read', ({ ack }) => ack())
    const { wire } = trial
    const taken = { kind: 'taken', retry: 0, after: expect.any(Number) }
    expect(await wire.tell(command())).toEqual({ ...taken, response: { text: 'Brief' } })
    expect(await wire.tell(submit)).toMatchObject({
      response: { response_action: 'errors', errors: { b: 'No' } },
    })
    expect(await wire.tell(suggest)).toMatchObject({ response: { options: [{ value: 'x' }] } })
    expect(await wire.tell(press)).toEqual({ ...taken, response: undefined })
    expect(wire.acks.map(({ kind, connection }) => [kind, connection])).toEqual([
      ['command', 1],
      ...Array(3).fill(['interaction', 1]),
    ])
    expect(wire.violations).toEqual([])
  })

  test('is lost when nobody listens, when nobody answers in time, and with its connection', async () => {
    const trial = await wired({ ackWithin: 30 })
    const { wire } = trial
    expect(await wire.tell(command())).toEqual({ kind: 'lost', why: 'nobody listens' })
    await (await byHand(trial)).next()
    expect(await wire.tell(command())).toEqual({ kind: 'lost', why: 'late' })
    const cut = wire.tell(press)
    wire.cut()
    expect(await cut).toEqual({ kind: 'lost', why: 'cut' })
    expect(wire.connections).toBe(0)
  })

  test('that is acknowledged too late is lost, and its ack kept', async () => {
    const trial = await wired({ ackWithin: 30 })
    const { next, say } = await byHand(trial)
    await next()
    expect(await trial.wire.tell(command())).toEqual({ kind: 'lost', why: 'late' })
    say({ envelope_id: (await next()).envelope_id })
    const ack = await eventually(() => trial.wire.acks[0])
    expect(ack.after).toBeGreaterThanOrEqual(29)
    expect(trial.wire.violations).toEqual([])
  })

  test('is lost where its ack is', async () => {
    const trial = await wired()
    const app = await connected(trial)
    app.command('/brief', ({ ack }) => ack())
    trial.wire.loseAcks(1)
    expect(await trial.wire.tell(command())).toEqual({ kind: 'lost', why: 'late' })
    expect(await trial.wire.tell(command())).toMatchObject({ kind: 'taken' })
    expect(trial.wire.acks).toHaveLength(2)
  })
})

test('who waits is told of whatever happens', async () => {
  const told: string[] = []
  const trial = await wired({
    tell: () => {
      const { connections, sent, acks, violations } = trial.wire
      told.push(`${connections} ${sent.length} ${acks.length} ${violations.length}`)
    },
  })
  const { next, say, socket } = await byHand(trial)
  await next()
  void trial.wire.tell(command())
  say({ envelope_id: (await next()).envelope_id })
  say({ envelope_id: 'other' })
  await eventually(() => trial.wire.violations.length === 1)
  socket.close()
  await eventually(() => trial.wire.connections === 0)
  expect(told).toEqual(['1 0 0 0', '1 1 0 0', '1 1 1 0', '1 1 1 1', '0 1 1 1'])
})

describe('it is a violation', () => {
  const said: [string, string, (id: string) => unknown][] = [
    ['to say what is no JSON', 'an app says nothing but acks', () => '{'],
    ['to say null', 'an app says nothing but acks', () => null],
    ['to say something else', 'an app says nothing but acks', () => ({ type: 'ping' })],
    [
      'to say more than an ack',
      'an app says nothing but acks',
      (id) => ({ envelope_id: id, type: 'ack' }),
    ],
    [
      'to acknowledge what was never sent',
      'an ack is for an envelope that was sent',
      () => ({ envelope_id: 'other' }),
    ],
    [
      'to answer an event',
      'an ack has a payload only where one is accepted',
      (id) => ({ envelope_id: id, payload: { text: 'Thanks' } }),
    ],
  ]
  test.each(said)('%s', async (_, rule, say) => {
    const trial = await wired()
    const hand = await byHand(trial)
    await hand.next()
    void trial.wire.tell(event('Ev1'))
    hand.say(say((await hand.next()).envelope_id))
    const violation = await eventually(() => trial.wire.violations[0])
    expect(violation).toMatchObject({ rule, path: 'socket' })
  })

  test('to acknowledge twice', async () => {
    const trial = await wired()
    const hand = await byHand(trial)
    await hand.next()
    void trial.wire.tell(command())
    const { envelope_id } = await hand.next()
    for (const text of ['one', 'two']) hand.say({ envelope_id, payload: { text } })
    const { rule } = await eventually(() => trial.wire.violations[0])
    expect(rule).toBe('an envelope is acknowledged once')
    expect(trial.wire.acks.map(({ response }) => response)).toEqual([{ text: 'one' }])
  })

  test('to acknowledge over another connection, while the one it came by is open', async () => {
    const trial = await wired({ ackWithin: 60_000 })
    const hands = [await byHand(trial), await byHand(trial)] as const
    for (const { next } of hands) await next()
    for (const text of ['to the first', 'to the second', 'to the first'])
      void trial.wire.tell(command(text))
    const ids = [await hands[0].next(), await hands[0].next()].map((one) => one.envelope_id)
    hands[1].say({ envelope_id: ids[0] })
    const { rule } = await eventually(() => trial.wire.violations[0])
    expect(rule).toBe('an ack goes over the connection its envelope came by')
    trial.wire.cut(1)
    hands[1].say({ envelope_id: ids[1] })
    await eventually(() => trial.wire.acks.length === 2)
    expect(trial.wire.violations).toHaveLength(1)
  })
})
