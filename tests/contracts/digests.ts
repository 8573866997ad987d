import { describe, expect, it } from 'vitest'
import type { AheadWish, Digest, EditionState, EligibleWish, NewDigest } from '#core/digest'
import { never } from '#core/plan'
import type { Store } from '#core/store'
import type { Tlp } from '#core/tlp'
import { change, type Made, publication } from '../support/briefings.ts'
import {
  arrivedAs,
  claimed,
  frozenOf,
  hourMs,
  newDelivery,
  newDigest,
  occurrence,
  partOf,
  planOf,
  readerOf,
  refTo,
} from '../support/digests.ts'
import type { Opened } from './store.ts'

/** `shift` moves the clock of the database; `another` opens the same data once more. */
export type Timed = Opened & { shift: { ms: number }; another(): Promise<Store> }

const correction = { changes: [change(2, 'correction', '2026-01-16')] }
const withdrawal = { withdrawn: { date: '2026-01-20', reason: 'Made up.' } }

/** What every store must know of digests, run unchanged against each. */
export const digestsContract = (name: string, open: () => Promise<Timed>): void => {
  const publish = (store: Store, ...made: Made[]) => store.publish('', made.map(publication))
  const empty = async () => (await open()).store
  const begun = async (fields: Partial<NewDigest> = {}) => {
    const opened = await open()
    return { ...opened, digest: await opened.store.digests.add(newDigest(fields)) }
  }
  const planned = async (store: Store, digest: Digest, id: string, fields = {}) => {
    const now = await store.outbox.clock()
    await store.digests.plan([planOf(digest, now, occurrence(id, now, fields))])
    return now
  }

  describe(`${name}: digests`, () => {
    it('gives back what was added, to the last field', async () => {
      const { store, digest } = await begun()
      const full = newDigest({
        id: 'd2',
        topics: ['nato', 'defence-core'],
        sendsEmpty: true,
        form: 'long',
        mention: { id: 'r1', text: '@desk' },
        skips: ['2026-12-25'],
        pause: { by: 'hand', why: 'Holidays', until: '2027-01-04' },
      })
      const begins = { version: 1, since: 0, scanned: 0, isDeleted: false }
      const times = { created: expect.any(Number), last: expect.any(Number) }
      expect(digest).toEqual({ ...newDigest(), ...begins, ...times })
      expect(await store.digests.add(full)).toEqual({ ...full, ...begins, ...times })
      const personal = newDigest({ id: 'd3', target: 'discord:7', person: 'discord:7' })
      expect(await store.digests.add(personal)).toMatchObject(personal)
      expect(await store.digests.find('d1')).toEqual(digest)
      expect(await store.digests.find('d4')).toBeUndefined()
      await expect(store.digests.add(newDigest())).rejects.toThrow()
    })

    it('lists those of a place, the oldest first, without deleted ones', async () => {
      const { store, digest, shift } = await begun({ id: 'z' })
      shift.ms += 1_000
      await store.digests.add(newDigest({ id: 'a' }))
      await store.digests.add(newDigest({ id: 'elsewhere', target: 'general' }))
      await store.digests.add(newDigest({ id: 'other', platform: 'slack' }))
      const ids = async (of?: { platform: string; target: string }) =>
        (await store.digests.list(of)).map(({ id }) => id)
      const policy = { platform: 'discord', target: 'policy' }
      expect(await ids(policy)).toEqual(['z', 'a'])
      expect((await ids()).sort()).toEqual(['a', 'elsewhere', 'other', 'z'])
      await store.digests.change(digest, { isDeleted: true })
      expect(await ids(policy)).toEqual(['a'])
      expect(await store.digests.find('z')).toMatchObject({ isDeleted: true, version: 2 })
    })

    it('changes what is given and leaves the rest', async () => {
      const { store, digest } = await begun({ mention: { id: 'r1', text: '@desk' } })
      const pause = { by: 'hand', why: 'A week off' } as const
      const paused = await store.digests.change(digest, { pause, name: 'Briefing' })
      expect(paused).toEqual({ ...digest, name: 'Briefing', pause, version: 2 })
      const { mention: _, ...plain } = digest
      const resumed = await store.digests.change(paused!, { unset: ['pause', 'mention'] })
      expect(resumed).toEqual({ ...plain, name: 'Briefing', version: 3 })
    })

    it('changes nothing for whoever has not seen the change before', async () => {
      const { store, digest } = await begun()
      const results = await Promise.all(
        ['one', 'two'].map((name) => store.digests.change(digest, { name })),
      )
      expect(results.map((one) => one?.version)).toEqual([2, undefined])
      expect((await store.digests.find('d1'))?.name).toBe('one')
      expect(await store.digests.change({ id: 'd9', version: 1 }, { name: 'x' })).toBeUndefined()
    })

    it('counts slots from now on when it is planned anew', async () => {
      const { store, digest, shift } = await begun()
      shift.ms += hourMs
      const now = await store.outbox.clock()
      const after = await store.digests.change(digest, { name: 'x' }, { next: now + hourMs })
      expect(after!.last).toBeGreaterThanOrEqual(now)
      expect(await store.digests.due(now + hourMs - 1, 9)).toEqual([])
      expect(await store.digests.due(now + hourMs, 9)).toEqual([after])
    })
  })

  describe(`${name}: what is due`, () => {
    it('is a new digest at once, so that its next slot is computed', async () => {
      const { store, digest } = await begun()
      expect(await store.digests.due(await store.outbox.clock(), 9)).toEqual([digest])
    })

    it('is what comes first first, up to so many, and nothing deleted', async () => {
      const store = await empty()
      const now = await store.outbox.clock()
      for (const [at, id] of ['c', 'a', 'b', 'gone'].entries()) {
        const digest = await store.digests.add(newDigest({ id }))
        const terms = id === 'gone' ? { isDeleted: true } : {}
        await store.digests.change(digest, terms, { next: now - at })
      }
      const ids = async (most: number, at = now) =>
        (await store.digests.due(at, most)).map(({ id }) => id)
      expect(await ids(9)).toEqual(['b', 'a', 'c'])
      expect(await ids(2)).toEqual(['b', 'a'])
      expect(await ids(9, now - 1)).toEqual(['b', 'a'])
    })

    it('is a paused one whose pause has come to its end', async () => {
      const { store, digest } = await begun()
      const now = await store.outbox.clock()
      const pause = { by: 'hand', why: 'Away', until: '2026-12-01' } as const
      await store.digests.change(digest, { pause }, { next: now + hourMs })
      expect(await store.digests.due(now + hourMs - 1, 9)).toEqual([])
      expect(await store.digests.due(now + hourMs, 9)).toMatchObject([{ pause }])
    })

    it('is never one that is paused for good', async () => {
      const { store, digest } = await begun()
      const pause = { by: 'hand', why: 'Away' } as const
      await store.digests.change(digest, { pause }, { next: never })
      expect(await store.digests.due(never - 1, 9)).toEqual([])
    })

    it('is computed anew with other time zone data, but for what rests for a fault', async () => {
      const { store, digest } = await begun()
      const faulty = await store.digests.add(newDigest({ id: 'faulty' }))
      await store.digests.change(faulty, { pause: { by: 'fault', why: 'Gone' } })
      const ids = async (tz: string) =>
        (await store.digests.computedOtherwise(tz, 9)).map(({ id }) => id)
      expect(await ids(process.versions.tz ?? '')).toEqual([])
      expect(await ids('1999a')).toEqual(['d1'])
      const next = (await store.outbox.clock()) + hourMs
      await store.digests.setNext([{ id: 'd1', last: digest.last, next }], '1999a')
      expect(await ids('1999a')).toEqual([])
      expect(await store.digests.due(next, 9)).toEqual([
        expect.objectContaining({ id: 'faulty' }),
        digest,
      ])
    })

    it('is left alone where it was planned meanwhile', async () => {
      const { store, digest } = await begun()
      const now = await planned(store, digest, 'e1')
      const earlier = [{ id: 'd1', last: digest.last - 1, next: now }]
      await store.digests.setNext(earlier, '1999a')
      expect(await store.digests.due(now + hourMs - 1, 9)).toEqual([])
    })
  })

  describe(`${name}: plans`, () => {
    it('write an edition and its first delivery down', async () => {
      const { store, digest } = await begun()
      const now = await planned(store, digest, 'e1', { slot: '2026-02-16T08:00' })
      expect(await store.digests.edition('e1')).toEqual({
        id: 'e1',
        digest: 'd1',
        slot: '2026-02-16T08:00',
        due: now,
        state: 'open',
        stands: { sent: 0, of: 1 },
      })
      const { platform, workspace, target } = digest
      expect(await store.outbox.find('e1')).toEqual({
        ...{ id: 'e1', platform, workspace, cause: 'edition', causeId: 'e1', target, part: 0 },
        ...{ act: 'post', class: 'on time', due: now, expires: now + hourMs, carries: [] },
        ...{ state: 'planned', attempt: 0, notBefore: 0, isMissing: false },
      })
      expect(await store.digests.find('d1')).toEqual({ ...digest, last: now })
      expect(await store.digests.due(now + hourMs - 1, 9)).toEqual([])
    })

    it('say which is late', async () => {
      const { store, digest } = await begun()
      await planned(store, digest, 'e1', { isLate: true })
      expect((await store.outbox.find('e1'))?.class).toBe('catch-up')
    })

    it.each(['coalesced', 'stale', 'by hand'] as const)(
      'send nothing that is %s',
      async (skipped) => {
        const { store, digest } = await begun()
        await planned(store, digest, 'e1', { skipped })
        expect(await store.digests.edition('e1')).toMatchObject({ state: 'skipped', why: skipped })
        expect(await store.outbox.find('e1')).toBeUndefined()
      },
    )

    it('leave a slot that is there as it is, whatever its moment', async () => {
      const { store, digest } = await begun()
      const now = await planned(store, digest, 'e1', { slot: 's' })
      const again = (await store.digests.find('d1'))!
      await store.digests.plan([
        planOf(
          again,
          now,
          occurrence('e1', now + hourMs, { slot: 's' }),
          occurrence('other', now + hourMs, { slot: 's' }),
        ),
      ])
      expect((await store.digests.edition('e1'))?.due).toBe(now)
      expect((await store.outbox.find('e1'))?.due).toBe(now)
      expect(await store.digests.edition('other')).toBeUndefined()
      expect(await store.outbox.find('other')).toBeUndefined()
      expect((await store.digests.history('d1', { offset: 0, limit: 9 })).total).toBe(1)
    })

    it.each<[string, (store: Store, digest: Digest) => Promise<unknown>]>([
      ['changed', (store, digest) => store.digests.change(digest, { name: 'x' })],
      ['deleted', (store, digest) => store.digests.change(digest, { isDeleted: true })],
      [
        'planned',
        async (store, digest) => {
          const now = (await store.outbox.clock()) + 1
          await store.digests.plan([planOf(digest, now)])
        },
      ],
    ])('come to nothing where the digest was %s meanwhile, and only those', async (_, meddle) => {
      const { store, digest } = await begun()
      const other = await store.digests.add(newDigest({ id: 'd2' }))
      await meddle(store, digest)
      const now = await store.outbox.clock()
      await store.digests.plan([
        planOf(digest, now, occurrence('e1', now)),
        planOf(other, now, occurrence('e2', now)),
      ])
      expect(await store.digests.edition('e1')).toBeUndefined()
      expect(await store.outbox.find('e1')).toBeUndefined()
      expect((await store.outbox.find('e2'))?.state).toBe('planned')
    })

    it('of one sent by hand change no schedule, and wait for nobody who plans', async () => {
      const { store, digest } = await begun()
      const now = await planned(store, digest, 'e1')
      const { next: _, ...byHand } = planOf(digest, now + 5, occurrence('now', now))
      await store.digests.plan([byHand])
      expect((await store.outbox.find('now'))?.state).toBe('planned')
      expect((await store.digests.find('d1'))?.last).toBe(now)
      expect(await store.digests.due(now + hourMs - 1, 9)).toEqual([])
    })

    it('are written once by several that plan the same at once', async () => {
      const { store, digest, another } = await begun()
      const now = await store.outbox.clock()
      const stores = [store, await another(), await another()]
      const plan = planOf(digest, now, occurrence('e1', now), occurrence('e2', now))
      await Promise.all(stores.map(({ digests }) => digests.plan([plan])))
      expect((await store.digests.history('d1', { offset: 0, limit: 9 })).total).toBe(2)
      expect((await store.outbox.list({}, { offset: 0, limit: 9 })).total).toBe(2)
    })
  })

  describe(`${name}: what an edition may hold`, () => {
    const wish = (digest: Digest, clearance: Tlp = 'CLEAR', most = 50): EligibleWish => ({
      viewer: readerOf('team', clearance),
      digest,
      limit: { workspace: 'team', channel: 'policy' },
      most,
    })
    const held = async (store: Store, digest: Digest, clearance: Tlp = 'CLEAR') => {
      const { items } = await store.digests.eligible(wish(digest, clearance))
      return items.map(({ briefing, base }) => `${briefing.slug} ${briefing.ref.revision} ${base}`)
    }
    /** The next edition, sent whole with what is eligible. */
    const send = async (store: Store, id: string, clearance: Tlp = 'CLEAR') => {
      const digest = (await store.digests.find('d1'))!
      const now = await planned(store, digest, id)
      const { items, upto } = await store.digests.eligible(wish(digest, clearance))
      const carries = items.map(({ briefing }) => briefing.ref)
      const holding = { viewer: readerOf('team', clearance), refs: carries }
      const edition = { covers: { from: now - hourMs, to: now }, upto }
      const hold = await claimed(store, id, frozenOf(carries, { holding, edition }))
      await store.outbox.settle(hold, arrivedAs(`m-${id}`))
      return (await store.digests.find('d1'))!
    }
    const setLimit = (store: Store, tlp: Tlp, fields = {}) =>
      store.rooms.setLimit({
        ...{ workspace: 'team', channel: 'policy', tlp },
        ...{ setBy: 'discord:1', setAt: '2026-02-01T09:00:00Z', ...fields },
      })

    it('is what arrived since the digest began, as it came, whatever its day', async () => {
      const store = await empty()
      await publish(store, { slug: 'before' })
      const digest = await store.digests.add(newDigest())
      await publish(store, { slug: 'z' })
      await publish(store, { slug: 'late', published: '2025-01-01' }, { slug: 'a' })
      expect(await held(store, digest)).toEqual(['z 1 0', 'late 1 0', 'a 1 0'])
      const { items } = await store.digests.eligible(wish(digest))
      expect(items[0]?.briefing).toEqual(await store.briefing(readerOf('team'), 'z'))
    })

    it('is the newest revision, with the newest that they know', async () => {
      const store = await empty()
      await publish(store, { slug: 'known' }, { slug: 'gone' })
      const digest = await store.digests.add(newDigest())
      await publish(store, { slug: 'new' })
      await publish(store, { slug: 'known', ...correction }, { slug: 'new', ...correction })
      await publish(store, { slug: 'gone', ...withdrawal })
      expect(await held(store, digest)).toEqual(['known 2 1', 'new 2 0', 'gone 2 1'])
    })

    it('is not what was sent there, and a correction of that with what was shown', async () => {
      const { store, digest } = await begun()
      await publish(store, { slug: 'one' }, { slug: 'two' })
      const after = await send(store, 'e1')
      expect(after.scanned).toBe(2)
      expect(await held(store, after)).toEqual([])
      expect(await held(store, digest)).toEqual([])
      await publish(store, { slug: 'one', ...correction })
      expect(await held(store, after)).toEqual(['one 2 1'])
      expect(await held(store, { ...digest, target: 'elsewhere' })).toEqual(['two 1 0', 'one 2 0'])
    })

    it('is within its topics', async () => {
      const { store, digest } = await begun()
      await publish(store, { slug: 'one', topics: ['nato', 'defence-core'] }, { slug: 'two' })
      await publish(store, { slug: 'three', topics: ['baltic'] })
      const topics = async (...names: string[]) => held(store, { ...digest, topics: names })
      expect(await topics('nato')).toEqual(['one 1 0'])
      expect(await topics('defence-core', 'nato')).toEqual(['one 1 0', 'two 1 0'])
      expect(await topics('nowhere')).toEqual([])
      expect(await topics()).toEqual(['one 1 0', 'two 1 0', 'three 1 0'])
    })

    it('begins again with all that came when its topics change', async () => {
      const { store, digest } = await begun({ topics: ['nato'] })
      await publish(store, { slug: 'one', topics: ['nato'] }, { slug: 'two', topics: ['baltic'] })
      const id = 'e1'
      const now = await planned(store, digest, id)
      const { items, upto } = await store.digests.eligible(wish(digest))
      const edition = { covers: { from: now, to: now }, upto }
      const carries = items.map(({ briefing }) => briefing.ref)
      const hold = await claimed(store, id, frozenOf(carries, { edition }))
      // While it is on its way.
      const other = await store.digests.change(digest, { topics: ['nato', 'baltic'] })
      await store.outbox.settle(hold, arrivedAs('m1'))
      const after = (await store.digests.find('d1'))!
      expect(other?.scanned).toBe(0)
      expect(await held(store, after)).toEqual(['two 1 0'])
      expect((await send(store, 'e2')).scanned).toBe(2)
      const back = await store.digests.change((await store.digests.find('d1'))!, {
        topics: ['nato'],
      })
      expect(await held(store, back!)).toEqual([])
    })

    it('is cut at so many, and goes on there', async () => {
      const { store, digest } = await begun()
      const made = ['a', 'b', 'c', 'd', 'e'].map((slug) => ({ slug }))
      await publish(store, ...made)
      const first = await store.digests.eligible(wish(digest, 'CLEAR', 2))
      expect(first.items.map(({ briefing }) => briefing.slug)).toEqual(['a', 'b'])
      const next = { ...digest, scanned: first.upto }
      expect(await held(store, next)).toEqual(['c 1 0', 'd 1 0', 'e 1 0'])
      const all = await store.digests.eligible(wish(digest, 'CLEAR', 6))
      expect(await held(store, { ...digest, scanned: all.upto })).toEqual([])
    })

    it('is not dated ahead, and comes once its day has', async () => {
      const { store, digest, clock } = await begun()
      const ahead = { slug: 'ahead', published: '2026-02-03' }
      await publish(store, ahead, { slug: 'here' })
      await publish(store, { ...ahead, changes: [change(2, 'correction', '2026-02-03')] })
      expect(await held(store, digest)).toEqual(['here 1 0'])
      const after = await send(store, 'e1')
      clock.now = '2026-02-03T05:00:00Z'
      await store.digests.due(0, 1)
      expect(await held(store, after)).toEqual(['ahead 2 0'])
      await store.digests.due(0, 1)
      const last = await send(store, 'e2')
      expect(await held(store, { ...last, scanned: 0 })).toEqual([])
    })

    it('comes on its day also when that passes while nothing runs, and with a publication', async () => {
      const opened = await begun()
      const { digest, clock } = opened
      await publish(opened.store, { slug: 'ahead', published: '2026-02-03' })
      await publish(opened.store, { slug: 'later', published: '2026-02-04' })
      clock.now = '2026-02-03T05:00:00Z'
      const store = await opened.reopen()
      expect(await held(store, digest)).toEqual(['ahead 1 0'])
      clock.now = '2026-02-04T05:00:00Z'
      await publish(store, { slug: 'here' })
      expect(await held(store, digest)).toEqual(['ahead 1 0', 'later 1 0', 'here 1 0'])
    })

    it('is seen by whoever reads there', async () => {
      const { store, digest } = await begun()
      await publish(store, { slug: 'green', tlp: 'GREEN' }, { slug: 'clear' })
      await publish(store, { slug: 'red', tlp: 'RED', recipients: ['discord:7'] })
      await store.publish('team', [publication({ slug: 'ours' })])
      await store.publish('other', [publication({ slug: 'theirs' })])
      expect(await held(store, digest)).toEqual(['clear 1 0', 'ours 1 0'])
      expect(await held(store, digest, 'RED')).toEqual(['green 1 0', 'clear 1 0', 'ours 1 0'])
      const person = {
        kind: 'person',
        workspace: '',
        person: 'discord:7',
        clearance: 'RED',
      } as const
      const { items } = await store.digests.eligible({ viewer: person, digest, most: 9 })
      expect(items.map(({ briefing }) => briefing.slug)).toEqual(['green', 'clear', 'red'])
    })

    it('is the same with and without what is hidden, to the last field', async () => {
      const plain = await begun()
      const among = await begun()
      const hidden = (slug: string) => ({ slug, tlp: 'AMBER' })
      await publish(among.store, hidden('x'))
      for (const { store } of [plain, among]) await publish(store, { slug: 'one' }, { slug: 'two' })
      await publish(among.store, hidden('y'), { slug: 'ahead', published: '2026-03-01' })
      for (const { store } of [plain, among]) await publish(store, { slug: 'one', ...correction })
      const [a, b] = await Promise.all(
        [plain, among].map(({ store, digest }) => store.digests.eligible(wish(digest, 'CLEAR', 2))),
      )
      expect(a?.items).toEqual(b?.items)
      expect(a?.items).toHaveLength(2)
    })

    it('knows nothing of a revision that was hidden when the digest began', async () => {
      const store = await empty()
      await publish(store, { slug: 'one', tlp: 'AMBER' })
      const digest = await store.digests.add(newDigest())
      await publish(store, { slug: 'one', ...correction })
      expect(await held(store, digest)).toEqual(['one 2 0'])
      expect(await held(store, digest, 'AMBER')).toEqual(['one 2 1'])
    })

    it('is never what came while the limit was lower', async () => {
      const { store, digest } = await begun()
      await publish(store, { slug: 'amber', tlp: 'AMBER' }, { slug: 'green', tlp: 'GREEN' })
      await setLimit(store, 'GREEN')
      expect(await held(store, digest, 'GREEN')).toEqual([])
      await publish(store, { slug: 'amber-2', tlp: 'AMBER' }, { slug: 'green-2', tlp: 'GREEN' })
      await setLimit(store, 'AMBER')
      expect(await held(store, digest, 'AMBER')).toEqual(['green-2 1 0'])
      await publish(store, { slug: 'amber', tlp: 'AMBER', ...correction })
      expect(await held(store, digest, 'AMBER')).toEqual(['green-2 1 0', 'amber 2 0'])
      await setLimit(store, 'GREEN')
      await setLimit(store, 'GREEN')
      expect(await held(store, digest, 'GREEN')).toEqual(['green-2 1 0'])
      await setLimit(store, 'AMBER')
      expect(await held(store, digest, 'AMBER')).toEqual(['green-2 1 0'])
      await setLimit(store, 'AMBER')
      expect(await held(store, digest, 'AMBER')).toEqual(['green-2 1 0'])
    })

    it('is not what came before others were let read along', async () => {
      const { store, digest } = await begun()
      await setLimit(store, 'AMBER')
      await publish(store, { slug: 'amber', tlp: 'AMBER' }, { slug: 'clear' })
      await setLimit(store, 'AMBER', { accepts: '1 guest can read it' })
      expect(await held(store, digest, 'AMBER')).toEqual(['clear 1 0'])
      await publish(store, { slug: 'amber-2', tlp: 'AMBER' })
      await setLimit(store, 'AMBER', { accepts: '1 guest can read it' })
      expect(await held(store, digest, 'AMBER')).toEqual(['clear 1 0', 'amber-2 1 0'])
    })

    it('stays due as long as one message of an edition is not sent', async () => {
      const { store, digest } = await begun()
      await publish(store, { slug: 'one' }, { slug: 'two' }, { slug: 'three' })
      const now = await planned(store, digest, 'e1')
      const { upto } = await store.digests.eligible(wish(digest))
      const rest = ['two', 'three'].map((slug, at) => partOf('e1', at + 1, [refTo(slug)], now))
      const edition = { covers: { from: now, to: now }, upto }
      const hold = await claimed(store, 'e1', frozenOf([refTo('one')], { rest, edition }))
      expect(await held(store, digest)).toHaveLength(3)
      await store.outbox.settle(hold, arrivedAs('m1'))
      expect(await store.digests.edition('e1')).toMatchObject({
        state: 'sent',
        stands: { sent: 1, of: 3 },
        posted: { channel: 'policy', message: 'm1' },
        covers: { from: now, to: now },
      })
      const part = await claimed(store, 'e1/1')
      await store.outbox.settle(part, { to: 'unknown', why: 'No answer' })
      await store.outbox.settle(await claimed(store, 'e1/2'), arrivedAs('m3'))
      const after = (await store.digests.find('d1'))!
      expect(after.scanned).toBe(0)
      expect(await held(store, after)).toEqual(['two 1 0'])
      expect((await send(store, 'e2')).scanned).toBe(upto)
    })
  })

  describe(`${name}: dates to come`, () => {
    const ahead = async (store: Store, fields: Partial<AheadWish> = {}) => {
      const all = { viewer: readerOf('team'), topics: [], from: '2026-02-10', to: '2026-03-10' }
      const events = await store.digests.ahead({ ...all, most: 9, ...fields })
      return events.map(({ date, title, ref, tlp }) => `${date} ${title} ${ref.briefing} ${tlp}`)
    }
    const naming = (slug: string, dates: string[], fields: Made = {}): Made => ({
      slug,
      events: dates.map((date) => ({ date, title: `Day of ${slug}` })),
      ...fields,
    })

    it('are those between two days, months too as long as they last', async () => {
      const store = await empty()
      const outside = ['2026-02-09', '2026-03-11', '2026-01', '2026-04']
      await publish(store, naming('out', outside))
      await publish(store, naming('in', ['2026-03-10', '2026-02-10', '2026-03', '2026-02']))
      expect(await ahead(store)).toEqual([
        '2026-02 Day of in in CLEAR',
        '2026-02-10 Day of in in CLEAR',
        '2026-03 Day of in in CLEAR',
        '2026-03-10 Day of in in CLEAR',
      ])
      expect(await ahead(store, { most: 1 })).toHaveLength(1)
    })

    it('are those of the newest revisions, and none of what is withdrawn', async () => {
      const store = await empty()
      await publish(store, naming('moved', ['2026-02-11']), naming('gone', ['2026-02-11']))
      await publish(store, naming('moved', ['2026-02-12'], correction))
      await publish(store, naming('gone', ['2026-02-11'], withdrawal))
      expect(await ahead(store)).toEqual(['2026-02-12 Day of moved moved CLEAR'])
    })

    it('are within the topics and what may be seen', async () => {
      const store = await empty()
      await publish(
        store,
        naming('nato', ['2026-02-11'], { topics: ['nato'] }),
        naming('amber', ['2026-02-12'], { tlp: 'AMBER' }),
        naming('future', ['2026-02-13'], { published: '2026-02-02' }),
      )
      expect(await ahead(store, { topics: ['nato', 'baltic'] })).toHaveLength(1)
      expect(await ahead(store, { topics: ['baltic'] })).toEqual([])
      expect(await ahead(store)).toEqual(['2026-02-11 Day of nato nato CLEAR'])
      const viewer = readerOf('team', 'AMBER')
      expect(await ahead(store, { viewer })).toHaveLength(2)
    })

    it('are told once, as the briefing names it that most may see', async () => {
      const store = await empty()
      const events = [{ date: '2026-02-11', title: 'Summit' }]
      await publish(store, { slug: 'amber', tlp: 'AMBER', events })
      await publish(store, { slug: 'clear', events }, { slug: 'later', events })
      expect(await ahead(store, { viewer: readerOf('team', 'RED') })).toEqual([
        '2026-02-11 Summit clear CLEAR',
      ])
    })
  })

  describe(`${name}: editions`, () => {
    it('are told the latest first, in pages', async () => {
      const { store, digest } = await begun()
      const now = await store.outbox.clock()
      const some = [1, 2, 3].map((at) => occurrence(`e${at}`, now + at))
      await store.digests.plan([planOf(digest, now, ...some)])
      const page = async (offset: number) => {
        const { items, total } = await store.digests.history('d1', { offset, limit: 2 })
        return [total, ...items.map(({ id }) => id)]
      }
      expect([await page(0), await page(2)]).toEqual([
        [3, 'e3', 'e2'],
        [3, 'e1'],
      ])
      expect(await store.digests.history('d2', { offset: 0, limit: 2 })).toEqual({
        items: [],
        total: 0,
      })
      expect(await store.digests.edition('e9')).toBeUndefined()
    })

    it('say up to when the latest that was sent covers', async () => {
      const { store, digest } = await begun()
      expect(await store.digests.coveredUpTo('d1')).toBeUndefined()
      const now = await store.outbox.clock()
      const some = ['e1', 'e2'].map((id, at) => occurrence(id, now + at - 9))
      await store.digests.plan([planOf(digest, now, ...some)])
      const edition = (to: number) => ({ edition: { covers: { from: 1, to }, upto: 0 } })
      const first = await claimed(store, 'e1', frozenOf([], edition(5)))
      expect(await store.digests.coveredUpTo('d1')).toBeUndefined()
      await store.outbox.settle(first, arrivedAs('m1'))
      const second = await claimed(store, 'e2', frozenOf([], edition(7)))
      await store.outbox.settle(second, { to: 'unknown', why: 'No answer' })
      expect(await store.digests.coveredUpTo('d1')).toBe(5)
    })

    it('are told of until a manager has heard, and anew in another state', async () => {
      const { store, digest } = await begun()
      const now = await store.outbox.clock()
      const some = [1, 2, 3, 4].map((at) => occurrence(`e${at}`, now - at))
      await store.digests.plan([planOf(digest, now, ...some)])
      for (const [id, to] of [
        ['e4', 'sent'],
        ['e3', 'unknown'],
        ['e2', 'expired'],
      ] as const)
        await store.outbox.settle(
          await claimed(store, id, frozenOf([])),
          to === 'sent' ? arrivedAs('m') : { to, why: 'Nobody knows' },
        )
      const told = async (before = now, most = 9) =>
        (await store.digests.unconfirmed(before, most)).map(
          ({ edition: { id, state }, digest: of }) => [id, state, of.id],
        )
      const states: [string, EditionState, string][] = [
        ['e2', 'expired', 'd1'],
        ['e3', 'unknown', 'd1'],
        ['e1', 'open', 'd1'],
      ]
      expect(await told()).toEqual(states)
      expect(await told(now, 2)).toEqual(states.slice(0, 2))
      expect(await told(now - 2)).toEqual(states.slice(1, 2))
      await store.digests.told('e3', 'unknown')
      await store.digests.told('e1', 'open')
      await store.digests.told('e2', 'open')
      expect(await told()).toEqual(states.slice(0, 1))
      await store.outbox.settle(await claimed(store, 'e1', frozenOf([])), {
        to: 'unknown',
        why: 'No answer',
      })
      expect(await told()).toEqual([['e1', 'unknown', 'd1'], states[0]])
    })

    it('of a deleted digest are no news', async () => {
      const { store, digest } = await begun()
      const now = await planned(store, digest, 'e1')
      await store.digests.change(digest, { isDeleted: true })
      expect(await store.digests.unconfirmed(now + 1, 9)).toEqual([])
    })
  })

  describe(`${name}: digests of one person`, () => {
    const ada = 'discord:77'

    /** Ada's own digest was sent, and so was another's. */
    const filled = async () => {
      const opened = await open()
      const { store } = opened
      await publish(store, { slug: 'one' })
      for (const [id, person] of [
        ['mine', ada],
        ['other', 'discord:8'],
      ] as const) {
        const own = { id, target: person, person, workspace: '', setBy: person }
        const digest = await store.digests.add(newDigest(own))
        await planned(store, digest, `e-${id}`)
        const hold = await claimed(store, `e-${id}`, frozenOf([refTo('one')]))
        await store.outbox.settle(hold, { to: 'sent', channel: `dm ${id}`, message: id })
      }
      const now = await store.outbox.clock()
      await store.outbox.add([newDelivery('n', now, { target: ada })])
      return opened
    }

    it('are counted, and erased with all that was sent', async () => {
      const { store } = await filled()
      expect(await store.people.kept(ada)).toMatchObject({ digests: 1, shown: 1 })
      expect(await store.people.forget(ada)).toMatchObject({ digests: 1, shown: 1 })
      expect(await store.people.kept(ada)).toMatchObject({ digests: 0, shown: 0 })
      expect(await store.digests.find('mine')).toBeUndefined()
      expect(await store.digests.edition('e-mine')).toBeUndefined()
      for (const id of ['e-mine', 'n']) expect(await store.outbox.find(id)).toBeUndefined()
      expect(JSON.stringify(await Array.fromAsync(store.records()))).not.toContain(ada)
      expect(await store.people.kept('discord:8')).toMatchObject({ digests: 1, shown: 1 })
      expect((await store.outbox.find('e-other'))?.state).toBe('sent')
    })

    it('are in the ledger as what that person alone was shown', async () => {
      const { store } = await filled()
      const [line] = await Array.fromAsync(store.shown({ kind: 'operator', clearance: 'RED' }))
      expect(line).toMatchObject({ person: ada, channel: 'dm mine', command: 'digest' })
      expect(await store.rooms.posted('', 'dm mine')).toEqual([])
    })

    it('leave what was sent no longer than the ledger keeps it', async () => {
      const { store, digest } = { ...(await filled()), digest: newDigest() }
      await planned(store, await store.digests.add(digest), 'e1')
      await store.outbox.settle(await claimed(store, 'e1', frozenOf([])), arrivedAs('m'))
      const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString()
      const now = await store.outbox.clock()
      await store.expire({ shown: at(now - hourMs), questions: at(0) })
      expect(await store.outbox.find('e-mine')).toBeDefined()
      await store.expire({ shown: at(now + hourMs), questions: at(0) })
      expect(await store.outbox.find('e-mine')).toBeUndefined()
      expect((await store.digests.edition('e-mine'))?.state).toBe('sent')
      for (const id of ['n', 'e1']) expect(await store.outbox.find(id)).toBeDefined()
    })
  })

  describe(`${name}: digests in exports`, () => {
    /** An edition was sent and another is on its way; something waits for it, something came before. */
    const filled = async () => {
      const store = await empty()
      const now = await store.outbox.clock()
      const arrived = (hours: number) =>
        Temporal.Instant.fromEpochMilliseconds(now + hours * hourMs).toString()
      const at = (slug: string, hours: number, fields: Made = {}) => ({
        ...publication({ slug, ...fields }),
        arrived: arrived(hours),
      })
      await store.publish('', [at('z-before', -9), at('a-waits', 2), at('sent', 1)])
      return { store, now, at, arrived }
    }

    it('come back, and go on where they were', async () => {
      const { store, at } = await filled()
      const digest = await store.digests.add(newDigest({ topics: ['defence-core'] }))
      // By its time it began between the first and the others.
      await planned(store, digest, 'e1')
      const hold = await claimed(store, 'e1', frozenOf([refTo('sent')]))
      await store.outbox.settle(hold, arrivedAs('m1'))
      const last = await planned(store, (await store.digests.find('d1'))!, 'e2')
      const records = await Array.fromAsync(store.records())
      const into = await empty()
      for (const [slug, hours] of [
        ['a-waits', 2],
        ['sent', 1],
        ['z-before', -9],
      ] as const)
        await into.publish('', [at(slug, hours)])
      await into.restore(records)
      const back = (await into.digests.find('d1'))!
      const { items } = await into.digests.eligible({
        viewer: readerOf('team'),
        digest: back,
        most: 9,
      })
      expect(items.map(({ briefing }) => briefing.slug)).toEqual(['a-waits'])
      expect(back).toMatchObject({ topics: ['defence-core'], last, scanned: back.since })
      expect(await into.digests.edition('e1')).toEqual(await store.digests.edition('e1'))
      expect(await into.digests.edition('e2')).toBeUndefined()
      expect(await into.outbox.find('e1')).toEqual(await store.outbox.find('e1'))
      expect(await into.outbox.find('e2')).toBeUndefined()
      const kept = records.filter(({ row }) => row.id !== 'd1')
      expect(await Array.fromAsync(into.records())).toEqual(expect.arrayContaining(kept))
    })

    it('let in what came since a limit was set, and nothing from before', async () => {
      const { store, at, arrived } = await filled()
      const digest = await store.digests.add(newDigest())
      const limit = { workspace: 'team', channel: 'policy', setBy: 'discord:1' }
      await store.rooms.setLimit({ ...limit, tlp: 'AMBER', setAt: arrived(4) })
      const records = await Array.fromAsync(store.records())
      const into = await empty()
      await into.publish('', [at('waits', 5, { tlp: 'AMBER' }), at('hidden', 3, { tlp: 'AMBER' })])
      await into.publish('', [at('clear', 2)])
      await into.restore(records)
      const { items } = await into.digests.eligible({
        viewer: readerOf('team', 'AMBER'),
        digest: (await into.digests.find(digest.id))!,
        limit: { workspace: 'team', channel: 'policy' },
        most: 9,
      })
      expect(items.map(({ briefing }) => briefing.slug)).toEqual(['clear', 'waits'])
    })

    it('leave the order of arrivals alone in a store that has digests', async () => {
      const { store } = await filled()
      const records = await Array.fromAsync(store.records())
      const { store: into, digest } = await begun()
      await publish(into, { slug: 'one' }, { slug: 'two' })
      const before = await into.digests.eligible({ viewer: readerOf('team'), digest, most: 9 })
      await into.restore([...records, ...(await Array.fromAsync(into.records()))])
      expect(await into.digests.eligible({ viewer: readerOf('team'), digest, most: 9 })).toEqual(
        before,
      )
      expect(await into.digests.find('d1')).toEqual(digest)
    })
  })
}
