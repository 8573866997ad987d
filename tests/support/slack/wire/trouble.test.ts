import { describe, expect, test } from 'vitest'
import { eventually } from '../../eventually.ts'
import type { Wire } from '../api/wire.ts'
import { byHand } from './by-hand.ts'
import { command, event } from './notices.ts'
import { connected, json, wired } from './trial.ts'

const reasons = ['warning', 'refresh_requested', 'link_disabled'] as const

/** Somebody has come back since, over the connection of this number. */
const back = (wire: Wire, number: number): Promise<boolean> =>
  eventually(() => wire.hellos === number && wire.connections > 0)

describe('Bolt comes back', () => {
  test('after its connection was cut', async () => {
    const trial = await wired()
    const app = await connected(trial, 1, { clientPingTimeout: 60 })
    app.command('/brief', ({ ack }) => ack())
    trial.wire.cut()
    expect(trial.wire).toMatchObject({ connections: 0, isUp: false })
    await back(trial.wire, 2)
    expect(await trial.wire.tell(command())).toMatchObject({ kind: 'taken' })
    expect(trial.wire.acks).toMatchObject([{ connection: 2 }])
  })

  test.each(reasons)('after a disconnect with %s', async (reason) => {
    const trial = await wired()
    await connected(trial, 1, { clientPingTimeout: 60 })
    trial.wire.disconnect(reason)
    await back(trial.wire, 2)
  })

  test('after a disconnect, where Slack leaves TCP open', async () => {
    const trial = await wired({ lingers: true })
    await connected(trial, 1, { clientPingTimeout: 60 })
    trial.wire.disconnect('refresh_requested')
    await back(trial.wire, 2)
  })

  test('after pongs that come too late, or not at all', async () => {
    const trial = await wired()
    await connected(trial, 1, { clientPingTimeout: 60 })
    trial.wire.pongAfter('never')
    await eventually(() => trial.wire.hellos === 2)
    trial.wire.pongAfter(200)
    await eventually(() => trial.wire.hellos === 3)
  })

  test('after it was turned away for a while', async () => {
    const trial = await wired()
    const app = await connected(trial, 1, { clientPingTimeout: 60 })
    app.event('app_mention', async () => {})
    trial.wire.admit('refuse')
    trial.wire.cut()
    const taken = trial.wire.tell(event('Ev1'))
    const before = trial.opened()
    await eventually(() => trial.opened() > before)
    trial.wire.admit('all')
    expect(await taken).toMatchObject({ kind: 'taken', retry: 1 })
  })

  test.each([
    ['503', 503, {}],
    ['429', 429, { 'retry-after': '0' }],
  ])('when apps.connections.open answers %s first', async (_, status, headers) => {
    const trial = await wired()
    await connected(trial, 1, { clientPingTimeout: 60 })
    trial.instead.push((outgoing) => outgoing.writeHead(status, headers).end())
    trial.wire.cut()
    await back(trial.wire, 2)
    expect(trial.opened()).toBe(3)
  })

  test('when apps.connections.open hangs first, or hangs up', async () => {
    const trial = await wired()
    await connected(trial, 1, { clientPingTimeout: 60, timeout: 50 })
    trial.instead.push(
      () => {},
      (outgoing) => outgoing.destroy(),
    )
    trial.wire.cut()
    await back(trial.wire, 2)
    expect(trial.opened()).toBe(4)
  })

  test('not where Slack says that its token is not good', async () => {
    const trial = await wired()
    trial.instead.push((outgoing) => json(outgoing, { ok: false, error: 'invalid_auth' }))
    await expect(connected(trial)).rejects.toThrow('invalid_auth')
    expect(trial.opened()).toBe(1)
  })
})

describe('of two connections', () => {
  test('one serves while the other is away', async () => {
    const trial = await wired()
    const app = await connected(trial, 2, { clientPingTimeout: 5_000 })
    app.command('/brief', ({ ack }) => ack())
    trial.wire.cut(1)
    for (const text of ['a', 'b'])
      expect(await trial.wire.tell(command(text))).toMatchObject({ kind: 'taken' })
    expect(trial.wire.acks.map(({ connection }) => connection)).toEqual([2, 2])
  })

  test('one gets everything once the other is asked to refresh', async () => {
    const trial = await wired({ closeAfter: 60_000 })
    const hands = [await byHand(trial), await byHand(trial)] as const
    for (const { next } of hands) await next()
    trial.wire.disconnect('refresh_requested', 1)
    for (const text of ['a', 'b']) void trial.wire.tell(command(text))
    expect(await hands[0].next()).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' })
    expect([await hands[1].next(), await hands[1].next()]).toHaveLength(2)
  })

  test('one that is warned still gets its turn', async () => {
    const trial = await wired({ closeAfter: 60_000 })
    const hand = await byHand(trial)
    await hand.next()
    trial.wire.disconnect('warning')
    void trial.wire.tell(command())
    expect(await hand.next()).toMatchObject({ type: 'disconnect', reason: 'warning' })
    expect(await hand.next()).toMatchObject({ type: 'slash_commands' })
  })
})

test('Slack closes a connection that did not leave by itself', async () => {
  const trial = await wired({ closeAfter: 1 })
  const hand = await byHand(trial)
  await hand.next()
  trial.wire.disconnect('warning')
  expect(await hand.closed).toBe(1_000)
})

test('Slack can leave TCP open when both have said goodbye', async () => {
  const trial = await wired({ lingers: true })
  const hand = await byHand(trial)
  await hand.next()
  let isClosed = false
  hand.closed.then(() => {
    isClosed = true
  })
  hand.socket.close(1_000)
  // Longer than a goodbye takes: three whole connections.
  for (let at = 0; at < 3; at += 1) await (await byHand(trial)).next()
  expect(isClosed).toBe(false)
})

test('who is refused is hung up on', async () => {
  const trial = await wired()
  trial.wire.admit('refuse')
  const hand = await byHand(trial)
  expect(await hand.closed).toBe(0)
  expect(trial.wire.hellos).toBe(0)
})

test('who is held has no hello until all are let in', async () => {
  const trial = await wired()
  trial.wire.admit('hold')
  const hand = await byHand(trial)
  await new Promise((settle) => hand.socket.once('open', settle))
  expect(trial.wire).toMatchObject({ connections: 0, isUp: false })
  trial.wire.admit('all')
  expect(await hand.next()).toMatchObject({ type: 'hello', num_connections: 1 })
})
