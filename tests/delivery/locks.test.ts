import { describe, test, vi } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { platformNames } from './places.ts'
import { brokenIn, openScene, statesIn, swift } from './scene.ts'
import { befall, countOf } from './trouble.ts'
import { prepare } from './work.ts'

// They wait more than they work.
vi.setConfig({ maxConcurrency: 20 })

const impatient = { settings: swift, busyMs: 50 }

/** A log that counts complaints about the store. */
const complaining = () => {
  let complaints = 0
  const note = (fields: Record<string, unknown>): void => {
    if (fields.err) complaints += 1
  }
  return { log: { info: () => undefined, warn: note, error: note }, complaints: () => complaints }
}

describe.for(platformNames)('with %s, a store', (name) => {
  test.concurrent('that another program locks while something is planned', async ({ expect }) => {
    await using scene = await openScene(name)
    const { log, complaints } = complaining()
    const work = await prepare(scene.wish(impatient), log)
    await scene.desk.lock()
    work.go()
    await eventually(() => complaints() > 3)
    expect(await statesIn(scene)).toEqual([])
    await scene.desk.unlock()
    await eventually(async () => (await statesIn(scene)).join() === 'sent,sent')
    await work.stop()
    expect(await brokenIn(scene)).toEqual([])
    expect(scene.accepted()).toHaveLength(2)
  })

  test.concurrent('that another program locks once a message was accepted', async ({ expect }) => {
    await using scene = await openScene(name)
    const { log, complaints } = complaining()
    befall(scene, name, 'post', { kind: 'late', ms: 150 })
    const work = await prepare(scene.wish(impatient), log)
    work.go()
    await eventually(() => countOf(scene, name, 'post') === 1)
    await scene.desk.lock()
    await eventually(() => scene.accepted().length === 1)
    await eventually(() => complaints() > 3)
    expect((await statesIn(scene))[0]).toBe('sending')
    await scene.desk.unlock()
    await eventually(async () => (await statesIn(scene)).join() === 'sent,sent')
    await work.stop()
    expect(await brokenIn(scene)).toEqual([])
    expect(scene.accepted()).toHaveLength(2)
  })

  test.concurrent.for([
    { named: 'before anything was planned', at: 'after insert on edition' },
    { named: 'before a claim', at: "after update of state on delivery when new.state = 'sending'" },
    {
      named: 'once a message was accepted',
      at: "after update of state on delivery when new.state = 'sent'",
    },
  ])('whose disk is full $named', async ({ at }, { expect }) => {
    await using scene = await openScene(name)
    const { log, complaints } = complaining()
    await scene.desk.write(
      `create trigger full ${at} begin select raise(abort, 'database or disk is full'); end`,
    )
    const work = await prepare(scene.wish(impatient), log)
    work.go()
    await eventually(() => complaints() > 1)
    await scene.desk.write('drop trigger full')
    await eventually(async () => (await statesIn(scene)).join() === 'sent,sent')
    await work.stop()
    expect(await brokenIn(scene)).toEqual([])
    expect(scene.accepted()).toHaveLength(2)
  })
})
