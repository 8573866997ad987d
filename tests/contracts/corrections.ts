import { describe, expect, it } from 'vitest'
import type { Correction } from '#core/correction'
import type { Reply } from '#core/reply'
import type { Store } from '#core/store'
import { planCorrections } from '#engine/corrections/plan'
import { change, type Made, publication } from '../support/briefings.ts'

const at = '2026-11-24T09:00:00Z'
const day = '2026-11-20'
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const viewer = { kind: 'operator', clearance: 'RED' } as const
const kinds = (...some: ('correction' | 'update' | 'editorial')[]) =>
  some.map((kind, nth) => change(nth + 2, kind, day))

const publish = (store: Store, fields: Made = {}) =>
  store.publish('', [publication({ slug: 'one', ...fields })])
const look = (store: Store) => planCorrections({ store, platforms: [], log })
const ref = { workspace: '', briefing: 'one' }
const newest = async (store: Store): Promise<Correction> => (await store.corrections.of(ref))[0]!

const line = (answer: string, revision = 1) => ({
  ...{ workspace: 'team', platform: 'slack', channel: 'policy', answer, command: 'brief', at },
  ...{ owner: '', briefing: 'one', revision },
})
const reply: Reply = { kind: 'reply', blocks: [], shows: [{ ...ref, revision: 1 }] }

/** An answer that all in a channel see, in a message of its own. */
const show = async (store: Store, answer: string, revision = 1, channel = 'policy') => {
  await store.recordShown([{ ...line(answer, revision), channel }])
  const where = { workspace: 'team', platform: 'slack', channel }
  await store.recordSent({
    answer,
    ...where,
    messages: [`m ${answer}`],
    reply,
    at,
  })
}

const tell = (store: Store, answer: string, person: string) =>
  store.recordShown([{ ...line(answer), person }])

const planned = async (store: Store) => {
  const { items } = await store.outbox.list({}, { offset: 0, limit: 10_000 })
  return items.filter(({ cause }) => cause === 'correction')
}

/** What every store must do with corrections; `empty` opens one that holds nothing. */
export const correctionsContract = (name: string, empty: () => Promise<Store>): void => {
  describe(`${name}: corrections`, () => {
    it.each([
      [['correction'], 'correction'],
      [['update'], 'update'],
      [['editorial'], undefined],
    ] as const)('of %j travel as %s', async ([kind], as) => {
      const store = await empty()
      await publish(store)
      await look(store)
      await publish(store, { changes: kinds(kind) })
      await look(store)
      expect((await store.corrections.of(ref)).map((one) => one.kind)).toEqual(as ? [as] : [])
    })

    it('that came together travel as what weighs most among them', async () => {
      const store = await empty()
      await publish(store)
      await publish(store, { changes: kinds('correction', 'editorial') })
      await look(store)
      expect(await newest(store)).toMatchObject({
        kind: 'correction',
        base: 1,
        ref: { revision: 3 },
      })
    })

    it('of one briefing go out in the order of its revisions, whatever the clock says', async () => {
      const store = await empty()
      await publish(store)
      await publish(store, { changes: kinds('correction') })
      await publish(store, { changes: kinds('correction', 'correction') })
      await look(store)
      const [third, second] = await store.corrections.of(ref)
      expect(third!.at).toBeGreaterThan(second!.at)
    })

    it('reach every place once, page by page, however often and by whomever they are looked for', async () => {
      const store = await empty()
      await publish(store)
      for (let count = 0; count < 450; count += 1)
        await show(store, `a${count}`, 1, `channel ${count % 7}`)
      await publish(store, { changes: kinds('correction') })
      await Promise.all([look(store), look(store), look(store)])
      await look(store)
      const all = await planned(store)
      const edits = all.filter(({ act }) => act === 'edit')
      expect(new Set(edits.map(({ message }) => message)).size).toBe(450)
      expect(edits).toHaveLength(450)
      expect(all.filter(({ act }) => act === 'post')).toHaveLength(7)
      expect((await newest(store)).state).toBe('sending')
    })

    it('let no page be written down twice', async () => {
      const store = await empty()
      await publish(store)
      await show(store, 'a')
      await publish(store, { changes: kinds('correction') })
      const seen = await store.corrections.arrived(9)
      expect(await store.corrections.begin(seen, [])).toBe(true)
      expect(await store.corrections.begin(seen, [])).toBe(false)
    })

    it('leave what shows the newest revision alone', async () => {
      const store = await empty()
      await publish(store)
      await publish(store, { changes: kinds('correction') })
      await look(store)
      await show(store, 'new', 2)
      await publish(store, { changes: kinds('correction', 'editorial') })
      await look(store)
      expect(await planned(store)).toEqual([])
    })

    it('reach what was shown in an old revision only after they were planned', async () => {
      const store = await empty()
      await publish(store)
      await publish(store, { changes: kinds('correction') })
      await look(store)
      await show(store, 'late')
      await tell(store, 'alone', 'slack:T1/U1')
      await look(store)
      expect((await planned(store)).map(({ act }) => act).toSorted()).toEqual(['edit', 'post'])
      expect(await store.corrections.owed('slack', 'slack:T1/U1')).toHaveLength(1)
    })

    it('drop an edit that has not begun for the next one of the same message', async () => {
      const store = await empty()
      await publish(store)
      await show(store, 'a')
      await publish(store, { changes: kinds('update') })
      await look(store)
      await publish(store, { changes: kinds('update', 'update') })
      await look(store)
      const states = (await planned(store)).map(({ state }) => state).toSorted()
      expect(states).toEqual(['cancelled', 'planned'])
    })

    it('find a message again with what it showed first and what is true now', async () => {
      const store = await empty()
      await publish(store)
      await show(store, 'a')
      await publish(store, { changes: kinds('correction') })
      const copy = await store.corrections.copy(viewer, 'a', 'm a')
      expect(copy?.shifts.map(({ was, now }) => [was.ref.revision, now?.ref.revision])).toEqual([
        [1, 2],
      ])
      expect(copy?.zone).toBe('Europe/Brussels')
      expect(await store.corrections.copy(viewer, 'a', 'another')).toBeUndefined()
    })

    it('are owed to nobody who was forgotten, and to nobody for ever', async () => {
      const store = await empty()
      await publish(store)
      for (const person of ['slack:T1/U1', 'slack:T1/U2']) await tell(store, person, person)
      await publish(store, { changes: kinds('correction') })
      await look(store)
      await store.people.forget('slack:T1/U1')
      expect(await store.corrections.owed('slack', 'slack:T1/U1')).toEqual([])
      expect(await store.corrections.owed('slack', 'slack:T1/U2')).toHaveLength(1)
      await store.expire({ shown: '2999-01-01T00:00:00Z', questions: '2000-01-01T00:00:00Z' })
      expect(await store.corrections.owed('slack', 'slack:T1/U2')).toEqual([])
    })

    it('are watched by who says so, until they say otherwise or are forgotten', async () => {
      const store = await empty()
      const ada = { platform: 'slack', workspace: 'team', person: 'slack:T1/U1' }
      await store.corrections.watch(ada, 'corrections', true)
      await store.corrections.watch(ada, 'corrections', true)
      expect(await store.corrections.watches(ada.person, 'corrections')).toBe(true)
      expect((await store.people.forget(ada.person)).watches).toBe(true)
      expect(await store.corrections.watches(ada.person, 'corrections')).toBe(false)
    })

    it('do not travel again where an export is restored', async () => {
      const store = await empty()
      const changes = kinds('correction')
      const arrived = '2026-11-21T09:00:00Z'
      await store.publish('', [{ ...publication({ slug: 'one' }), arrived }])
      await store.publish('', [{ ...publication({ slug: 'one', changes }), arrived }])
      await show(store, 'old')
      await look(store)
      expect(await store.corrections.of(ref)).toEqual([])
      expect(await planned(store)).toEqual([])
    })

    it('come back with an export once they are done, with who watches and who is owed', async () => {
      const store = await empty()
      await publish(store)
      await tell(store, 'a', 'slack:T1/U1')
      await publish(store, { changes: kinds('correction') })
      await look(store)
      const { id } = await newest(store)
      const counts = { places: 3, changed: 2, posted: 1, told: 0, used: 1, open: 0 }
      await store.corrections.close(id, counts)
      await store.corrections.watch(
        { platform: 'slack', workspace: '', person: 'p' },
        'corrections',
        true,
      )
      const records = await Array.fromAsync(store.records())
      const other = await empty()
      await other.restore(records)
      expect(await other.corrections.outcomes(id)).toMatchObject({ ...counts, owed: 1 })
      expect(await other.corrections.watches('p', 'corrections')).toBe(true)
    })
  })
}
