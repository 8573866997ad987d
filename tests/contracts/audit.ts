import { describe, expect, it } from 'vitest'
import type { Deed } from '#core/audit'
import type { Appointment } from '#core/role'
import type { Store, StoredRecord } from '#core/store'
import { publication } from '../support/briefings.ts'

const by = { platform: 'discord', person: 'discord:1', name: 'Ada' }
const deed = (fields: Partial<Deed> = {}): Deed => ({
  ...{ workspace: 'team', by, kind: 'set a limit', about: '#policy' },
  ...fields,
})
const operator = { kind: 'operator', clearance: 'RED' } as const
const member = (clearance: 'CLEAR' | 'AMBER', workspace = 'team') =>
  ({ kind: 'person', workspace, person: 'discord:2', clearance }) as const
const page = { offset: 0, limit: 50 }
const abouts = async (store: Store, viewer: Parameters<Store['audit']['list']>[0]) =>
  (await store.audit.list(viewer, page)).items.map(({ about }) => about)
const auditOf = async (store: Store): Promise<StoredRecord[]> =>
  (await Array.fromAsync(store.records())).filter(({ table }) => table === 'audit')

/** What every store must do with the audit and with roles; `empty` opens one that holds nothing. */
export const auditContract = (name: string, empty: () => Promise<Store>): void => {
  describe(`${name}: the audit`, () => {
    it('numbers entries in each workspace, and chains them', async () => {
      const store = await empty()
      for (const about of ['#a', '#b']) await store.audit.note(deed({ about }))
      await store.audit.note(deed({ workspace: 'other', about: '#c' }))
      const { items, total } = await store.audit.list(operator, page)
      expect(total).toBe(3)
      expect(items.map(({ workspace, number }) => `${workspace} ${number}`).sort()).toEqual([
        'other 1',
        'team 1',
        'team 2',
      ])
      expect(new Set(items.map(({ hash }) => hash)).size).toBe(3)
      expect(await store.audit.verify()).toMatchObject({ entries: 3, faults: [] })
      expect(items.find(({ about }) => about === '#a')).toMatchObject({ by, kind: 'set a limit' })
    })

    it('shows a workspace its own, the newest first, in pages', async () => {
      const store = await empty()
      for (const about of ['1', '2', '3']) await store.audit.note(deed({ about }))
      await store.audit.note(deed({ workspace: 'other' }))
      expect(await abouts(store, member('AMBER'))).toEqual(['3', '2', '1'])
      const second = await store.audit.list(member('CLEAR'), { offset: 1, limit: 1 })
      expect(second.items.map(({ about }) => about)).toEqual(['2'])
      expect(second.total).toBe(3)
      expect(await abouts(store, member('AMBER', ''))).toEqual([])
    })

    it('shows what concerns a label, or a briefing, to those alone who may read it', async () => {
      const store = await empty()
      await store.publish('team', [publication({ slug: 'hidden', tlp: 'TLP:AMBER' })])
      const briefing = { workspace: 'team', briefing: 'hidden' }
      await store.audit.note(deed({ about: 'open' }))
      await store.audit.note(deed({ about: 'labelled', tlp: 'AMBER' }))
      await store.audit.note(deed({ about: 'red', tlp: 'RED' }))
      // As if its label had been lower then.
      await store.audit.note(deed({ about: 'hidden', briefing, tlp: 'CLEAR' }))
      expect(await abouts(store, member('CLEAR'))).toEqual(['open'])
      expect(await abouts(store, member('AMBER'))).toEqual(['hidden', 'labelled', 'open'])
      expect(await abouts(store, operator)).toHaveLength(4)
    })

    it('stands or falls with its deed', async () => {
      const store = await empty()
      const limit = {
        workspace: 'team',
        channel: 'policy',
        setBy: 'x',
        setAt: '2026-11-24T08:00:00Z',
      }
      await store.rooms.setLimit({ ...limit, tlp: 'GREEN' }, deed())
      const twice = store.publish('team', [publication({ slug: 'one' })], deed({ about: 'one' }))
      await twice
      await expect(
        store.publish('team', [publication({ slug: 'one' })], deed({ about: 'again' })),
      ).rejects.toThrow()
      expect(await abouts(store, operator)).toEqual(['one', '#policy'])
    })

    it('goes on unbroken when many write at once', async () => {
      const store = await empty()
      await Promise.all(Array.from({ length: 40 }, () => store.audit.note(deed())))
      expect(await store.audit.verify()).toMatchObject({ entries: 40, faults: [] })
    })

    it('comes back from an export as it was, and goes on from there', async () => {
      const from = await empty()
      for (const about of ['1', '2']) await from.audit.note(deed({ about }))
      const records = await auditOf(from)
      const into = await empty()
      await into.restore(records)
      await into.restore(records)
      await into.audit.note(deed({ about: '3' }))
      expect(await into.audit.verify()).toMatchObject({ entries: 3, faults: [] })
      expect((await into.audit.verify()).ends).toMatchObject([{ workspace: 'team', number: 3 }])
    })

    it('takes nothing from an export that does not follow from what is there', async () => {
      const [one, other] = await Promise.all([empty(), empty()])
      for (const about of ['1', '2', '3']) await other.audit.note(deed({ about }))
      await one.audit.note(deed({ about: 'another history' }))
      const records = await auditOf(other)
      await one.restore(records)
      expect(await abouts(one, operator)).toEqual(['another history'])
      const forged = await empty()
      const changed = records.map(({ table, row }) => ({ table, row: { ...row, about: 'forged' } }))
      await forged.restore([...changed, { table: 'audit', row: { number: 1 } }])
      expect(await abouts(forged, operator)).toEqual([])
    })
  })

  describe(`${name}: roles`, () => {
    const appointment: Appointment = {
      ...{ workspace: 'team', platform: 'discord', person: 'discord:2', name: 'Ben' },
      ...{ role: 'approver', isDuty: true, setBy: 'discord:1', setAt: '2026-11-24T08:00:00Z' },
    }

    it('are kept by workspace, with the deed', async () => {
      const store = await empty()
      await store.roles.appoint(appointment, deed({ kind: 'set a role', about: 'Ben' }))
      expect(await store.roles.appointment('team', 'discord:2')).toEqual(appointment)
      expect(await store.roles.appointment('other', 'discord:2')).toBeUndefined()
      expect(await store.roles.appointments('team')).toEqual([appointment])
      expect(await abouts(store, operator)).toEqual(['Ben'])
    })

    it('are gone from a reader who is not on duty', async () => {
      const store = await empty()
      await store.roles.appoint(appointment, deed())
      await store.roles.appoint({ ...appointment, role: 'reader' }, deed())
      expect(await store.roles.appointments('team')).toHaveLength(1)
      await store.roles.appoint({ ...appointment, role: 'reader', isDuty: false }, deed())
      expect(await store.roles.appointments('team')).toEqual([])
      expect(await abouts(store, operator)).toHaveLength(3)
    })
  })
}
