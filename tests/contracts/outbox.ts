import { describe, expect, it } from 'vitest'
import type { DeliveryState, Frozen, NewDelivery, Settlement } from '#core/delivery'
import type { Digest, Ms } from '#core/digest'
import type { Limit } from '#core/room'
import type { Store } from '#core/store'
import { change, type Made, publication } from '../support/briefings.ts'
import {
  arrivedAs,
  claimant,
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
  renewed,
  replyOf,
} from '../support/digests.ts'
import type { Timed } from './digests.ts'

const minuteMs = 60_000
const discord = { platform: 'discord' }
const every = { most: 99, quarantineMs: minuteMs }
const all = { offset: 0, limit: 99 }

/** What every store must do with deliveries, run unchanged against each. */
export const outboxContract = (name: string, open: () => Promise<Timed>): void => {
  const publish = (store: Store, ...made: Made[]) => store.publish('', made.map(publication))
  /** Deliveries by id, due a second apart in the order in which they are given, the last of them now. */
  const holding = async (
    deliveries: Record<string, Partial<NewDelivery>>,
    opened?: Awaited<ReturnType<typeof open>>,
  ) => {
    const { store, ...rest } = opened ?? (await open())
    const now = await store.outbox.clock()
    const given = Object.entries(deliveries)
    const rows = given.map(([id, fields], at) =>
      newDelivery(id, now - (given.length - at) * 1_000, fields),
    )
    await store.outbox.add(rows)
    return { store, outbox: store.outbox, now, ...rest }
  }
  const idsOf = async ({ outbox }: Store, wish = {}, lane = {}) =>
    (await outbox.ready({ ...discord, ...lane }, { ...every, ...wish })).map(({ id }) => id)
  const stateOf = async ({ outbox }: Store, id: string) => (await outbox.find(id))?.state

  /** A digest with an edition that is planned for now; three briefings have arrived. */
  const withEdition = async () => {
    const opened = await open()
    const { store } = opened
    const digest = await store.digests.add(newDigest())
    await publish(store, { slug: 'one' }, { slug: 'two' }, { slug: 'three' })
    const now = await planEdition(store, digest, 'e1')
    return { ...opened, digest, now }
  }
  const planEdition = async (store: Store, digest: Digest, id: string): Promise<Ms> => {
    const now = await store.outbox.clock()
    await store.digests.plan([planOf(digest, now, occurrence(id, now))])
    return now
  }
  /** The edition as it goes out: one in the first message, the others in two of its thread. */
  const inThreeParts = (now: Ms, fields: Partial<Frozen> = {}): Frozen =>
    frozenOf([refTo('one')], {
      rest: ['two', 'three'].map((slug, at) => partOf('e1', at + 1, [refTo(slug)], now)),
      edition: { covers: { from: now - hourMs, to: now }, upto: 3 },
      ...fields,
    })

  describe(`${name}: time and leases`, () => {
    it('go by the clock of the database', async () => {
      const { store, shift } = await open()
      const before = await store.outbox.clock()
      shift.ms = hourMs
      const after = await store.outbox.clock()
      expect(Number.isInteger(after)).toBe(true)
      expect(after - before).toBeGreaterThanOrEqual(hourMs)
      expect(after - before).toBeLessThan(hourMs + minuteMs)
    })

    it('give what only one may have to one, until it lets go or is late', async () => {
      const { store, shift, another } = await open()
      const other = await another()
      expect(await store.leases.take('lane', 'a', minuteMs)).toBe(true)
      expect(await other.leases.take('lane', 'b', minuteMs)).toBe(false)
      expect(await other.leases.take('other', 'b', minuteMs)).toBe(true)
      expect(await store.leases.take('lane', 'a', 2 * minuteMs)).toBe(true)
      shift.ms += minuteMs
      expect(await other.leases.take('lane', 'b', minuteMs)).toBe(false)
      shift.ms += minuteMs
      expect(await other.leases.take('lane', 'b', minuteMs)).toBe(true)
      expect(await store.leases.take('lane', 'a', minuteMs)).toBe(false)
      await store.leases.release('lane', 'a')
      expect(await store.leases.take('lane', 'a', minuteMs)).toBe(false)
      await store.leases.release('lane', 'b')
      expect(await store.leases.take('lane', 'a', minuteMs)).toBe(true)
    })

    it('give it to one of several that ask at once', async () => {
      const { store, another } = await open()
      const stores = [store, await another(), await another()]
      const taken = await Promise.all(
        stores.map(({ leases }, at) => leases.take('lane', `${at}`, minuteMs)),
      )
      expect(taken.filter((one) => one)).toHaveLength(1)
    })

    it('wait for no lease from before the clock was set back', async () => {
      const { store, shift } = await open()
      await store.leases.take('lane', 'a', minuteMs)
      shift.ms -= 5 * minuteMs
      expect(await store.leases.take('lane', 'b', minuteMs)).toBe(false)
      shift.ms -= 24 * hourMs
      expect(await store.leases.take('lane', 'b', minuteMs)).toBe(true)
    })

    it('are all known, with how long they hold yet and who had them', async () => {
      const { store, shift, another } = await open()
      await store.leases.take('lane', 'a', minuteMs)
      await (await another()).leases.take('other', 'b', hourMs)
      shift.ms += 2 * minuteMs
      const [lane, other] = await store.leases.taken()
      expect(lane).toMatchObject({ name: 'lane', holder: 'a' })
      expect(other).toMatchObject({ name: 'other', holder: 'b' })
      expect(lane!.leftMs).toBeLessThanOrEqual(-minuteMs)
      expect(lane!.leftMs).toBeGreaterThan(-2 * minuteMs)
      expect(other!.leftMs).toBeGreaterThan(hourMs - 3 * minuteMs)
      await store.leases.release('other', 'b')
      expect((await store.leases.taken()).map(({ name: one }) => one)).toEqual(['lane'])
    })
  })

  describe(`${name}: what is ready`, () => {
    it('is what was added, as it was', async () => {
      const { store, now } = await holding({})
      const full = newDelivery('full', now, {
        act: 'edit',
        message: 'm1',
        document: replyOf(refTo('one')),
        body: { content: '"\u0000🦭' },
        carries: [refTo('one')],
      })
      await store.outbox.add([full, newDelivery('plain', now)])
      const state = { state: 'planned', attempt: 0, notBefore: 0, isMissing: false }
      expect(await store.outbox.ready(discord, every)).toEqual([
        { ...full, ...state },
        { ...newDelivery('plain', now), carries: [], ...state },
      ])
    })

    it('stays as it is when it is added once more', async () => {
      const { store, now } = await holding({ one: {} })
      await store.outbox.add([
        newDelivery('one', now + 5, { target: 'elsewhere' }),
        newDelivery('again', now + 5, { causeId: 'one', target: 'to one' }),
      ])
      expect((await store.outbox.list({}, all)).items).toMatchObject([
        { id: 'one', target: 'to one' },
      ])
    })

    it('is what is due and not too late', async () => {
      const { store, now, shift } = await holding({})
      await store.outbox.add([
        newDelivery('now', now),
        newDelivery('later', now + hourMs),
        newDelivery('late', now - hourMs, { expires: now }),
      ])
      expect(await idsOf(store)).toEqual(['now'])
      shift.ms += hourMs
      expect(await idsOf(store)).toEqual(['later'])
    })

    it('is of one lane: a bot, or one workspace', async () => {
      const { store } = await holding({
        ours: {},
        theirs: { workspace: 'other' },
        slack: { platform: 'slack' },
      })
      expect(await idsOf(store)).toEqual(['ours', 'theirs'])
      expect(await idsOf(store, {}, { workspace: 'other' })).toEqual(['theirs'])
      expect(await idsOf(store, {}, { platform: 'slack' })).toEqual(['slack'])
      expect((await store.outbox.workspaces('discord')).sort()).toEqual(['other', 'team'])
    })

    it('goes by class, then by time', async () => {
      const { store } = await holding({
        late: { class: 'catch-up' },
        b: {},
        a: {},
        urgent: { class: 'flash' },
      })
      expect(await idsOf(store)).toEqual(['urgent', 'b', 'a', 'late'])
      expect(await idsOf(store, { most: 2 })).toEqual(['urgent', 'b'])
      expect(await idsOf(store, { class: 'catch-up' })).toEqual(['late'])
    })

    it('takes workspaces by turns inside a class', async () => {
      const { store } = await holding({
        a1: {},
        a2: {},
        a3: {},
        b1: { workspace: 'b' },
        late: { workspace: 'c', class: 'catch-up' },
        b2: { workspace: 'b' },
        urgent: { class: 'flash' },
      })
      expect(await idsOf(store)).toEqual(['urgent', 'a1', 'b1', 'a2', 'b2', 'a3', 'late'])
      expect(await idsOf(store, { most: 3 })).toEqual(['urgent', 'a1', 'b1'])
    })

    it('is of each target and cause the first only, until that is settled', async () => {
      const where = { target: 'policy' }
      const { store } = await holding({
        first: where,
        second: where,
        share: { ...where, cause: 'share' },
        elsewhere: {},
        slack: { ...where, platform: 'slack' },
      })
      expect(await idsOf(store)).toEqual(['first', 'share', 'elsewhere'])
      const hold = await claimed(store, 'first')
      expect(await idsOf(store)).toEqual(['share', 'elsewhere'])
      const why = 'Too many'
      const notBefore = (await store.outbox.clock()) + hourMs
      await store.outbox.settle(hold, { to: 'planned', notBefore, why })
      expect(await idsOf(store)).toEqual(['share', 'elsewhere'])
      await store.outbox.drop('first', { to: 'cancelled', why })
      expect(await idsOf(store)).toEqual(['second', 'share', 'elsewhere'])
    })

    it('keeps an alert waiting for no doubtful digest', async () => {
      const { store, now } = await withEdition()
      await claimed(store, 'e1', inThreeParts(now))
      await store.outbox.add([newDelivery('alert', now, { target: 'policy', cause: 'alert' })])
      expect(await idsOf(store)).toEqual(['alert'])
    })

    it('is of a thread once its first message is sent, after all first messages', async () => {
      const { store, now } = await withEdition()
      const hold = await claimed(store, 'e1', inThreeParts(now))
      expect(await idsOf(store)).toEqual([])
      await store.outbox.settle(hold, arrivedAs('m1'))
      await store.outbox.add([newDelivery('other', now)])
      expect(await idsOf(store)).toEqual(['other', 'e1/1'])
      await store.outbox.settle(await claimed(store, 'e1/1'), arrivedAs('m2'))
      expect(await idsOf(store)).toEqual(['other', 'e1/2'])
    })

    it('is nothing of a thread whose first message was not sent', async () => {
      const { store, outbox, now } = await holding({ first: {} })
      await outbox.settle(await claimed(store, 'first'), { to: 'failed', why: 'Refused' })
      const follows = { causeId: 'first', target: 'to first', part: 1, act: 'reply' } as const
      await outbox.add([newDelivery('reply', now, follows)])
      expect(await idsOf(store)).toEqual([])
      expect(await outbox.claim('reply', claimant())).toEqual({ kind: 'taken' })
    })

    it('holds what may have arrived last, and once lease and quarantine are over', async () => {
      const { store, shift } = await holding({ doubtful: { class: 'flash' }, tried: {}, fresh: {} })
      await claimed(store, 'doubtful')
      await claimed(store, 'tried')
      expect(await idsOf(store)).toEqual(['fresh'])
      shift.ms += 1.5 * minuteMs
      expect(await idsOf(store)).toEqual(['fresh'])
      shift.ms += 0.5 * minuteMs
      expect(await idsOf(store)).toEqual(['fresh', 'doubtful', 'tried'])
      const hold = await claimed(store, 'tried')
      await store.outbox.settle(hold, { to: 'planned', notBefore: 0, why: 'Too many' })
      expect(await idsOf(store)).toEqual(['fresh', 'doubtful', 'tried'])
      expect(await idsOf(store, { quarantineMs: 2 * minuteMs })).toEqual(['fresh', 'tried'])
    })
  })

  describe(`${name}: claims`, () => {
    it('are one process’s own for a while', async () => {
      const { store, outbox, now } = await holding({ one: {} })
      const result = await outbox.claim('one', claimant())
      if (result.kind !== 'mine') throw new Error(result.kind)
      expect(result.now).toBeGreaterThanOrEqual(now)
      expect(result).toMatchObject({ attempt: 1, leaseUntil: result.now + minuteMs })
      expect(await outbox.find('one')).toMatchObject({
        ...{ state: 'sending', attempt: 1, triedSince: result.now },
        ...{ leaseBy: 'a', leaseUntil: result.leaseUntil },
      })
      expect(await idsOf(store)).toEqual([])
      for (const by of ['a', 'b'])
        expect(await outbox.claim('one', claimant(by))).toEqual({ kind: 'taken' })
      expect(await outbox.claim('none', claimant('a'))).toEqual({ kind: 'taken' })
    })

    it('are renewed by whoever has the last, though it is over, and by nobody else', async () => {
      const { store, outbox, shift } = await holding({ one: {} })
      const first = await claimed(store, 'one')
      const second = await renewed(store, first)
      expect(second.attempt).toBe(2)
      for (const other of [first, { ...second, by: 'b' }])
        expect(await outbox.claim('one', { ...claimant(other.by), ...other })).toEqual({
          kind: 'taken',
        })
      shift.ms += hourMs
      expect((await renewed(store, second, frozenOf([]))).attempt).toBe(3)
      expect(await outbox.holds({ ...second, attempt: 3 }, 0)).toBe(true)
    })

    it('pass to another once lease and quarantine are over, who must look first', async () => {
      const { store, outbox, shift } = await holding({ one: {} })
      const first = await outbox.claim('one', claimant())
      const frozen = frozenOf([])
      shift.ms += 1.5 * minuteMs
      expect(await outbox.claim('one', claimant('b'))).toEqual({ kind: 'taken' })
      shift.ms += 0.5 * minuteMs
      for (const by of ['a', 'b'])
        expect(await outbox.claim('one', claimant(by), frozen)).toEqual({ kind: 'taken' })
      expect(await outbox.claim('one', claimant('b'))).toMatchObject({ kind: 'mine', attempt: 2 })
      const since = first.kind === 'mine' ? first.now : 0
      expect(await outbox.find('one')).toMatchObject({ triedSince: since })
      const hold = { id: 'one', by: 'b', attempt: 2 }
      expect(await renewed(store, hold, frozen)).toMatchObject({ attempt: 3 })
    })

    it('are had by whoever looks first also where it was planned anew', async () => {
      const { store, outbox, shift } = await holding({ one: {} })
      await claimed(store, 'one')
      shift.ms += 2 * minuteMs
      const again = { to: 'planned', notBefore: 0, why: 'Too many' } as const
      await outbox.settle(await claimed(store, 'one'), again)
      const frozen = frozenOf([])
      expect(await outbox.claim('one', claimant(), frozen)).toEqual({ kind: 'taken' })
      expect((await renewed(store, await claimed(store, 'one'), frozen)).attempt).toBe(4)
    })

    it('are not had of what comes later, is too late, or waits for another', async () => {
      const where = { target: 'policy' }
      const { store, outbox, now } = await holding({ first: where, second: where })
      await outbox.add([
        newDelivery('later', now + hourMs),
        newDelivery('late', now - hourMs, { expires: now }),
        newDelivery('reply', now, { cause: 'share', part: 1, act: 'reply' }),
      ])
      for (const id of ['second', 'later', 'late', 'reply'])
        expect([id, await outbox.claim(id, claimant())]).toEqual([id, { kind: 'taken' }])
      await outbox.settle(await claimed(store, 'first'), {
        to: 'planned',
        notBefore: now + hourMs,
        why: 'Too many',
      })
      expect(await outbox.claim('first', claimant())).toEqual({ kind: 'taken' })
    })

    it('are had of each by one of several that ask at once', async () => {
      const ids = Array.from({ length: 30 }, (_, at) => `n${at}`)
      const opened = await holding(Object.fromEntries(ids.map((id) => [id, {}])))
      const stores = [opened.store, await opened.another(), await opened.another()]
      const results = await Promise.all(
        ids.flatMap((id) =>
          stores.map(async ({ outbox }, at) => {
            const { kind } = await outbox.claim(id, claimant(`${at}`), frozenOf([]))
            return [id, kind]
          }),
        ),
      )
      const mine = results.filter(([, kind]) => kind === 'mine').map(([id]) => id)
      expect(mine.sort()).toEqual(ids.toSorted())
      expect((await opened.outbox.list({ states: ['sending'] }, all)).total).toBe(30)
    })

    it('hold for so long yet, for whoever has the last', async () => {
      const { store, outbox, shift } = await holding({ one: {} })
      const first = await claimed(store, 'one')
      expect(await outbox.holds(first, 50_000)).toBe(true)
      expect(await outbox.holds(first, minuteMs + 1)).toBe(false)
      shift.ms += 20_000
      expect(await outbox.holds(first, 50_000)).toBe(false)
      const second = await renewed(store, first)
      expect(await outbox.holds(first, 0)).toBe(false)
      expect(await outbox.holds({ ...second, by: 'b' }, 0)).toBe(false)
      expect(await outbox.holds(second, 50_000)).toBe(true)
      shift.ms += 2 * minuteMs
      expect(await outbox.holds(second, 0)).toBe(false)
    })

    it('note why they stay open', async () => {
      const { store, outbox } = await holding({ one: {} })
      const hold = await claimed(store, 'one')
      await outbox.note({ ...hold, attempt: 9 }, 'Another time')
      await outbox.note(hold, 'No answer')
      expect(await outbox.find('one')).toMatchObject({ state: 'sending', why: 'No answer' })
    })
  })

  describe(`${name}: what goes out`, () => {
    it('is settled in the claim, with what follows in its thread', async () => {
      const { store, now } = await withEdition()
      const frozen = inThreeParts(now)
      await claimed(store, 'e1', frozen)
      const { document, body, carries } = frozen
      expect(await store.outbox.find('e1')).toMatchObject({ document, body, carries })
      expect(await store.outbox.find('e1/2')).toMatchObject({
        ...frozen.rest?.[1],
        state: 'planned',
      })
      expect(await store.digests.edition('e1')).toMatchObject({
        covers: frozen.edition?.covers,
        stands: { sent: 0, of: 3 },
      })
    })

    it('replaces what was to follow before', async () => {
      const { store, now, shift } = await withEdition()
      await claimed(store, 'e1', inThreeParts(now))
      shift.ms += 2 * minuteMs
      const rest = [partOf('e1', 1, [refTo('three')], now)]
      await renewed(store, await claimed(store, 'e1'), frozenOf([refTo('two')], { rest }))
      const { items } = await store.outbox.list({ states: ['planned'] }, all)
      expect(items).toMatchObject([{ id: 'e1/1', carries: [refTo('three')] }])
    })

    const setLimit = (store: Store, fields: Partial<Limit> = {}) =>
      store.rooms.setLimit({
        ...{ workspace: 'team', channel: 'policy', tlp: 'AMBER' },
        ...{ setBy: 'discord:1', setAt: '2026-02-01T09:00:00Z', ...fields },
      })
    const correction = { changes: [change(2, 'correction', '2026-01-16')] }
    const policy = { workspace: 'team', channel: 'policy' }

    it.each<[string, (store: Store, digest: Digest) => Promise<unknown>]>([
      ['was corrected', (store) => publish(store, { slug: 'two', ...correction })],
      [
        'was withdrawn',
        (store) => publish(store, { slug: 'one', withdrawn: { date: '2026-01-20', reason: 'x' } }),
      ],
      [
        'has another label',
        (store) =>
          publish(store, { slug: 'one', tlp: 'RED', recipients: ['discord:7'], ...correction }),
      ],
      ['may be seen no more, as the limit is lower', (store) => setLimit(store, { tlp: 'GREEN' })],
      ['was let in once more', (store) => setLimit(store, { setAt: '2026-02-01T09:00:01Z' })],
      ['has others who read along', (store) => setLimit(store, { accepts: '1 guest' })],
      [
        'is of a digest that was changed',
        (store, digest) => store.digests.change(digest, { name: 'x' }),
      ],
      [
        'is of a digest that was deleted',
        (store, digest) => store.digests.change(digest, { isDeleted: true }),
      ],
    ])('is composed anew where something in it %s, and nothing is written', async (_, meddle) => {
      const { store, digest, now } = await withEdition()
      await setLimit(store)
      const seen = await store.rooms.limit('team', 'policy')
      const frozen = inThreeParts(now, {
        holding: {
          viewer: readerOf('team', 'AMBER'),
          refs: ['one', 'two', 'three'].map((slug) => refTo(slug)),
          limit: { ...policy, seen },
        },
        edition: { covers: { from: 0, to: now }, upto: 3, version: digest.version },
      })
      expect(await store.outbox.stillHolds(frozen.holding)).toBe(true)
      await meddle(store, digest)
      const before = await store.outbox.find('e1')
      expect(await store.outbox.claim('e1', claimant(), frozen)).toEqual({ kind: 'changed' })
      expect(await store.outbox.find('e1')).toEqual(before)
      expect(await store.outbox.find('e1/1')).toBeUndefined()
      expect(await store.digests.edition('e1')).not.toHaveProperty('covers')
    })

    it('is never sent once its digest is deleted, whoever composed it', async () => {
      const { store, digest, now } = await withEdition()
      await store.digests.change(digest, { isDeleted: true })
      const result = await store.outbox.claim('e1', claimant(), inThreeParts(now))
      expect(result).toEqual({ kind: 'changed' })
    })

    it('is composed anew where a limit was set that was not there', async () => {
      const { store, now } = await withEdition()
      const viewer = readerOf('team')
      const holding = { viewer, refs: [refTo('one')], limit: { ...policy, seen: undefined } }
      expect(await store.outbox.stillHolds(holding)).toBe(true)
      await setLimit(store)
      expect(await store.outbox.stillHolds(holding)).toBe(false)
      const result = await store.outbox.claim('e1', claimant(), inThreeParts(now, { holding }))
      expect(result).toEqual({ kind: 'changed' })
    })

    it('holds only while all of it may be seen', async () => {
      const { store } = await withEdition()
      const holds = (viewer: ReturnType<typeof readerOf>, ...refs: ReturnType<typeof refTo>[]) =>
        store.outbox.stillHolds({ viewer, refs })
      await publish(
        store,
        { slug: 'amber', tlp: 'AMBER' },
        { slug: 'ahead', published: '2026-03-01' },
      )
      await store.publish('other', [publication({ slug: 'theirs' })])
      expect(await holds(readerOf('team'))).toBe(true)
      expect(await holds(readerOf('team'), refTo('one'), refTo('two'))).toBe(true)
      expect(await holds(readerOf('team'), refTo('one'), refTo('amber'))).toBe(false)
      expect(await holds(readerOf('team', 'AMBER'), refTo('one'), refTo('amber'))).toBe(true)
      expect(await holds(readerOf('team'), refTo('ahead'))).toBe(false)
      expect(await holds(readerOf('team'), refTo('one', 2))).toBe(false)
      expect(await holds(readerOf('team'), refTo('none'))).toBe(false)
      expect(await holds(readerOf('team'), { ...refTo('theirs'), workspace: 'other' })).toBe(false)
    })

    it('is nothing that another message has shown there since it was composed', async () => {
      const { store, digest, now } = await withEdition()
      const frozen = inThreeParts(now)
      const other = { ...newDigest({ id: 'd2' }), target: digest.target }
      await planEdition(store, await store.digests.add(other), 'e0')
      const first = await claimed(store, 'e1', frozenOf([refTo('three')]))
      expect(await store.outbox.claim('e0', claimant(), frozen)).toEqual({ kind: 'taken' })
      await store.outbox.settle(first, arrivedAs('m1'))
      const late = { ...frozen, rest: [partOf('e0', 1, [refTo('three')], now)] }
      expect(await store.outbox.claim('e0', claimant(), late)).toEqual({ kind: 'changed' })
      expect(await claimed(store, 'e0', { ...frozen, rest: [] })).toMatchObject({ attempt: 1 })
    })
  })

  describe(`${name}: what became of it`, () => {
    it('is written down by whoever holds the claim, though its lease is over', async () => {
      const { store, outbox, shift } = await holding({ one: {} })
      const first = await claimed(store, 'one')
      shift.ms += 2 * minuteMs
      const second = await claimed(store, 'one', undefined, 'b')
      for (const hold of [first, { ...second, by: 'a' }, { ...second, attempt: 1 }])
        expect(await outbox.settle(hold, arrivedAs('m1'))).toBe(false)
      expect(await stateOf(store, 'one')).toBe('sending')
      shift.ms += hourMs
      expect(await outbox.settle(second, arrivedAs('m2'))).toBe(true)
      expect(await outbox.settle(second, arrivedAs('m3'))).toBe(false)
      const row = await outbox.find('one')
      expect(row).toMatchObject({ state: 'sent', sent: { channel: 'policy', message: 'm2' } })
      expect(row).not.toHaveProperty('leaseBy')
      expect(await outbox.claim('one', claimant('b'))).toEqual({ kind: 'taken' })
    })

    it('tells one from others that went to the same place', async () => {
      const target = 'policy'
      const { store, outbox } = await holding({
        one: { target },
        next: { target, cause: 'alert' },
        under: { target, cause: 'share' },
        there: { target: 'policy/thread' },
        alone: { target: 'discord:ada' },
        open: { target },
      })
      const arrive = async (id: string, channel: string) =>
        outbox.settle(await claimed(store, id), { to: 'sent', channel, message: `m-${id}` })
      await arrive('one', 'policy')
      await arrive('next', 'policy')
      await arrive('under', 'policy/thread')
      await arrive('there', 'policy/thread')
      await arrive('alone', 'dm')
      const others = async (channel: string, id: string, to = target) =>
        (await outbox.standingIn(channel, { id, target: to })).sort()
      expect(await others('policy', 'open')).toEqual(['m-next', 'm-one'])
      expect(await others('policy', 'one')).toEqual(['m-next'])
      expect(await others('policy/thread', 'open')).toEqual(['m-there', 'm-under'])
      expect(await others('dm', 'open', 'discord:ada')).toEqual(['m-alone'])
      expect(await others('dm', 'open', 'discord:ben')).toEqual([])
    })

    it('goes into the ledger with what it showed', async () => {
      const { store, now } = await withEdition()
      const document = replyOf(refTo('one'), refTo('two'))
      const hold = await claimed(store, 'e1', inThreeParts(now, { document }))
      const ledger = () => Array.fromAsync(store.shown({ kind: 'operator', clearance: 'RED' }))
      expect(await ledger()).toEqual([])
      await store.outbox.settle(hold, {
        ...arrivedAs('m1'),
        channel: 'thread',
        room: 'policy',
      } as Settlement)
      const line = {
        workspace: 'team',
        platform: 'discord',
        channel: 'thread',
        answer: 'e1',
        owner: '',
        revision: 1,
      }
      const at = expect.stringMatching(/^20\d\d-.*Z$/)
      expect(await ledger()).toEqual([
        { ...line, briefing: 'one', command: 'digest', at },
        { ...line, briefing: 'two', command: 'digest ahead', at },
      ])
      const posted = { channel: 'thread', tlp: 'CLEAR', messages: ['m1'], at }
      expect(await store.rooms.posted('team', 'policy')).toEqual([
        { ref: refTo('one'), ...posted },
        { ref: refTo('two'), ...posted },
      ])
      expect(await store.digests.edition('e1')).toMatchObject({
        state: 'sent',
        posted: { channel: 'thread', message: 'm1' },
      })
    })

    it('takes what it said before off the ledger’s messages when one is changed or deleted', async () => {
      const { store, now } = await withEdition()
      await store.outbox.settle(
        await claimed(store, 'e1', frozenOf([refTo('one')])),
        arrivedAs('m1'),
      )
      const changing = { cause: 'correction', message: 'm1', target: 'policy' } as const
      await store.outbox.add([
        newDelivery('edit', now - 1, { ...changing, act: 'edit', document: replyOf(refTo('two')) }),
        newDelivery('delete', now, { ...changing, act: 'delete' }),
      ])
      const posted = async () =>
        (await store.rooms.posted('team', 'policy')).map(({ ref, messages }) => [ref, messages])
      await store.outbox.settle(await claimed(store, 'edit'), arrivedAs('m1'))
      expect(await posted()).toEqual([[refTo('two'), ['m1']]])
      await store.outbox.settle(await claimed(store, 'delete'), arrivedAs('m1'))
      expect(await posted()).toEqual([])
    })

    it('stands nowhere where somebody has deleted it, and is shown all the same', async () => {
      const { store, digest } = await withEdition()
      await store.outbox.settle(await claimed(store, 'e1', frozenOf([refTo('one')])), arrivedAs(''))
      expect(await store.rooms.posted('team', 'policy')).toEqual([])
      const { items } = await store.digests.eligible({ viewer: readerOf('team'), digest, most: 9 })
      expect(items.map(({ briefing }) => briefing.slug)).toEqual(['two', 'three'])
      const edition = await store.digests.edition('e1')
      expect(edition).toMatchObject({ state: 'sent' })
      expect(edition).not.toHaveProperty('posted')
    })

    it('is as before where nothing was written', async () => {
      const { store, outbox, now, shift } = await holding({ one: {} })
      const again = { to: 'planned', notBefore: now + 1, why: 'Too many' } as const
      await outbox.settle(await claimed(store, 'one', frozenOf([])), again)
      const planned = await outbox.find('one')
      expect(planned).toMatchObject({
        state: 'planned',
        notBefore: now + 1,
        why: 'Too many',
        attempt: 1,
      })
      for (const field of ['triedSince', 'leaseBy', 'leaseUntil'])
        expect(planned).not.toHaveProperty(field)
      const twice = await renewed(store, await claimed(store, 'one'), frozenOf([]))
      await outbox.settle(twice, again)
      expect(await outbox.find('one')).not.toHaveProperty('triedSince')
      const first = await outbox.claim('one', claimant(), frozenOf([]))
      const since = first.kind === 'mine' ? first.now : 0
      // Of two claims in a row, the doubt is from before both.
      for (const _ of ['looked', 'and left']) {
        shift.ms += 2 * minuteMs
        const looked = await claimed(store, 'one')
        await outbox.settle(await renewed(store, looked, frozenOf([])), again)
        expect(await outbox.find('one')).toMatchObject({ state: 'planned', triedSince: since })
      }
    })

    it.each<[Settlement, DeliveryState]>([
      [{ to: 'unknown', why: 'No answer' }, 'unknown'],
      [{ to: 'failed', why: 'No answer' }, 'failed'],
      [{ to: 'expired', why: 'No answer' }, 'expired'],
      [{ to: 'cancelled', why: 'No answer' }, 'cancelled'],
    ])('takes edition and thread with it: %j', async (settlement, state) => {
      const { store, digest, now } = await withEdition()
      const hold = await claimed(store, 'e1', inThreeParts(now))
      expect(await store.outbox.settle(hold, settlement)).toBe(true)
      expect(await store.digests.edition('e1')).toMatchObject({ state, why: 'No answer' })
      expect(await store.outbox.find('e1')).toMatchObject({ state, why: 'No answer' })
      for (const id of ['e1/1', 'e1/2']) expect(await stateOf(store, id)).toBe('cancelled')
      const { items } = await store.digests.eligible({ viewer: readerOf('team'), digest, most: 9 })
      expect(items).toHaveLength(3)
      expect((await store.digests.find('d1'))?.pause).toBeUndefined()
    })

    it('lets a digest rest for what was refused, unless somebody else let it', async () => {
      const { store, digest, now } = await withEdition()
      const why = '#policy is no longer there'
      const failed = { to: 'failed', why, pause: why } as const
      await store.outbox.settle(await claimed(store, 'e1', inThreeParts(now)), failed)
      const resting = (await store.digests.find('d1'))!
      expect(resting).toMatchObject({ pause: { by: 'fault', why }, version: digest.version + 1 })
      expect(await store.digests.due(now + 9 * minuteMs, 9)).toEqual([])
      expect(await store.digests.due(now + 11 * minuteMs, 9)).toEqual([resting])
      const pause = { by: 'hand', why: 'Away' } as const
      const paused = (await store.digests.change(resting, { pause }))!
      await planEdition(store, paused, 'e2')
      await store.outbox.settle(await claimed(store, 'e2', frozenOf([])), failed)
      expect(await store.digests.find('d1')).toMatchObject({ pause, version: paused.version })
    })

    it('of one in a thread concerns that one only', async () => {
      const { store, now } = await withEdition()
      await store.outbox.settle(await claimed(store, 'e1', inThreeParts(now)), arrivedAs('m1'))
      await store.outbox.settle(await claimed(store, 'e1/1'), { to: 'failed', why: 'Refused' })
      expect(await store.digests.edition('e1')).toMatchObject({ state: 'sent' })
      expect(await stateOf(store, 'e1/2')).toBe('planned')
    })

    it('is nothing where there is nothing new', async () => {
      const { store } = await withEdition()
      expect(await store.outbox.drop('e1', { to: 'nothing new', upto: 2, version: 9 })).toBe(false)
      expect(await stateOf(store, 'e1')).toBe('planned')
      expect(await store.outbox.drop('e1', { to: 'nothing new', upto: 2, version: 1 })).toBe(true)
      expect(await store.outbox.find('e1')).toMatchObject({
        state: 'cancelled',
        why: 'nothing new',
      })
      expect(await store.digests.edition('e1')).toMatchObject({
        state: 'skipped',
        why: 'nothing new',
      })
      const digest = (await store.digests.find('d1'))!
      expect(digest.scanned).toBe(2)
      await planEdition(store, digest, 'e2')
      await store.outbox.drop('e2', { to: 'nothing new', upto: 1 })
      expect((await store.digests.find('d1'))?.scanned).toBe(2)
    })

    it('is dropped only while it is nobody’s', async () => {
      const { store, outbox } = await holding({ one: {}, two: {} })
      const hold = await claimed(store, 'one')
      const why = 'The digest was deleted'
      expect(await outbox.drop('one', { to: 'cancelled', why })).toBe(false)
      expect(await outbox.drop('two', { to: 'cancelled', why })).toBe(true)
      expect(await outbox.drop('two', { to: 'cancelled', why })).toBe(false)
      expect(await outbox.drop('none', { to: 'cancelled', why })).toBe(false)
      expect(await outbox.settle(hold, arrivedAs('m1'))).toBe(true)
    })
  })

  describe(`${name}: what is too late`, () => {
    it('ends, with its edition and what hangs on it', async () => {
      const { store, now, shift } = await withEdition()
      await claimed(store, 'e1', inThreeParts(now))
      shift.ms += 2 * minuteMs
      await store.outbox.settle(await claimed(store, 'e1'), {
        to: 'planned',
        notBefore: 0,
        why: '',
      })
      await store.outbox.add([newDelivery('claimed', now), newDelivery('later', now + hourMs)])
      await claimed(store, 'claimed')
      expect(await store.outbox.expire()).toBe(0)
      shift.ms += hourMs - 2 * minuteMs
      expect(await store.outbox.expire()).toBe(1)
      expect(await store.outbox.expire()).toBe(0)
      expect(await stateOf(store, 'e1')).toBe('expired')
      expect(await stateOf(store, 'e1/1')).toBe('cancelled')
      expect(await store.digests.edition('e1')).toMatchObject({
        state: 'expired',
        why: 'it was too late to be sent',
      })
      expect(await stateOf(store, 'claimed')).toBe('sending')
      expect(await stateOf(store, 'later')).toBe('planned')
    })

    it('leaves an edition whose first message was in time', async () => {
      const { store, now, shift } = await withEdition()
      await store.outbox.settle(await claimed(store, 'e1', inThreeParts(now)), arrivedAs('m1'))
      shift.ms += hourMs
      expect(await store.outbox.expire()).toBe(2)
      expect(await store.digests.edition('e1')).toMatchObject({
        state: 'sent',
        stands: { sent: 1, of: 3 },
      })
    })

    it('waits for nothing from before the clock was set back', async () => {
      const { store, outbox, now, shift } = await holding({ claimed: {}, waiting: {} })
      const day = 24 * hourMs
      await claimed(store, 'claimed')
      await outbox.settle(await claimed(store, 'waiting'), {
        to: 'planned',
        notBefore: now + 30 * day,
        why: 'Too many',
      })
      shift.ms = -3 * day
      await outbox.expire()
      const set = await outbox.clock()
      const [one, two] = [await outbox.find('claimed'), await outbox.find('waiting')]
      expect(one?.leaseUntil).toBeLessThanOrEqual(set + 10 * minuteMs)
      expect(two?.notBefore).toBeLessThanOrEqual(set + day)
    })
  })

  describe(`${name}: what is settled by hand`, () => {
    /** An edition of three messages whose first ended so. */
    const ended = async (settlement: Settlement) => {
      const opened = await withEdition()
      await opened.store.outbox.settle(
        await claimed(opened.store, 'e1', inThreeParts(opened.now)),
        settlement,
      )
      return opened
    }
    const unknown = { to: 'unknown', why: 'No answer' } as const
    const failed = { to: 'failed', why: 'Refused' } as const
    const expired = { to: 'expired', why: 'Too late' } as const
    const cancelled = { to: 'cancelled', why: 'Paused' } as const

    it('arrived: it counts as sent, and what it showed as shown', async () => {
      const { store, digest } = await ended(unknown)
      const edition = await store.digests.settleByHand('e1', true)
      expect(edition).toMatchObject({ id: 'e1', state: 'sent' })
      expect(edition).not.toHaveProperty('posted')
      expect(edition).not.toHaveProperty('why')
      const { items } = await store.digests.eligible({ viewer: readerOf('team'), digest, most: 9 })
      expect(items.map(({ briefing }) => briefing.slug)).toEqual(['two', 'three'])
      const [line] = await Array.fromAsync(store.shown({ kind: 'operator', clearance: 'RED' }))
      expect(line).toMatchObject({ channel: 'policy', briefing: 'one', answer: 'e1' })
      expect(await store.digests.settleByHand('e1', true)).toBeUndefined()
      expect(await store.digests.settleByHand('e1', false)).toBeUndefined()
    })

    it('did not arrive: it is composed anew, with its thread', async () => {
      const { store, shift } = await ended(unknown)
      await store.digests.told('e1', 'unknown')
      shift.ms += 2 * hourMs
      expect(await store.digests.settleByHand('e1', false)).toMatchObject({ state: 'open' })
      const row = await store.outbox.find('e1')
      expect(row).toMatchObject({ state: 'planned', isMissing: true, attempt: 1, carries: [] })
      expect(row).toHaveProperty('triedSince')
      for (const field of ['body', 'document', 'why']) expect(row).not.toHaveProperty(field)
      const now = await store.outbox.clock()
      expect(row?.expires).toBeGreaterThan(now + 5 * hourMs)
      expect(await store.digests.unconfirmed(now, 9)).toHaveLength(1)
      const looked = await claimed(store, 'e1')
      const rest = [partOf('e1', 1, [refTo('two')], now)]
      const hold = await renewed(store, looked, frozenOf([refTo('one')], { rest }))
      expect(await store.outbox.find('e1')).toMatchObject({ isMissing: false })
      await store.outbox.settle(hold, arrivedAs('m2'))
      expect(await idsOf(store)).toEqual(['e1/1'])
    })

    it('what a manager said counts until something was posted since', async () => {
      const { store } = await ended(unknown)
      await store.digests.settleByHand('e1', false)
      const post = async () => renewed(store, await claimed(store, 'e1'), frozenOf([refTo('one')]))
      const hold = await post()
      const again = { to: 'planned', notBefore: 0, why: 'Too many' } as const
      await store.outbox.settle(hold, again)
      expect(await store.outbox.find('e1')).toMatchObject({ isMissing: true })
      await post()
      expect(await store.outbox.find('e1')).toMatchObject({ isMissing: false })
    })

    it.each<[Settlement, boolean, boolean]>([
      [unknown, true, true],
      [failed, false, true],
      [expired, false, true],
      [cancelled, false, false],
      [arrivedAs('m1'), false, false],
    ])('only where it may be: %j', async (settlement, arrived, missing) => {
      const { store } = await ended(settlement)
      const before = await store.outbox.find('e1')
      if (!arrived) expect(await store.digests.settleByHand('e1', true)).toBeUndefined()
      if (!missing) expect(await store.digests.settleByHand('e1', false)).toBeUndefined()
      expect(await store.outbox.find('e1')).toEqual(before)
      if (missing)
        expect(await store.digests.settleByHand('e1', false)).toMatchObject({ state: 'open' })
      expect(await store.digests.settleByHand('e9', false)).toBeUndefined()
    })

    it('goes before those that were planned after it', async () => {
      const { store, digest } = await ended(unknown)
      const second = { ...digest, last: (await store.digests.find('d1'))!.last }
      await planEdition(store, second, 'e2')
      expect(await idsOf(store)).toEqual(['e2'])
      const frozen = frozenOf([refTo('one')])
      const hold = await claimed(store, 'e2', frozen)
      await store.digests.settleByHand('e1', false)
      // What is on its way already is waited for, so that nothing is in both.
      expect(await idsOf(store)).toEqual([])
      expect(await store.outbox.claim('e1', claimant())).toEqual({ kind: 'taken' })
      await store.outbox.settle(hold, { to: 'planned', notBefore: 0, why: 'Too many' })
      expect(await idsOf(store)).toEqual(['e1'])
    })

    it.each([unknown, failed, expired, cancelled])(
      'is retried by the operator: %j',
      async (settlement) => {
        const { store } = await ended(settlement)
        expect(await store.outbox.retry('e1')).toMatchObject({ state: 'planned', isMissing: true })
        expect(await store.digests.edition('e1')).toMatchObject({ state: 'open' })
        const { store: other, outbox, now } = await holding({})
        const document = replyOf()
        await outbox.add([newDelivery('n', now, { document, body: { content: 'x' } })])
        await outbox.settle(await claimed(other, 'n'), settlement)
        expect(await outbox.retry('n')).toMatchObject({
          state: 'planned',
          document,
          body: { content: 'x' },
        })
      },
    )

    it('is retried in a thread while nothing has shown it since', async () => {
      const { store, now } = await withEdition()
      await store.outbox.settle(await claimed(store, 'e1', inThreeParts(now)), arrivedAs('m1'))
      for (const id of ['e1/1', 'e1/2'])
        await store.outbox.settle(await claimed(store, id), unknown)
      expect(await store.outbox.retry('e1/2')).toMatchObject({
        state: 'planned',
        carries: [refTo('three')],
      })
      await store.outbox.giveUp('e1/2')
      await planEdition(store, (await store.digests.find('d1'))!, 'e2')
      await store.outbox.settle(
        await claimed(store, 'e2', frozenOf([refTo('two')])),
        arrivedAs('m2'),
      )
      expect(await store.outbox.retry('e1/1')).toBeUndefined()
      expect(await stateOf(store, 'e1/1')).toBe('unknown')
    })

    it('tells more of what its first message shows', async () => {
      const { store, now } = await withEdition()
      const rest = [partOf('e1', 1, [refTo('one')], now)]
      await store.outbox.settle(
        await claimed(store, 'e1', frozenOf([refTo('one')], { rest })),
        arrivedAs('m1'),
      )
      const more = await claimed(store, 'e1/1', frozenOf([refTo('one')]))
      await store.outbox.settle(more, unknown)
      expect(await store.outbox.retry('e1/1')).toMatchObject({ state: 'planned' })
    })

    it('is not retried without the message that it hangs on', async () => {
      const { store } = await ended(failed)
      expect(await store.outbox.retry('e1/1')).toBeUndefined()
      expect(await stateOf(store, 'e1/1')).toBe('cancelled')
    })

    it('is retried at once where it waits, and left alone where it is sent or on its way', async () => {
      const { store, outbox, now } = await holding({ sent: {}, claimed: {}, waiting: {} })
      await outbox.settle(await claimed(store, 'sent'), arrivedAs('m'))
      await claimed(store, 'claimed')
      await outbox.settle(await claimed(store, 'waiting'), {
        to: 'planned',
        notBefore: now + hourMs,
        why: 'Too many',
      })
      expect(await outbox.retry('sent')).toBeUndefined()
      expect(await outbox.retry('none')).toBeUndefined()
      expect(await outbox.retry('claimed')).toMatchObject({ state: 'sending', isMissing: false })
      expect(await outbox.retry('waiting')).toMatchObject({ state: 'planned', notBefore: 0 })
    })

    it('is given up, unless it is on its way at this moment', async () => {
      const { store, digest, now, shift } = await withEdition()
      await store.outbox.add([newDelivery('sent', now)])
      await store.outbox.settle(await claimed(store, 'sent'), arrivedAs('m'))
      const hold = await claimed(store, 'e1', inThreeParts(now))
      expect(await store.outbox.giveUp('e1')).toBeUndefined()
      shift.ms += minuteMs
      const given = { state: 'cancelled', why: 'given up by the operator' }
      expect(await store.outbox.giveUp('e1')).toMatchObject(given)
      expect(await store.digests.edition('e1')).toMatchObject(given)
      expect(await stateOf(store, 'e1/1')).toBe('cancelled')
      expect(await store.outbox.settle(hold, arrivedAs('m1'))).toBe(false)
      expect(await store.outbox.giveUp('sent')).toBeUndefined()
      expect(await store.outbox.giveUp('none')).toBeUndefined()
      const { items } = await store.digests.eligible({ viewer: readerOf('team'), digest, most: 9 })
      expect(items).toHaveLength(3)
    })
  })

  describe(`${name}: what the operator sees`, () => {
    const filled = async () => {
      const opened = await holding({
        stuck: {},
        claimed: {},
        slack: { platform: 'slack' },
        new: {},
      })
      await claimed(opened.store, 'claimed')
      await opened.outbox.settle(await claimed(opened.store, 'slack'), arrivedAs('m'))
      return opened
    }

    it('is in pages, the latest first, by state or by how long it is due', async () => {
      const { outbox, now } = await filled()
      const listed = async (filter = {}, page = all) => {
        const { items, total } = await outbox.list(filter, page)
        return [total, ...items.map(({ id }) => id)]
      }
      expect(await listed()).toEqual([4, 'new', 'slack', 'claimed', 'stuck'])
      expect(await listed({}, { offset: 1, limit: 2 })).toEqual([4, 'slack', 'claimed'])
      expect(await listed({ states: ['sent'] })).toEqual([1, 'slack'])
      expect(await listed({ states: ['failed', 'unknown'] })).toEqual([0])
      expect(await listed({ stuckBefore: now - 1_500 })).toEqual([2, 'claimed', 'stuck'])
    })

    it('is counted by platform and state, with the longest overdue', async () => {
      const { outbox, now } = await filled()
      const counts = await outbox.counts()
      expect(counts).toEqual([
        { platform: 'discord', state: 'planned', count: 2, overdueMs: expect.any(Number) },
        { platform: 'discord', state: 'sending', count: 1, overdueMs: expect.any(Number) },
        { platform: 'slack', state: 'sent', count: 1, overdueMs: 0 },
      ])
      const passed = (await outbox.clock()) - now
      expect(counts[0]?.overdueMs).toBeGreaterThanOrEqual(4_000)
      expect(counts[0]?.overdueMs).toBeLessThanOrEqual(4_000 + passed)
    })

    it('is nothing for a platform with nothing on its way', async () => {
      const { outbox } = await filled()
      expect(await outbox.workspaces('slack')).toEqual([])
      expect(await outbox.workspaces('discord')).toEqual(['team'])
    })
  })
}
