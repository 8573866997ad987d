import { describe, expect, it } from 'vitest'
import type { Setting } from '#core/setting'
import type { Store } from '#core/store'
import { publication } from '../support/briefings.ts'

const at = (minute: number): string =>
  Temporal.Instant.from('2026-11-12T09:00:00Z').add({ minutes: minute }).toString()
const of = { workspace: '', briefing: 'one' }

type Shown = {
  workspace?: string
  room?: string
  person?: string
  members?: number
  isAlone?: true
}

/** An answer: in a room for all to see, or to one person alone. */
const show = async (store: Store, minute: number, shown: Shown = {}): Promise<void> => {
  const { workspace = 'team', room = 'policy', person = 'slack:T1/U1', members, isAlone } = shown
  const answer = `answer ${minute}`
  const where = { workspace, platform: 'slack', channel: room, answer, at: at(minute) }
  const what = { owner: '', briefing: 'one', revision: 1, command: 'brief' }
  await store.recordShown([{ ...where, ...what, person }])
  if (isAlone) return
  const reply = { kind: 'reply' as const, blocks: [], shows: [{ ...of, revision: 1 }] }
  const many = members === undefined ? {} : { members }
  await store.recordSent({ ...where, ...many, room, messages: [answer], reply })
}

const setting = (fields: Partial<Setting> = {}): Setting => ({
  ...{ workspace: 'team', name: 'names of readers', value: 'off' },
  ...{ setBy: 'slack:T1/U1', setAt: at(0) },
  ...fields,
})

/** What every store must know of where a briefing went, and of what managers have settled. */
export const reachContract = (name: string, empty: () => Promise<Store>): void => {
  const shown = async (): Promise<Store> => {
    const store = await empty()
    await store.publish('', [publication({ slug: 'one' })])
    await show(store, 1, { members: 38 })
    await show(store, 2, { members: 40 })
    await show(store, 3, { room: 'desk' })
    await show(store, 4, { workspace: 'other', room: 'elsewhere', members: 7 })
    await show(store, 5, { isAlone: true })
    await show(store, 6, { isAlone: true })
    await show(store, 7, { isAlone: true, person: 'slack:T2/U2', workspace: 'other' })
    return store
  }

  describe(`${name}: where a briefing went`, () => {
    it('is known room by room, with who was in it at the last', async () => {
      expect(await (await shown()).reach.rooms(of)).toEqual([
        { room: 'elsewhere', messages: 1, at: at(4), members: 7 },
        { room: 'desk', messages: 1, at: at(3) },
        { room: 'policy', messages: 2, at: at(2), members: 40 },
      ])
    })

    it('is known person by person, where they alone saw it', async () => {
      expect(await (await shown()).reach.alone(of)).toEqual([
        { person: 'slack:T2/U2', at: at(7) },
        { person: 'slack:T1/U1', at: at(6) },
      ])
    })

    it('is known within one workspace', async () => {
      const { reach, uses } = await shown()
      for (const workspace of ['team', 'other'])
        await uses.note({
          ...{ platform: 'slack', workspace, person: `slack:${workspace}/U` },
          ...{ ref: { ...of, revision: 1 }, at: at(1) },
        })
      const within = { ...of, within: 'other' }
      expect((await reach.rooms(within)).map(({ room }) => room)).toEqual(['elsewhere'])
      expect(await reach.alone(within)).toHaveLength(1)
      expect([await reach.users(within), await reach.users(of)]).toEqual([1, 2])
    })

    it('is nothing for another briefing', async () => {
      const { reach } = await shown()
      for (const other of [
        { ...of, briefing: 'two' },
        { ...of, workspace: 'team' },
      ])
        expect([await reach.rooms(other), await reach.alone(other)]).toEqual([[], []])
    })

    it('keeps how many were there through an export', async () => {
      const store = await shown()
      const other = await empty()
      await other.restore(await Array.fromAsync(store.records()))
      await other.recordShown(
        await Array.fromAsync(store.shown({ kind: 'operator', clearance: 'RED' })),
      )
      expect((await other.reach.rooms(of)).map(({ members }) => members)).toEqual([
        7,
        undefined,
        40,
      ])
    })
  })

  describe(`${name}: what managers settle`, () => {
    const by = { platform: 'discord', person: 'discord:1', name: 'Ada' }
    const deed = { workspace: 'team', by, kind: 'changed a setting', about: 'x' } as const

    it('is kept for each workspace, the last that was set, and comes back with an export', async () => {
      const store = await empty()
      expect(await store.settings.find('team', 'names of readers')).toBeUndefined()
      await store.settings.set(setting({ value: 'on' }), deed)
      await store.settings.set(setting({ setAt: at(1) }), deed)
      await store.settings.set(setting({ workspace: 'other', value: 'on' }), deed)
      const again = await empty()
      await again.restore(await Array.fromAsync(store.records()))
      for (const one of [store, again]) {
        expect(await one.settings.find('team', 'names of readers')).toEqual(
          setting({ setAt: at(1) }),
        )
        expect((await one.settings.find('other', 'names of readers'))?.value).toBe('on')
      }
    })
  })
}
