import { describe, expect, it } from 'vitest'
import type { Store } from '#core/store'
import type { Use } from '#core/use'
import { planCorrections } from '#engine/corrections/plan'
import { change, publication } from '../support/briefings.ts'

const one = { workspace: '', briefing: 'one' }
const page = { offset: 0, limit: 10 }
const personal = (clearance: 'CLEAR' | 'AMBER') =>
  ({ kind: 'person', workspace: 'team', person: 'slack:T1/U1', clearance }) as const
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

const use = (fields: Partial<Use> = {}): Use => ({
  ...{ platform: 'slack', workspace: 'team', person: 'slack:T1/U1' },
  ...{ ref: { ...one, revision: 1 }, at: '2026-11-12T09:00:00Z' },
  ...fields,
})

/** An answer that all in a channel see. */
const show = async (store: Store, answer: string) => {
  const where = { workspace: 'team', platform: 'slack', channel: 'policy', answer }
  const shown = { owner: '', briefing: 'one', revision: 1, command: 'brief', at: later }
  await store.recordShown([{ ...where, ...shown }])
  const reply = { kind: 'reply' as const, blocks: [], shows: [use().ref] }
  await store.recordSent({ ...where, messages: [`m ${answer}`], reply, at: later })
}

const link = 'https://example.org/story'
const later = '2026-11-13T09:00:00Z'

/** What every store must know of who used what. */
export const usesContract = (name: string, empty: () => Promise<Store>): void => {
  const withBriefings = async (): Promise<Store> => {
    const store = await empty()
    await store.publish('', [
      publication({ slug: 'one' }),
      publication({ slug: 'two', tlp: 'TLP:AMBER' }),
    ])
    return store
  }
  const titles = async (store: Store, clearance: 'CLEAR' | 'AMBER') => {
    const { items, total } = await store.uses.list(personal(clearance), 'slack:T1/U1', page)
    expect(items).toHaveLength(total)
    return items.map(({ of }) => of.slug)
  }

  describe(`${name}: who used what`, () => {
    it('gives back what was noted, to the last field', async () => {
      const { uses } = await withBriefings()
      expect(await uses.note(use({ link }))).toEqual(use({ link }))
      expect(await uses.find('slack:T1/U1', one)).toEqual(use({ link }))
      expect(await uses.find('slack:T1/U2', one)).toBeUndefined()
    })

    it('notes it once, keeps the link, and takes over what is newer', async () => {
      const { uses } = await withBriefings()
      await uses.note(use({ link }))
      expect(await uses.note(use({ at: later }))).toEqual(use({ link }))
      const newer = use({ ref: { ...one, revision: 2 }, at: later })
      expect(await uses.note(newer)).toEqual({ ...newer, link })
      expect(await uses.note(use({ link: 'https://example.org/2' }))).toEqual({
        ...newer,
        link: 'https://example.org/2',
      })
    })

    it('takes back what is theirs alone', async () => {
      const { uses } = await withBriefings()
      await uses.note(use())
      await uses.note(use({ person: 'slack:T1/U2' }))
      expect(await uses.takeBack('slack:T1/U1', one)).toBe(true)
      expect(await uses.takeBack('slack:T1/U1', one)).toBe(false)
      expect(await uses.find('slack:T1/U2', one)).toBeDefined()
    })

    it('lists what the viewer may see, the newest first', async () => {
      const store = await withBriefings()
      await store.uses.note(use())
      await store.uses.note(use({ ref: { ...one, briefing: 'two', revision: 1 }, at: later }))
      expect(await titles(store, 'CLEAR')).toEqual(['one'])
      expect(await titles(store, 'AMBER')).toEqual(['two', 'one'])
      const next = await store.uses.list(personal('AMBER'), 'slack:T1/U1', { offset: 1, limit: 1 })
      expect(next).toMatchObject({ total: 2, items: [{ of: { slug: 'one' } }] })
    })

    it('is known to the person, and erased with all that is theirs', async () => {
      const store = await withBriefings()
      await store.uses.note(use())
      expect((await store.people.kept('slack:T1/U1')).used).toBe(1)
      expect((await store.people.forget('slack:T1/U1')).used).toBe(1)
      expect(await store.uses.find('slack:T1/U1', one)).toBeUndefined()
    })

    it('outlives what was shown, and comes back with an export', async () => {
      const store = await withBriefings()
      await store.uses.note(use({ link }))
      await store.expire({ shown: '2999-01-01T00:00:00Z', questions: '2999-01-01T00:00:00Z' })
      const other = await empty()
      await other.restore(await Array.fromAsync(store.records()))
      expect(await other.uses.find('slack:T1/U1', one)).toEqual(use({ link }))
    })

    it('makes a correction go to them before any copy is changed, once', async () => {
      const store = await withBriefings()
      for (let count = 0; count < 20; count += 1) await show(store, `a${count}`)
      await store.uses.note(use())
      await store.uses.note(use({ person: 'slack:T1/U2', ref: { ...one, revision: 2 } }))
      await store.uses.note(use({ person: 'slack:T1/U3', ref: { ...use().ref, briefing: 'two' } }))
      const changes = [change(2, 'correction', '2026-11-20')]
      await planCorrections({ store, platforms: [], log })
      await store.publish('', [publication({ slug: 'one', changes })])
      for (let count = 0; count < 2; count += 1)
        await planCorrections({ store, platforms: [], log })
      const lane = { platform: 'slack', workspace: 'team' }
      const ready = await store.outbox.ready(lane, { most: 100, quarantineMs: 1_000 })
      expect(ready.map(({ act }) => act).toSorted()).toEqual([
        ...Array.from({ length: 20 }, () => 'edit'),
        ...['post', 'post'],
      ])
      expect(ready[0]?.target).toBe('slack:T1/U1')
      // Whom it does not reach sees it on top of the next reply.
      expect(await store.corrections.owed('slack', 'slack:T1/U1')).toHaveLength(1)
    })

    it('tells nobody of what is merely new', async () => {
      const store = await withBriefings()
      await store.uses.note(use())
      await planCorrections({ store, platforms: [], log })
      const changes = [change(2, 'update', '2026-11-20')]
      await store.publish('', [publication({ slug: 'one', changes })])
      await planCorrections({ store, platforms: [], log })
      expect((await store.outbox.list({}, page)).items).toEqual([])
      expect(await store.corrections.owed('slack', 'slack:T1/U1')).toEqual([])
    })
  })
}
