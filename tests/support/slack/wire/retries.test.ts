import { describe, expect, test } from 'vitest'
import { eventually } from '../../eventually.ts'
import { byHand } from './by-hand.ts'
import { command, event } from './notices.ts'
import { connected, type Trial, wired } from './trial.ts'

/** Bolt, and what reaches a listener of it: event ids with the number of the retry. */
const heard = async (trial: Trial, count = 1): Promise<string[]> => {
  const app = await connected(trial, count)
  const ids: string[] = []
  app.event('app_mention', async ({ body, context }) => {
    ids.push(`${body.event_id} ${context.retryNum ?? 0} ${context.retryReason ?? ''}`)
  })
  return ids
}

describe('an event', () => {
  test('comes again at once when its ack is lost, under its id', async () => {
    const trial = await wired()
    const ids = await heard(trial)
    trial.wire.loseAcks(1)
    expect(await trial.wire.tell(event('Ev1'))).toMatchObject({ kind: 'taken', retry: 1 })
    expect(ids).toEqual(['Ev1 0 ', 'Ev1 1 timeout'])
    expect(trial.wire.acks.map(({ retry }) => retry)).toEqual([0, 1])
    expect(trial.wire.violations).toEqual([])
  })

  test('comes as often as there are delays, and is lost then', async () => {
    const trial = await wired({ retryAfter: [0, 1, 2] })
    const ids = await heard(trial)
    trial.wire.loseAcks(9)
    expect(await trial.wire.tell(event('Ev1'))).toEqual({ kind: 'lost', why: 'late' })
    expect(ids.map((one) => one.split(' ')[1])).toEqual(['0', '1', '2', '3'])
    expect(trial.wire.sent.map(({ retry }) => retry)).toEqual([0, 1, 2, 3])
  })

  test('waits for its delay, unless told to come now', async () => {
    const trial = await wired({ retryAfter: [60_000] })
    const ids = await heard(trial)
    trial.wire.loseAcks(1)
    const taken = trial.wire.tell(event('Ev1'))
    await eventually(() => trial.wire.acks.length === 1)
    await trial.wire.tell(event('Ev2'))
    expect(ids).toEqual(['Ev1 0 ', 'Ev2 0 '])
    trial.wire.retryNow()
    expect(await taken).toMatchObject({ kind: 'taken', retry: 1 })
  })

  test('comes over the other connection when its own goes', async () => {
    const trial = await wired()
    const [first, second] = [await byHand(trial), await byHand(trial)]
    for (const { next } of [first, second]) await next()
    const taken = trial.wire.tell(event('Ev1'))
    await first.next()
    first.socket.terminate()
    const again = await second.next()
    expect(again).toMatchObject({ retry_attempt: 1, payload: { event_id: 'Ev1' } })
    second.say({ envelope_id: again.envelope_id })
    expect(await taken).toMatchObject({ kind: 'taken', retry: 1 })
  })

  test('waits while nobody is let in, and comes with the next hello', async () => {
    const trial = await wired({ retryAfter: [0] })
    const { wire } = trial
    wire.admit('hold')
    const taken = [wire.tell(event('Ev1')), wire.tell(event('Ev2'))]
    const coming = heard(trial)
    await eventually(() => trial.opened() === 1)
    wire.admit('all')
    expect(await Promise.all(taken)).toMatchObject([{ retry: 1 }, { retry: 1 }])
    expect((await coming).map((one) => one.slice(0, 3))).toEqual(['Ev1', 'Ev2'])
  })

  test('does not wait for a listener longer than its delays where all are let in', async () => {
    const { wire } = await wired({ retryAfter: [0, 1] })
    expect(await wire.tell(event('Ev1'))).toEqual({ kind: 'lost', why: 'nobody listens' })
  })

  test('is not told again once it is forgotten while it waits', async () => {
    const trial = await wired({ retryAfter: [60_000] })
    const ids = await heard(trial)
    trial.wire.loseAcks(1)
    const waits = trial.wire.tell(event('Ev1'))
    await eventually(() => trial.wire.acks.length === 1)
    await trial.wire.tell(event('Ev2'))
    trial.wire.forget()
    expect(await waits).toEqual({ kind: 'lost', why: 'late' })
    expect(ids).toEqual(['Ev1 0 ', 'Ev2 0 '])
  })

  test('is not told again once it is forgotten on its way', async () => {
    const trial = await wired()
    const hand = await byHand(trial)
    await hand.next()
    const taken = trial.wire.tell(event('Ev1'))
    await hand.next()
    trial.wire.forget()
    trial.wire.cut()
    expect(await taken).toEqual({ kind: 'lost', why: 'cut' })
    expect(trial.wire.sent).toHaveLength(1)
  })

  test('comes twice when it is repeated, to two connections at once', async () => {
    const trial = await wired()
    const ids = await heard(trial, 2)
    const both = [trial.wire.tell(event('Ev1')), trial.wire.repeat()]
    expect(await Promise.all(both)).toMatchObject([{ retry: 0 }, { retry: 0 }])
    expect(ids).toEqual(['Ev1 0 ', 'Ev1 0 '])
    expect(new Set(trial.wire.acks.map(({ connection }) => connection))).toEqual(new Set([1, 2]))
  })

  test('cannot be repeated before there was one', async () => {
    const { wire } = await wired()
    await expect(wire.repeat()).rejects.toThrow('no event')
  })
})

test('a command never comes again', async () => {
  const trial = await wired({ retryAfter: [0, 0, 0] })
  const app = await connected(trial)
  app.command('/brief', ({ ack }) => ack())
  trial.wire.loseAcks(1)
  await trial.wire.tell(command())
  trial.wire.retryNow()
  await trial.wire.tell(command('next'))
  expect(trial.wire.sent).toHaveLength(2)
})
