import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostOpen, type NewRequest, type Request } from '#core/question'
import type { Store, StoredRecord } from '#core/store'
import { type Tlp, tlps } from '#core/tlp'
import { publication } from '../support/briefings.ts'
import { arrivedAs, claimed, frozenOf, readerOf } from '../support/digests.ts'
import { answer, keptQuestion, newRequest, tellingOf } from '../support/questions.ts'
import type { Timed } from './digests.ts'

const today = '2026-01-20'
const page = { offset: 0, limit: 100, today, person: 'discord:9' }
const at = (minute: number): string =>
  Temporal.Instant.from('2026-01-20T08:00:00Z').add({ minutes: minute }).toString()
const all = (from: AsyncIterable<StoredRecord>) => Array.fromAsync(from)
const idsIn = ({ items }: { items: Request[] }) => items.map(({ id }) => id)

/** What every store must know of questions, and of those for the editors. */
export const questionsContract = (name: string, open: () => Promise<Timed>): void => {
  const empty = async (): Promise<Store> => (await open()).store

  describe(`${name}: questions`, () => {
    it('gives back what was kept, to the last field', async () => {
      const { questions } = await empty()
      const judged = keptQuestion({ verdict: 'helped', topics: [], outcome: 'answered' })
      await questions.keep(judged)
      await questions.keep(keptQuestion({ id: 'q-b', topics: ['nato', 'eu', 'nato'] }))
      expect(await questions.find(judged.id)).toEqual(judged)
      expect(await questions.find('q-b')).toEqual(
        keptQuestion({ id: 'q-b', topics: ['nato', 'eu'] }),
      )
      expect(await questions.find('q-c')).toBeUndefined()
    })

    it('finds the newest of one person in one place, and nothing older than asked for', async () => {
      const { questions } = await empty()
      const spot = keptQuestion()
      await questions.keep(keptQuestion({ id: 'old', at: at(0) }))
      await questions.keep(keptQuestion({ id: 'new', at: '2026-01-20T08:05:00.5Z' }))
      await questions.keep(keptQuestion({ id: 'newer', at: '2026-01-20T08:05:00.5Z' }))
      const elsewhere: Partial<typeof spot>[] = [
        { channel: 'policy' },
        { workspace: 'other' },
        { person: 'discord:2' },
        { platform: 'slack' },
      ]
      for (const [nth, other] of elsewhere.entries())
        await questions.keep(keptQuestion({ id: `else ${nth}`, at: at(9), ...other }))
      expect((await questions.last(spot, at(0)))?.id).toBe('newer')
      expect(await questions.last(spot, at(6))).toBeUndefined()
    })

    it('takes a verdict, and another after it', async () => {
      const { questions } = await empty()
      await questions.keep(keptQuestion())
      expect(await questions.judge(keptQuestion().id, 'did not help')).toBe(true)
      expect(await questions.judge(keptQuestion().id, 'helped')).toBe(true)
      expect((await questions.find(keptQuestion().id))?.verdict).toBe('helped')
      expect(await questions.judge('gone', 'helped')).toBe(false)
    })
  })

  describe(`${name}: gaps`, () => {
    const asking = async (store: Store, ...asked: Parameters<typeof keptQuestion>[0][]) => {
      for (const [nth, fields] of asked.entries())
        await store.questions.keep(keptQuestion({ id: `q-${nth}`, ...fields }))
    }
    const [ada, ben, cem] = ['discord:1', 'discord:2', 'slack:t/3']

    it('counts by topic what was not answered or did not help', async () => {
      const store = await empty()
      await asking(
        store,
        { person: ada, topics: ['nato', 'eu'] },
        { person: ben, topics: ['nato'] },
        { person: ben, topics: ['nato', 'eu'], outcome: 'answered', verdict: 'did not help' },
        { person: ben, topics: ['us'], outcome: 'answered' },
        { person: ada, topics: ['us'], outcome: 'answered', verdict: 'helped' },
        { person: cem, topics: ['nato'], verdict: 'helped' },
        { person: ada, topics: [] },
        { person: cem, topics: [] },
      )
      expect(await store.questions.gaps(['team'], 'CLEAR')).toEqual([
        { topic: 'nato', questions: 3, askers: 2 },
        { topic: undefined, questions: 2, askers: 2 },
        { topic: 'eu', questions: 2, askers: 2 },
      ])
    })

    it('says nothing of what one person asked, however often', async () => {
      const store = await empty()
      await asking(store, ...Array.from({ length: 9 }, () => ({ person: ada })))
      await store.questions.keep(keptQuestion({ id: 'other', person: ben, workspace: 'other' }))
      expect(await store.questions.gaps(['team'], 'CLEAR')).toEqual([])
      expect(await store.questions.gaps(['team', 'other'], 'CLEAR')).toHaveLength(1)
      expect(await store.questions.gaps([], 'CLEAR')).toEqual([])
    })

    it('counts what was asked by those who see no more, and nothing that was asked under TLP:RED', async () => {
      const store = await empty()
      const asked = (tlp: Tlp) =>
        [ada, ben].map((person) => ({
          id: `${tlp} ${person}`,
          person,
          topics: [tlp],
          clearance: tlp,
        }))
      await asking(store, ...tlps.flatMap(asked))
      const seenBy = async (tlp: Tlp) =>
        (await store.questions.gaps(['team'], tlp)).map(({ topic }) => topic)
      expect(await seenBy('CLEAR')).toEqual(['CLEAR'])
      expect(new Set(await seenBy('AMBER'))).toEqual(new Set(['CLEAR', 'GREEN', 'AMBER']))
      expect(new Set(await seenBy('RED'))).toEqual(new Set(tlps.filter((one) => one !== 'RED')))
    })

    it('never names a topic that fewer than two have asked about', async () => {
      const person = fc.constantFrom(ada, ben, cem)
      const topics = fc.array(fc.constantFrom('nato', 'eu', 'us'), { maxLength: 3 })
      const outcome = fc.constantFrom('answered' as const, 'not answered' as const)
      const verdict = fc.constantFrom('helped' as const, 'did not help' as const)
      const fields = fc.record(
        { person, topics, outcome, verdict },
        { requiredKeys: ['person', 'topics', 'outcome'] },
      )
      await fc.assert(
        fc.asyncProperty(fc.array(fields, { maxLength: 12 }), async (made) => {
          const store = await empty()
          await asking(store, ...made)
          const missed = made.filter(
            (one) =>
              one.verdict === 'did not help' ||
              (one.outcome === 'not answered' && one.verdict === undefined),
          )
          const named = (['nato', 'eu', 'us', undefined] as const).flatMap((topic) => {
            const about = missed.filter((one) =>
              topic === undefined ? one.topics.length === 0 : one.topics.includes(topic),
            )
            const askers = new Set(about.map((one) => one.person)).size
            return askers < 2 ? [] : [{ topic, questions: about.length, askers }]
          })
          const gaps = await store.questions.gaps(['team'], 'CLEAR')
          expect(new Set(gaps)).toEqual(new Set(named))
          await store.close()
        }),
        { numRuns: 15 },
      )
    })
  })

  describe(`${name}: requests`, () => {
    const filled = async (...made: Partial<NewRequest>[]) => {
      const store = await empty()
      for (const fields of made) await store.requests.add(newRequest(fields))
      return store
    }

    it('gives back what was sent, to the last field', async () => {
      const { requests } = await empty()
      const named = newRequest({ id: 'r2', name: 'Ada', text: 'Another?' })
      expect(await requests.add(newRequest())).toEqual({ kind: 'new', request: newRequest() })
      await requests.add(named)
      expect([await requests.find('r1'), await requests.find('r2')]).toEqual([newRequest(), named])
      expect(await requests.find('r3')).toBeUndefined()
    })

    it('are in the hand of whoever takes one first, until they give it back', async () => {
      const { requests } = await filled({}, { id: 'r2', text: 'Two?' })
      const [ben, eve] = [
        { person: 'discord:9', name: 'Ben' },
        { person: 'discord:8', name: 'Eve' },
      ]
      const found = await Promise.all([requests.take('r1', ben), requests.take('r1', eve)])
      expect(found.map((one) => one?.takenBy)).toEqual([ben, ben])
      expect(await requests.giveBack('r1', eve.person)).toBe(false)
      expect(await requests.giveBack('r1', ben.person)).toBe(true)
      expect((await requests.take('r1', eve))?.takenBy).toEqual(eve)
      await requests.take('r2', ben)
      await requests.settle('r2', { state: 'closed' })
      expect((await requests.find('r2'))?.takenBy).toBeUndefined()
      expect(await requests.take('r2', ben)).toBeUndefined()
      expect(await requests.take('gone', ben)).toBeUndefined()
      expect(await requests.giveBack('r2', ben.person)).toBe(false)
      expect(await requests.setDue('r2', today)).toBe(false)
      expect(await requests.setDue('r1', today)).toBe(true)
      expect((await requests.find('r1'))?.due).toBe(today)
      await requests.setDue('r1', undefined)
      expect((await requests.find('r1'))?.due).toBeUndefined()
    })

    it('stand in the order in which an editor will want them', async () => {
      const fields = (id: string, due?: string, person?: string) => ({
        ...{ id, text: `${id}?` },
        ...(due && { due }),
        ...(person && { takenBy: { person, name: '' } }),
      })
      const { requests } = await filled(
        fields('free'),
        fields('theirs', undefined, 'discord:8'),
        fields('soon', '2026-01-22'),
        fields('mine', undefined, 'discord:9'),
        fields('late', '2026-01-19', 'discord:8'),
        fields('later', '2026-01-18'),
        fields('today', today),
      )
      const order = ['later', 'late', 'mine', 'today', 'soon', 'free', 'theirs']
      expect(idsIn(await requests.open(['team'], page))).toEqual(order)
    })

    it('are free again once the editor who had them is forgotten, and are counted until then', async () => {
      const { people, requests } = await filled({})
      await requests.take('r1', { person: 'discord:9', name: 'Ben' })
      expect((await people.kept('discord:9')).taken).toBe(1)
      expect((await people.forget('discord:9')).taken).toBe(1)
      expect(await requests.find('r1')).toEqual(newRequest())
    })

    it('tell who watches, once an hour at most, of whatever came meanwhile', async () => {
      const store = await empty()
      const watcher = { platform: 'discord', workspace: 'team', person: 'discord:9' }
      const hour = 3_600_000
      const now = await store.outbox.clock()
      const plannedAt = async () =>
        (await store.outbox.list({}, page)).items.map(({ due }) => due - now).sort((a, b) => a - b)
      let nth = 0
      const comes = (due: number) => {
        const id = `n${nth++}`
        const request = newRequest({ id, text: `${id}?` })
        const told = tellingOf(request, now + due)
        const { asker, ...rest } = request
        const by = { ...asker, person: `discord:${nth + 20}` }
        const deliveries = [{ ...told, cause: 'notice' as const, target: watcher.person }]
        return store.requests.add({ ...rest, asker: by }, { deliveries, gapMs: hour })
      }
      await comes(0)
      expect(await plannedAt()).toEqual([])
      await store.corrections.watch(watcher, 'requests', true)
      await store.corrections.watch({ ...watcher, person: 'discord:8' }, 'corrections', true)
      expect(await store.requests.watchers()).toEqual([watcher])
      for (const at of [0, 60_000, 120_000, hour - 1]) await comes(at)
      expect(await plannedAt()).toEqual([0, hour])
      await comes(5 * hour)
      expect(await plannedAt()).toEqual([0, hour, 5 * hour])
      await store.corrections.watch(watcher, 'requests', false)
      await comes(9 * hour)
      const told = (await store.outbox.list({}, page)).items.map(({ due, state }) => [due, state])
      expect(told).toEqual([
        [now + 5 * hour, 'cancelled'],
        [now + hour, 'planned'],
        [now, 'planned'],
      ])
    })

    it('lists what is open of some workspaces, oldest first, by pages', async () => {
      const { requests } = await filled(
        { id: 'b', text: 'b', at: at(2) },
        { id: 'a', text: 'a', at: at(1) },
        { id: 'c', text: 'c', at: at(3), workspace: '' },
        { id: 'd', text: 'd', at: at(0), workspace: 'other' },
        { id: 'e', text: 'e', at: at(4) },
      )
      await requests.settle('e', { state: 'closed' })
      expect(idsIn(await requests.open(['team'], page))).toEqual(['a', 'b'])
      expect(idsIn(await requests.open(['', 'team'], page))).toEqual(['a', 'b', 'c'])
      expect(await requests.open(['team'], { ...page, offset: 1, limit: 1 })).toMatchObject({
        total: 2,
        items: [{ id: 'b' }],
      })
      expect(await requests.open([], page)).toEqual({ items: [], total: 0 })
    })

    it('takes the same question by the same person once, with the name as they said last', async () => {
      const { requests } = await filled({ name: 'Ada' })
      const again = { id: 'r2', text: ' where is  the WALRUS' }
      const known = await requests.add(newRequest(again))
      expect(known).toEqual({ kind: 'known', request: newRequest() })
      expect((await requests.find('r1'))?.name).toBeUndefined()
      await requests.add(newRequest({ ...again, name: 'Ada L.' }))
      expect((await requests.find('r1'))?.name).toBe('Ada L.')
      const asker = { platform: 'discord', channel: 'dm', person: 'discord:2' }
      for (const other of [{ asker }, { workspace: 'other' }, { text: 'Where is the seal?' }])
        expect((await requests.add(newRequest({ id: JSON.stringify(other), ...other }))).kind).toBe(
          'new',
        )
      await requests.settle('r1', { state: 'closed' })
      expect((await requests.add(newRequest(again))).kind).toBe('new')
    })

    it('takes so many from one person and no more, until one is settled', async () => {
      const store = await filled(
        ...Array.from({ length: mostOpen }, (_, nth) => ({ id: `r${nth}`, text: `No. ${nth}` })),
      )
      const more = newRequest({ id: 'more', text: 'One more?' })
      expect(await store.requests.add(more)).toEqual({ kind: 'too many' })
      expect(await store.requests.find('more')).toBeUndefined()
      await store.requests.settle('r3', { state: 'closed' })
      expect((await store.requests.add(more)).kind).toBe('new')
    })

    it('is settled once, and tells once', async () => {
      const store = await filled({})
      const now = await store.outbox.clock()
      const telling = tellingOf(newRequest(), now)
      const as = { state: 'answered', answer } as const
      const settled = await Promise.all([
        store.requests.settle('r1', as, telling),
        store.requests.settle('r1', { state: 'closed' }, { ...telling, id: 'other' }),
      ])
      expect(settled).toEqual([true, false])
      expect(await store.requests.find('r1')).toEqual(newRequest({ state: 'answered', answer }))
      expect((await store.outbox.list({}, page)).items).toMatchObject([telling])
      expect(await store.requests.settle('gone', as, telling)).toBe(false)
    })

    it('tells nobody who was forgotten meanwhile', async () => {
      const store = await filled({})
      const telling = tellingOf(newRequest(), await store.outbox.clock())
      await store.people.forget('discord:1')
      expect(await store.requests.settle('r1', { state: 'closed' }, telling)).toBe(true)
      expect((await store.outbox.list({}, page)).total).toBe(0)
    })
  })

  describe(`${name}: whose questions they are`, () => {
    it('are counted, and erased with their person; editors keep the words alone', async () => {
      const store = await empty()
      for (const person of ['discord:1', 'discord:2']) {
        await store.questions.keep(keptQuestion({ id: `q ${person}`, person }))
        const asker = { platform: 'discord', channel: `dm of ${person}`, person }
        await store.requests.add(
          newRequest({ id: `r-${person.at(-1)}`, asker, name: `Ada ${person}` }),
        )
      }
      expect(await store.people.kept('discord:1')).toMatchObject({ asked: 1, requests: 1 })
      expect(await store.people.forget('discord:1')).toMatchObject({ asked: 1, requests: 1 })
      expect(await store.people.kept('discord:1')).toMatchObject({ asked: 0, requests: 0 })
      expect(JSON.stringify(await all(store.records()))).not.toContain('discord:1')
      expect(await store.questions.find('q discord:1')).toBeUndefined()
      const { asker: _, name: __, ...nameless } = newRequest({ id: 'r-1' })
      expect(await store.requests.find('r-1')).toEqual(nameless)
      expect(await store.people.kept('discord:2')).toMatchObject({ asked: 1, requests: 1 })
    })

    it('come back whole from an export', async () => {
      const from = await empty()
      await from.questions.keep(
        keptQuestion({ verdict: 'helped', text: "'; drop table question --" }),
      )
      await from.requests.add(newRequest({ name: '🦭 <!channel>', due: today }))
      await from.requests.take('r1', { person: 'discord:9', name: 'Ben' })
      await from.requests.add(newRequest({ id: 'r2', text: 'Two?' }))
      await from.requests.settle('r2', { state: 'answered', answer })
      const records = await all(from.records())
      expect(records).toHaveLength(3)
      const into = await empty()
      await into.restore(records)
      expect(await all(into.records())).toEqual(records)
      expect(await into.questions.find(keptQuestion().id)).toEqual(
        await from.questions.find(keptQuestion().id),
      )
      for (const id of ['r1', 'r2'])
        expect(await into.requests.find(id)).toEqual(await from.requests.find(id))
    })
  })

  describe(`${name}: questions that expire`, () => {
    it('go with their words, at their time; ids of requests stay', async () => {
      const store = await empty()
      await store.questions.keep(keptQuestion({ id: 'old', at: at(0) }))
      await store.questions.keep(keptQuestion({ id: 'new', at: at(10) }))
      for (const [nth, id] of ['open', 'closed', 'answered', 'young'].entries())
        await store.requests.add(
          newRequest({ id, text: `Walrus ${nth}?`, name: 'Ada', at: at(id === 'young' ? 10 : 0) }),
        )
      await store.requests.settle('closed', { state: 'closed' })
      await store.requests.settle('answered', { state: 'answered', answer })
      await store.expire({ shown: at(0), questions: at(5) })
      expect(await store.questions.find('old')).toBeUndefined()
      expect(await store.questions.find('new')).toBeDefined()
      expect(idsIn(await store.requests.open(['team'], page))).toEqual(['young'])
      const bare = { workspace: 'team', text: '', topics: [], at: at(0) }
      expect(await store.requests.find('open')).toEqual({ ...bare, id: 'open', state: 'closed' })
      expect(await store.requests.find('answered')).toEqual({
        ...bare,
        ...{ id: 'answered', state: 'answered', answer },
      })
      expect(JSON.stringify(await all(store.records()))).not.toMatch(/Walrus [012]/)
    })

    it('leave no word in what told of an answer either, which stays correctable', async () => {
      const { store, clock } = await open()
      await store.publish('', [publication({ slug: 'one' })])
      await store.requests.add(newRequest())
      const telling = tellingOf(newRequest(), await store.outbox.clock())
      await store.requests.settle('r1', { state: 'answered', answer }, telling)
      const holding = { viewer: readerOf('team'), refs: [] }
      const frozen = frozenOf([], {
        holding,
        document: telling.document!,
        body: { text: 'walrus' },
      })
      await store.outbox.settle(await claimed(store, telling.id, frozen), arrivedAs('m1'))
      const said = async () => {
        const sent = (await all(store.records())).filter(({ table }) => table === 'sent')
        return JSON.stringify([sent, await store.outbox.find(telling.id)])
      }
      expect((await said()).match(/walrus/g)).toHaveLength(3)
      await store.expire({ shown: at(0), questions: at(0) })
      expect((await said()).match(/walrus/g)).toHaveLength(3)
      clock.now = at(10)
      for (const _ of ['once', 'and again']) await store.expire({ shown: at(0), questions: at(5) })
      expect(await said()).not.toMatch(/walrus/)
      expect(await said()).toContain('A briefing answers your question')
    })
  })
}
