import { describe, expect, it } from 'vitest'
import { anyOf, parseQuery } from '#core/query'
import type { LatestWish } from '#core/read'
import type { CandidateWish, Store } from '#core/store'
import { tellingTerms } from '#core/terms'
import type { Tlp } from '#core/tlp'
import { vocabulary } from '#core/topics'
import type { Viewer } from '#core/viewer'
import { change, type Made, publication } from '../support/briefings.ts'

/** A fresh, empty store; `reopen` closes it and opens the same data again. The clock is the test's. */
export type Opened = { store: Store; clock: { now: string }; reopen(): Promise<Store> }

const person = (clearance: Tlp, name = 'discord:1', workspace = 'team'): Viewer => ({
  kind: 'person',
  person: name,
  workspace,
  clearance,
})
const channel = (clearance: Tlp, workspace = 'team'): Viewer => ({
  kind: 'channel',
  channel: 'c',
  workspace,
  clearance,
})
const operator = (clearance: Tlp): Viewer => ({ kind: 'operator', clearance })
const anyone = person('CLEAR')

const everything: LatestWish = { changes: 'all', offset: 0, limit: 50 }
const looking = (words: string, wish: Partial<CandidateWish> = {}): CandidateWish => ({
  query: parseQuery(words),
  best: 200,
  newest: 100,
  ...wish,
})

const slugs = async (found: Promise<{ items: { slug: string }[] }>) =>
  (await found).items.map(({ slug }) => slug)
const candidates = async (store: Store, viewer: Viewer, wish: CandidateWish) =>
  (await store.candidates(viewer, wish)).rows.map(({ slug }) => slug).sort()
const all = async <T>(rows: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const row of rows) found.push(row)
  return found
}

/** What every store must do, run unchanged against each. */
export const storeContract = (name: string, open: () => Promise<Opened>): void => {
  const publish = async (store: Store, ...made: Made[]) => store.publish('', made.map(publication))

  describe(`${name}: briefings`, () => {
    it('reads nothing from an empty store', async () => {
      const { store } = await open()
      expect(await store.count(operator('RED'))).toEqual({ briefings: 0 })
      expect(await store.briefing(operator('RED'), 'x')).toBeUndefined()
      expect(await store.latest(anyone, everything)).toEqual({ items: [], total: 0 })
      expect(await store.candidates(anyone, looking('x'))).toMatchObject({ total: 0, rows: [] })
      expect(await store.titles(anyone, parseQuery('x'), 5)).toEqual([])
      expect(await store.topics(anyone)).toEqual([])
      expect(await all(store.revisions(operator('RED')))).toEqual([])
    })

    it('finds one by slug, old slug, id and title, whatever its case', async () => {
      const { store } = await open()
      await publish(store, {
        slug: 'new-name',
        previously: ['old-name'],
        title: 'The Gazette’s DEFENCE report',
      })
      for (const wanted of ['new-name', 'old-name', 'NEW-NAME', 'the gazette’s defense REPORT'])
        expect((await store.briefing(anyone, wanted))?.slug).toBe('new-name')
      expect((await store.briefing(anyone, 'new-name'))?.ref).toEqual({
        workspace: '',
        briefing: 'old-name',
        revision: 1,
      })
      expect(await store.briefing(anyone, 'name')).toBeUndefined()
    })

    it('gives back what was published, to the last field', async () => {
      const { store } = await open()
      const one = publication({ slug: 'one', events: [{ date: '2026-02', title: 'An event' }] })
      await store.publish('', [one])
      expect(await store.briefing(anyone, 'one')).toEqual({
        ...one.content,
        passages: [{ section: 'Reported', text: 'Example Gazette reports the matter of one.' }],
        ref: { workspace: '', briefing: 'one', revision: 1 },
      })
    })

    it('replaces what is shown by a new revision, and keeps the old one', async () => {
      const { store } = await open()
      await publish(store, { slug: 'one', bluf: 'Example Gazette counts five walruses.' })
      await publish(store, {
        slug: 'one',
        bluf: 'Example Gazette counts four otters.',
        changes: [change(2, 'correction', '2026-01-16')],
      })
      expect((await store.briefing(anyone, 'one'))?.bluf).toContain('four')
      expect(await candidates(store, anyone, looking('walruses'))).toEqual([])
      expect(await candidates(store, anyone, looking('otters'))).toEqual(['one'])
      const kept = await all(store.revisions(anyone))
      expect(kept.map(({ ref, isNewest }) => [ref.revision, isNewest])).toEqual([
        [1, false],
        [2, true],
      ])
      expect(kept[0]?.markdown).toContain('five')
      expect(await store.count(anyone)).toEqual({ briefings: 1, tlp: 'CLEAR' })
    })

    it('never overwrites a published revision, and writes a batch whole or not at all', async () => {
      const { store } = await open()
      await publish(store, { slug: 'one' })
      const other = publication({ slug: 'one', bluf: 'Example Gazette says another thing.' })
      await expect(store.publish('', [publication({ slug: 'two' }), other])).rejects.toThrow()
      expect((await store.briefing(anyone, 'one'))?.bluf).toContain('something')
      expect(await candidates(store, anyone, looking('something'))).toEqual(['one'])
      expect(await store.briefing(anyone, 'two')).toBeUndefined()
      expect(await store.count(anyone)).toEqual({ briefings: 1, tlp: 'CLEAR' })
    })

    it('keeps a withdrawn one as its tombstone only', async () => {
      const { store } = await open()
      await publish(store, { slug: 'one' }, { slug: 'two' })
      await publish(store, { slug: 'one', withdrawn: { date: '2026-01-20', reason: 'Made up.' } })
      expect((await store.briefing(anyone, 'one'))?.withdrawn?.reason).toBe('Made up.')
      expect(await candidates(store, anyone, looking('gazette'))).toEqual(['two'])
      expect(await store.titles(anyone, parseQuery('gazette'), 5)).toHaveLength(1)
      expect(await slugs(store.latest(anyone, { ...everything, changes: 'new' }))).toEqual(['two'])
      expect(await slugs(store.latest(anyone, { ...everything, changes: 'corrected' }))).toEqual([
        'one',
      ])
      expect(await store.count(anyone)).toEqual({ briefings: 1, tlp: 'CLEAR' })
    })

    it('takes parallel batches, losing none', async () => {
      const { store } = await open()
      const made = Array.from({ length: 40 }, (_, at) => publication({ slug: `one-${at}` }))
      await Promise.all(made.map((one) => store.publish('', [one])))
      expect((await store.count(anyone)).briefings).toBe(40)
      expect((await store.latest(anyone, everything)).total).toBe(40)
    })

    it('takes back what it indexed in an earlier session, many times over', async () => {
      const opened = await open()
      const slugs = Array.from({ length: 14 }, (_, at) => `one-${at}`)
      await publish(opened.store, ...slugs.map((slug) => ({ slug })))
      const again = await opened.reopen()
      for (const slug of slugs)
        await publish(again, { slug, withdrawn: { date: '2026-01-20', reason: 'Made up.' } })
      expect(await candidates(again, anyone, looking('gazette'))).toEqual([])
      expect(await again.count(anyone)).toEqual({ briefings: 0 })
    })

    it('holds everything after it is closed and opened again', async () => {
      const opened = await open()
      await publish(opened.store, { slug: 'one' })
      const again = await opened.reopen()
      expect((await again.briefing(anyone, 'one'))?.slug).toBe('one')
      expect(await again.check()).toEqual([])
    })
  })

  describe(`${name}: lists`, () => {
    const filled = async () => {
      const { store } = await open()
      await publish(
        store,
        { slug: 'first', published: '2026-01-01', topics: ['nato'] },
        { slug: 'second', published: '2026-01-02', topics: ['nato', 'russia'] },
        { slug: 'b-third', published: '2026-01-03', topics: ['russia'] },
        { slug: 'a-third', published: '2026-01-03', topics: ['russia'] },
        {
          slug: 'mended',
          published: '2026-01-01',
          changes: [change(2, 'correction', '2026-01-04'), change(3, 'editorial', '2026-01-09')],
        },
        { slug: 'grown', published: '2026-01-01', changes: [change(2, 'update', '2026-01-05')] },
      )
      return store
    }

    it.each<[string, Partial<LatestWish>, string[]]>([
      [
        'everything by its newest change, editorial ones aside',
        {},
        ['grown', 'mended', 'a-third', 'b-third', 'second', 'first'],
      ],
      [
        'new ones by publication',
        { changes: 'new' },
        ['a-third', 'b-third', 'second', 'first', 'grown', 'mended'],
      ],
      ['corrected ones', { changes: 'corrected' }, ['mended']],
      ['one topic', { topic: 'nato' }, ['second', 'first']],
      ['since a day', { since: '2026-01-04' }, ['grown', 'mended']],
      ['a topic since a day', { topic: 'russia', since: '2026-01-03' }, ['a-third', 'b-third']],
      ['a page', { offset: 1, limit: 2 }, ['mended', 'a-third']],
      ['past the end', { offset: 100 }, []],
      ['an unknown topic', { topic: 'none' }, []],
    ])('lists %s', async (_, wish, expected) => {
      const store = await filled()
      expect(await slugs(store.latest(anyone, { ...everything, ...wish }))).toEqual(expected)
    })

    it('counts the whole list, not the page', async () => {
      const store = await filled()
      expect((await store.latest(anyone, { ...everything, limit: 1 })).total).toBe(6)
      expect((await store.latest(anyone, { ...everything, limit: 1, topic: 'nato' })).total).toBe(2)
    })

    it('counts topics for the viewer, in the order of the vocabulary', async () => {
      const { store } = await open()
      const topics = vocabulary.parse([
        { slug: 'russia', name: 'Russia', scope: 'R' },
        { slug: 'nato', name: 'NATO', scope: 'N', aliases: [{ text: 'OTAN', case: true }] },
      ])
      await store.setTopics('', topics)
      await publish(
        store,
        { slug: 'one', topics: ['nato'], published: '2026-01-01' },
        { slug: 'two', topics: ['nato'], published: '2026-01-02', tlp: 'GREEN' },
      )
      expect(await store.topics(anyone)).toEqual([
        { ...topics[0], briefings: 0 },
        { ...topics[1], briefings: 1, newest: '2026-01-01' },
      ])
      expect((await store.topics(person('GREEN')))[1]).toMatchObject({
        briefings: 2,
        newest: '2026-01-02',
      })
      await store.setTopics('', topics.slice(1))
      expect((await store.topics(anyone)).map(({ slug }) => slug)).toEqual(['nato'])
    })
  })

  describe(`${name}: search`, () => {
    const body = (text: string) => `\n## Reported\n\nExample Gazette reports ${text}.\n`
    const filled = async () => {
      const { store } = await open()
      await publish(
        store,
        { slug: 'core', body: body('a new defence core and its organisation'), topics: ['nato'] },
        {
          slug: 'industry',
          body: body('the defense industry and its integration'),
          published: '2026-02-01',
        },
        { slug: 'bergen', body: body('an exercise at Bergen, not the core of the matter') },
        { slug: 'oe', body: body('a visit to Österreich and to Київ') },
      )
      return store
    }

    it.each<[string, Partial<CandidateWish>, string[]]>([
      ['defence', {}, ['core', 'industry']],
      ['defense', {}, ['core', 'industry']],
      ['organization', {}, ['core']],
      ['core defence', {}, ['core']],
      ['"defence core"', {}, ['core']],
      ['"core defence"', {}, []],
      ['core -defence', {}, ['bergen']],
      ['core -"of the matter"', {}, ['core']],
      ['integrat*', {}, ['industry']],
      ['exerci*', {}, ['bergen']],
      ['osterreich', {}, ['oe']],
      ['київ', {}, ['oe']],
      ['CORE', {}, ['bergen', 'core']],
      ['core', { topic: 'nato' }, ['core']],
      ['defence', { since: '2026-02-01' }, ['industry']],
      ['nothing like this', {}, []],
      ['-core', {}, []],
      ['"', {}, []],
    ])('finds %s %o', async (words, wish, expected) => {
      const store = await filled()
      const found = await store.candidates(anyone, looking(words, wish))
      expect(found.rows.map(({ slug }) => slug).sort()).toEqual(expected)
      expect(found.total).toBe(expected.length)
    })

    it.each([
      'AND OR NOT NEAR',
      "' or 1=1 --",
      'title:core',
      'NEAR(core defence, 5)',
      '{title} : core',
      '^core',
      '\\',
      '"a" * (b',
      '* * *',
      '%_%',
      'core"; drop table briefing; --',
    ])('takes %s for words, never for a query language', async (words) => {
      const store = await filled()
      await expect(store.candidates(anyone, looking(words))).resolves.toBeDefined()
      expect((await store.count(anyone)).briefings).toBe(4)
    })

    it('finds any of some terms, and says how many briefings hold each', async () => {
      const store = await filled()
      const found = await store.candidates(
        anyone,
        looking('', { query: anyOf(tellingTerms('bergen organisation defence')) }),
      )
      expect(found.total).toBe(3)
      expect(found.counts.visible).toBe(4)
      expect([...found.counts.holding.values()].sort()).toEqual([1, 1, 2])
    })

    it('does not lose an old but far better match among many newer ones', async () => {
      const { store } = await open()
      const weak = Array.from({ length: 60 }, (_, at) => ({
        slug: `weak-${at}`,
        published: '2026-03-01',
        body: body(`many things at length ${'and more '.repeat(60)} and one walrus`),
      }))
      await publish(
        store,
        { slug: 'strong', title: 'Walrus walrus', published: '2020-01-01' },
        ...weak,
      )
      const found = await candidates(store, anyone, looking('walrus', { best: 5, newest: 5 }))
      expect(found).toContain('strong')
      expect(found.length).toBeLessThanOrEqual(10)
    })

    it('begins titles as they are typed', async () => {
      const { store } = await open()
      await publish(
        store,
        { slug: 'a', title: 'NATO exercise at Bergen' },
        { slug: 'b', title: 'Bergen again' },
      )
      const titles = async (typed: string) =>
        (await store.titles(anyone, parseQuery(typed), 5)).map(({ slug }) => slug).sort()
      expect(await titles('ber*')).toEqual(['a', 'b'])
      expect(await titles('nato ber*')).toEqual(['a'])
      expect(await titles('gazette')).toEqual([])
    })
  })

  describe(`${name}: the wall`, () => {
    const labels: Tlp[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED']
    const labelled = async () => {
      const { store } = await open()
      await publish(
        store,
        ...labels.map((tlp) => ({
          slug: tlp.toLowerCase().replace('+', '-'),
          tlp,
          ...(tlp === 'RED' && { recipients: ['discord:1'] }),
        })),
      )
      return store
    }
    const seen = async (store: Store, viewer: Viewer) => {
      const listed = await slugs(store.latest(viewer, everything))
      const found = await candidates(store, viewer, looking('gazette'))
      const titled = (await store.titles(viewer, parseQuery('gazette'), 50)).map(({ slug }) => slug)
      const kept = (await all(store.revisions(viewer))).map(({ slug }) => slug)
      expect(found).toEqual([...listed].sort())
      expect(titled.sort()).toEqual(found)
      expect(kept.sort()).toEqual(found)
      expect((await store.count(viewer)).briefings).toBe(found.length)
      for (const tlp of labels) {
        const slug = tlp.toLowerCase().replace('+', '-')
        expect((await store.briefing(viewer, slug)) !== undefined).toBe(found.includes(slug))
      }
      return found.length
    }

    it.each<[string, Viewer, number]>([
      ['a person up to CLEAR', person('CLEAR'), 1],
      ['a person up to GREEN', person('GREEN'), 2],
      ['a person up to AMBER', person('AMBER'), 3],
      ['a person up to AMBER+STRICT', person('AMBER+STRICT'), 4],
      ['a named person up to RED', person('RED'), 5],
      ['a named person below RED', person('AMBER'), 3],
      ['a person RED does not name', person('RED', 'discord:2'), 4],
      ['a channel, even up to RED', channel('RED'), 4],
      ['an operator', operator('RED'), 5],
      ['an operator within AMBER', operator('AMBER'), 3],
    ])('shows %s the same through every read', async (_, viewer, count) => {
      expect(await seen(await labelled(), viewer)).toBe(count)
    })

    it("keeps a workspace's own briefings from all others", async () => {
      const { store } = await open()
      await store.publish('team', [publication({ slug: 'ours' })])
      await store.publish('other', [publication({ slug: 'theirs' })])
      await publish(store, { slug: 'everyones' })
      expect(await slugs(store.latest(person('RED'), everything))).toEqual(['everyones', 'ours'])
      expect(await slugs(store.latest(channel('RED', ''), everything))).toEqual(['everyones'])
      expect((await store.count(operator('RED'))).briefings).toBe(3)
    })

    it('holds one slug in two workspaces apart', async () => {
      const { store } = await open()
      await publish(store, { slug: 'same', bluf: 'Example Gazette says this to all.' })
      await store.publish('team', [
        publication({ slug: 'same', bluf: 'Example Gazette says this to the team.' }),
      ])
      expect((await store.briefing(person('CLEAR', 'x', 'team'), 'same'))?.bluf).toContain('team')
      expect((await store.briefing(person('CLEAR', 'x', 'other'), 'same'))?.bluf).toContain('all')
    })

    it('hides a briefing and its past when its label rises, and opens it when it falls', async () => {
      const { store } = await open()
      await publish(store, { slug: 'one' })
      await publish(store, {
        slug: 'one',
        tlp: 'AMBER',
        changes: [change(2, 'update', '2026-01-16')],
      })
      expect(await store.briefing(anyone, 'one')).toBeUndefined()
      expect(await all(store.revisions(anyone))).toEqual([])
      await publish(store, {
        slug: 'one',
        changes: [change(2, 'update', '2026-01-16'), change(3, 'update', '2026-01-17')],
      })
      expect((await store.briefing(anyone, 'one'))?.ref.revision).toBe(3)
      expect((await all(store.revisions(anyone))).map(({ ref }) => ref.revision)).toEqual([1, 3])
    })

    it('does not show a briefing before the day it is dated', async () => {
      const { store, clock } = await open()
      clock.now = '2026-01-31T22:30:00Z'
      await publish(
        store,
        { slug: 'ahead', published: '2026-02-01' },
        { slug: 'here', published: '2026-01-31' },
      )
      expect(await slugs(store.latest(operator('RED'), everything))).toEqual(['here'])
      expect(await candidates(store, operator('RED'), looking('gazette'))).toEqual(['here'])
      expect(await store.briefing(anyone, 'ahead')).toBeUndefined()
      expect((await all(store.revisions(anyone))).map(({ slug }) => slug)).toEqual(['here'])
      expect((await all(store.revisions(operator('RED')))).map(({ slug }) => slug)).toEqual([
        'ahead',
        'here',
      ])
      // The same instant plus half an hour is the next day in Brussels.
      clock.now = '2026-01-31T23:00:00Z'
      expect(await slugs(store.latest(anyone, everything))).toEqual(['ahead', 'here'])
      expect(await candidates(store, anyone, looking('gazette'))).toEqual(['ahead', 'here'])
    })

    it('reads behind very many walls, and keeps none for days gone by', async () => {
      const { store, clock } = await open()
      const day = (at: number) => Temporal.PlainDate.from('2026-03-01').add({ days: at }).toString()
      const ahead = Array.from({ length: 130 }, (_, at) => ({
        slug: `ahead-${at}`,
        published: day(at),
      }))
      const red = Array.from({ length: 550 }, (_, at) => ({
        slug: `red-${at}`,
        tlp: 'RED',
        recipients: [`discord:${at + 10}`],
      }))
      await publish(store, ...ahead, ...red)
      const named = person('RED', 'discord:10')
      expect((await store.latest(operator('RED'), everything)).total).toBe(550)
      expect((await store.candidates(operator('RED'), looking('gazette'))).total).toBe(550)
      expect(await store.titles(operator('RED'), parseQuery('red*'), 600)).toHaveLength(550)
      expect(await candidates(store, named, looking('gazette'))).toEqual(['red-0'])
      clock.now = '2026-05-01T09:00:00Z'
      const before = await store.candidates(anyone, looking('gazette', { best: 500 }))
      await publish(store, { slug: 'last', topics: ['nato'] })
      const after = await store.candidates(anyone, looking('gazette', { best: 500 }))
      expect(before.total).toBe(62)
      expect(after.total).toBe(63)
      expect(await store.count(anyone)).toEqual({ briefings: 63, tlp: 'CLEAR' })
      expect((await store.briefing(anyone, 'ahead-3'))?.published).toBe(day(3))
      expect((await store.latest(anyone, { ...everything, topic: 'defence-core' })).total).toBe(62)
      await publish(store, {
        slug: 'ahead-3',
        published: day(3),
        withdrawn: { date: day(60), reason: 'Made up.' },
      })
      expect((await store.candidates(anyone, looking('gazette'))).total).toBe(62)
    })

    it('gives the same candidates and counts with and without 1,000 hidden briefings', async () => {
      const visible = Array.from({ length: 30 }, (_, at) =>
        publication({
          slug: `seen-${at}`,
          body: `\n## Reported\n\nExample Gazette reports ${'defence '.repeat((at % 5) + 1)} ${'exercise '.repeat(at % 3)} matter ${at}.\n`,
        }),
      )
      const hidden = Array.from({ length: 1_000 }, (_, at) =>
        publication({
          slug: `hidden-${at}`,
          tlp: (['GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const)[at % 4] ?? 'RED',
          ...(at % 4 === 3 && { recipients: ['discord:2'] }),
          published: at % 7 === 0 ? '2026-03-01' : '2026-01-15',
          body: `\n## Reported\n\nExample Gazette reports exercise exercise ${at}.\n`,
        }),
      )
      const without = (await open()).store
      await without.publish('', visible)
      const among = (await open()).store
      await among.publish('', hidden.slice(0, 500))
      await among.publish('', visible)
      await among.publish('', hidden.slice(500))
      await among.publish('elsewhere', [
        publication({ slug: 'foreign', title: 'Defence exercise' }),
      ])
      for (const words of [
        'defence',
        'exercise',
        'defence exercise',
        'exerc*',
        '"defence exercise"',
        'matter -exercise',
      ]) {
        const wish = looking(words, { best: 8, newest: 4 })
        const plain = async (store: Store) => {
          const { rows, ...rest } = await store.candidates(anyone, wish)
          return { ...rest, rows: rows.map(({ key: _, ...row }) => row) }
        }
        expect(await plain(among)).toEqual(await plain(without))
      }
      expect(await among.latest(anyone, everything)).toEqual(
        await without.latest(anyone, everything),
      )
      expect(await among.topics(anyone)).toEqual(await without.topics(anyone))
      expect(await among.count(anyone)).toEqual(await without.count(anyone))
    })
  })

  describe(`${name}: imports, exports and the ledger`, () => {
    it('says what stands under a name, for one workspace', async () => {
      const { store } = await open()
      await publish(store, { slug: 'one', changes: [change(2, 'update', '2026-01-16')] })
      await store.publish('team', [publication({ slug: 'two' })])
      const standing = await store.standing('', ['one', 'two', 'three'])
      expect([...standing.keys()]).toEqual(['one'])
      expect(standing.get('one')).toMatchObject({
        id: 'one',
        revision: 2,
        withdrawn: false,
        origin: 'folder',
      })
      expect(standing.get('one')?.changes).toHaveLength(1)
    })

    it('lists what came from the folder and is not withdrawn', async () => {
      const { store } = await open()
      await publish(
        store,
        { slug: 'here' },
        { slug: 'gone', withdrawn: { date: '2026-01-20', reason: 'Made up.' } },
      )
      await store.publish('', [{ ...publication({ slug: 'spoken' }), origin: 'chat' }])
      expect((await store.fromFolder('')).map(({ slug }) => slug)).toEqual(['here'])
    })

    it('pages through many revisions in order', async () => {
      const { store } = await open()
      const made = Array.from({ length: 450 }, (_, at) =>
        publication({ slug: `one-${`${at}`.padStart(3, '0')}` }),
      )
      await store.publish('', made)
      const found = await all(store.revisions(anyone))
      expect(found.map(({ slug }) => slug)).toEqual(made.map(({ id }) => id))
      expect(await all(store.revisions(anyone, ['one-007']))).toHaveLength(1)
    })

    it('keeps the ledger in order, and shows of it what the viewer may see', async () => {
      const { store } = await open()
      await publish(store, { slug: 'one' }, { slug: 'two', tlp: 'AMBER' })
      const line = {
        workspace: 'team',
        platform: 'terminal',
        person: 'p',
        owner: '',
        revision: 1,
        command: 'brief',
        at: '2026-01-15T08:00:00Z',
      }
      await store.recordShown([
        { ...line, briefing: 'one' },
        { ...line, briefing: 'two', channel: 'c', answer: 'a' },
      ])
      await store.recordShown([])
      expect(await all(store.shown(operator('RED')))).toEqual([
        { ...line, briefing: 'one' },
        { ...line, briefing: 'two', channel: 'c', answer: 'a' },
      ])
      expect(await all(store.shown(operator('CLEAR')))).toHaveLength(1)
    })
  })
}
