import { describe, expect, it } from 'vitest'
import type { NewDraft } from '#core/draft'
import { paragraph, type Reply } from '#core/reply'
import type { Limit, Received, Sent } from '#core/room'
import type { Shown, Store, StoredRecord } from '#core/store'
import { publication } from '../support/briefings.ts'
import type { Opened } from './store.ts'

const day = (date: number): string => `2026-01-${`${date}`.padStart(2, '0')}T08:00:00Z`

const limit = (fields: Partial<Limit> = {}): Limit => ({
  workspace: 'team',
  channel: 'policy',
  tlp: 'AMBER',
  setBy: 'discord:1',
  setAt: day(1),
  ...fields,
})

const shown = (answer: string, fields: Partial<Shown> = {}): Shown => ({
  workspace: 'team',
  platform: 'discord',
  channel: 'policy',
  person: 'discord:1',
  answer,
  owner: '',
  briefing: 'one',
  revision: 1,
  command: 'brief',
  at: day(1),
  ...fields,
})

const replying = (words: string): Reply => ({
  kind: 'reply',
  blocks: [paragraph(words)],
  shows: [{ workspace: '', briefing: 'one', revision: 1 }],
})

const sent = (answer: string, fields: Partial<Sent> = {}): Sent => ({
  answer,
  workspace: 'team',
  platform: 'discord',
  channel: 'policy',
  messages: [`${answer}-1`],
  reply: replying(answer),
  at: day(1),
  ...fields,
})

const message = (id: string, fields: Partial<Received> = {}): Received => ({
  platform: 'discord',
  id,
  workspace: '',
  channel: 'dm',
  person: 'discord:1',
  name: 'Ada',
  isDirect: true,
  text: `Question ${id}?`,
  at: day(1),
  ...fields,
})

const pressed = (subject: string) => ({ command: 'brief', options: { subject } })
const nothing = {
  shown: 0,
  questions: 0,
  asked: 0,
  requests: 0,
  taken: 0,
  workspace: false,
  digests: 0,
  watches: false,
  drafts: 0,
  used: 0,
}

/** What a channel was shown: an answer that stands there for all to see. */
const showAll = async (store: Store, answer: string, fields: Partial<Shown> = {}) => {
  await store.recordShown([shown(answer, fields)])
  const { channel = 'policy', workspace = 'team', at = day(1) } = fields
  await store.recordSent(sent(answer, { channel, workspace, at }))
}

/** What one person alone was shown, in direct messages. */
const showOne = async (store: Store, answer: string, person: string, at = day(1)) => {
  const where = { workspace: '', channel: `dm of ${person}`, person, at }
  await store.recordShown([shown(answer, where)])
  await store.recordSent(sent(answer, where))
}

const all = async <T>(rows: AsyncIterable<T>): Promise<T[]> => Array.fromAsync(rows)
const recordsOf = async (store: Store): Promise<string[]> =>
  (await all(store.records())).map((record) => JSON.stringify(record)).sort()
/** The ledger: answers, each with whom it was for. */
const ledgerOf = async (store: Store) => {
  const lines = await all(store.shown({ kind: 'operator', clearance: 'RED' }))
  return lines.map(({ answer, person }) => [answer, person ?? 'nobody'])
}
const postedIn = async (store: Store, channel = 'policy', workspace = 'team') =>
  (await store.rooms.posted(workspace, channel)).map(({ messages }) => messages.join(' '))
const openIn = async (store: Store, platform = 'discord') =>
  (await store.inbox.open(platform)).map(({ id }) => id)

/** What every store must keep beside briefings, run unchanged against each. */
export const recordsContract = (name: string, open: () => Promise<Opened>): void => {
  const empty = async () => (await open()).store
  const withBriefing = async () => {
    const store = await empty()
    await store.publish('', [publication({ slug: 'one' }), publication({ slug: 'two' })])
    return store
  }

  describe(`${name}: limits of rooms`, () => {
    it('knows none before one is set', async () => {
      const store = await empty()
      expect(await store.rooms.limit('team', 'policy')).toBeUndefined()
      expect(await store.rooms.limits()).toEqual([])
    })

    it('keeps the last that was set, and who set it when', async () => {
      const store = await empty()
      await store.rooms.setLimit(limit())
      const last = limit({ tlp: 'AMBER+STRICT', setBy: 'discord:2', setAt: day(2) })
      await store.rooms.setLimit(last)
      expect(await store.rooms.limit('team', 'policy')).toEqual(last)
      expect(await store.rooms.limits()).toEqual([last])
    })

    it('keeps workspaces, channels and members apart', async () => {
      const store = await empty()
      const [members, policy, other] = [
        limit({ channel: '', tlp: 'GREEN' }),
        limit(),
        limit({ workspace: 'other', tlp: 'CLEAR' }),
      ]
      for (const one of [policy, members, other]) await store.rooms.setLimit(one)
      expect(await store.rooms.limits('team')).toEqual([members, policy])
      expect(await store.rooms.limits()).toEqual([other, members, policy])
      expect(await store.rooms.limit('other', 'policy')).toEqual(other)
      expect(await store.rooms.limit('other', '')).toBeUndefined()
      expect(await store.rooms.limits('none')).toEqual([])
    })

    it('finds a room open once, until it has closed again', async () => {
      const store = await empty()
      await store.rooms.setLimit(limit())
      const found = () => store.rooms.foundOpen(limit())
      expect([await found(), await found()]).toEqual([true, false])
      await store.rooms.closedAgain(limit())
      expect([await found(), await found()]).toEqual([true, false])
    })

    it('is told by one of 20 that find it open at once', async () => {
      const store = await empty()
      await store.rooms.setLimit(limit())
      const told = await Promise.all(
        Array.from({ length: 20 }, () => store.rooms.foundOpen(limit())),
      )
      expect(told.filter((isNews) => isNews)).toHaveLength(1)
    })

    it('keeps what a limit was set in spite of, until it is set without', async () => {
      const store = await empty()
      const accepting = limit({ accepts: '1 guest can read it' })
      await store.rooms.setLimit(accepting)
      expect(await store.rooms.limit('team', 'policy')).toEqual(accepting)
      expect(await store.rooms.limits()).toEqual([accepting])
      await store.rooms.setLimit(limit())
      expect(await store.rooms.limit('team', 'policy')).toEqual(limit())
    })

    it('finds it open anew after the limit was set again', async () => {
      const store = await empty()
      await store.rooms.setLimit(limit())
      await store.rooms.foundOpen(limit())
      await store.rooms.setLimit(limit({ tlp: 'GREEN' }))
      expect(await store.rooms.foundOpen(limit({ tlp: 'GREEN' }))).toBe(true)
    })

    it('finds each room open for itself, and none that has no limit', async () => {
      const store = await empty()
      const rooms = [limit(), limit({ channel: '' }), limit({ workspace: 'other' })]
      for (const one of rooms) await store.rooms.setLimit(one)
      for (const one of rooms) expect(await store.rooms.foundOpen(one)).toBe(true)
      await store.rooms.closedAgain(limit({ channel: '' }))
      expect(await store.rooms.foundOpen(limit())).toBe(false)
      expect(await store.rooms.foundOpen(limit({ workspace: 'other' }))).toBe(false)
      expect(await store.rooms.foundOpen(limit({ channel: 'elsewhere' }))).toBe(false)
    })
  })

  describe(`${name}: what was posted`, () => {
    it('joins what an answer showed with the messages it stands in, oldest first', async () => {
      const store = await empty()
      await showAll(store, 'later', { at: day(3), briefing: 'two', owner: 'team', revision: 4 })
      await store.recordShown([shown('first'), shown('first', { briefing: 'two', revision: 2 })])
      await store.recordSent(sent('first', { messages: ['m1', 'm2'] }))
      expect(await store.rooms.posted('team', 'policy')).toEqual([
        {
          ref: { workspace: '', briefing: 'one', revision: 1 },
          // Of a briefing that is not there nothing is known.
          tlp: 'RED',
          channel: 'policy',
          messages: ['m1', 'm2'],
          at: day(1),
        },
        {
          ref: { workspace: '', briefing: 'two', revision: 2 },
          tlp: 'RED',
          channel: 'policy',
          messages: ['m1', 'm2'],
          at: day(1),
        },
        {
          ref: { workspace: 'team', briefing: 'two', revision: 4 },
          tlp: 'RED',
          channel: 'policy',
          messages: ['later-1'],
          at: day(3),
        },
      ])
    })

    it('holds one channel of one workspace', async () => {
      const store = await empty()
      await showAll(store, 'here')
      await showAll(store, 'beside', { channel: 'press' })
      await showAll(store, 'elsewhere', { workspace: 'other' })
      expect(await postedIn(store)).toEqual(['here-1'])
      expect(await postedIn(store, 'policy', 'other')).toEqual(['elsewhere-1'])
      expect(await postedIn(store, 'policy', '')).toEqual([])
    })

    it('holds nothing that one person alone saw, nor what was never sent', async () => {
      const store = await empty()
      await store.recordShown([shown('private'), shown('unsent')])
      await store.recordSent(sent('private', { person: 'discord:1' }))
      expect(await postedIn(store)).toEqual([])
    })

    it('takes the messages and words an answer was sent in last', async () => {
      const store = await empty()
      await showAll(store, 'one')
      await store.recordSent(sent('one', { messages: ['again'], reply: replying('Said anew') }))
      expect(await postedIn(store)).toEqual(['again'])
      const [record, ...others] = await recordsOf(store)
      expect(record).toContain('Said anew')
      expect(others).toEqual([])
    })

    it('lets a message that was changed stand for what it shows now, and for that alone', async () => {
      const store = await empty()
      await store.recordShown([shown('long'), shown('next')])
      await store.recordSent(sent('long', { messages: ['m1', 'm2', 'm3'] }))
      await store.recordSent(sent('next', { messages: ['m2'] }))
      expect(await postedIn(store)).toEqual(['m1 m3', 'm2'])
      const silent = { ...replying('No more of it'), shows: [] }
      await store.recordSent(sent('help', { messages: ['m3', 'm1'], reply: silent }))
      expect(await postedIn(store)).toEqual(['m2'])
    })

    it('takes no message of another channel for one that was changed', async () => {
      const store = await empty()
      await showAll(store, 'same', { channel: 'press' })
      await showAll(store, 'same there', { workspace: 'other' })
      await store.recordSent(sent('next', { messages: ['same-1', 'same there-1'] }))
      expect(await postedIn(store, 'press')).toEqual(['same-1'])
      expect(await postedIn(store, 'policy', 'other')).toEqual(['same there-1'])
    })

    it('keeps no words of an answer that shows no briefing', async () => {
      const store = await empty()
      await store.recordSent(sent('one', { reply: { ...replying('No topic "x"'), shows: [] } }))
      expect(await recordsOf(store)).toEqual([])
    })

    it('takes back all that one answer showed, and nothing of another', async () => {
      const store = await withBriefing()
      await store.recordShown([shown('gone'), shown('gone', { briefing: 'two' }), shown('kept')])
      await store.takeBackShown('gone')
      expect(await ledgerOf(store)).toEqual([['kept', 'discord:1']])
    })
  })

  describe(`${name}: drafts`, () => {
    const draft = (id: string, fields: Partial<NewDraft> = {}): NewDraft => ({
      ...{ id, workspace: 'team', kind: 'new', markdown: id, removesWords: false },
      author: { platform: 'discord', person: 'discord:1', name: 'Ada' },
      created: day(1),
      ...fields,
    })

    it('begins one for an answer, however often it is given, and as many without', async () => {
      const store = await empty()
      const first = await store.drafts.add(draft('aaaa', { answer: 'a' }))
      const changed = await store.drafts.change(first, { markdown: 'more' }, day(2))
      expect(await store.drafts.add(draft('bbbb', { answer: 'a' }))).toEqual(changed)
      expect(await store.drafts.find('bbbb')).toBeUndefined()
      for (const id of ['cccc', 'dddd']) await store.drafts.add(draft(id))
      expect(await store.drafts.list('team', 'discord:1')).toHaveLength(3)
    })
  })

  describe(`${name}: messages received`, () => {
    it('receives each once, however often it comes at once', async () => {
      const store = await empty()
      const told = await Promise.all(
        Array.from({ length: 50 }, () => store.inbox.receive(message('1'))),
      )
      expect(told.filter((isNew) => isNew)).toHaveLength(1)
      expect(await openIn(store)).toEqual(['1'])
    })

    it('gives back what was written, to the last field', async () => {
      const store = await empty()
      const odd = message('1', {
        name: '"; --',
        text: "' or 1=1 \n @everyone \u202e 🦭",
        isDirect: false,
      })
      await store.inbox.receive(odd)
      expect(await store.inbox.open('discord')).toEqual([odd])
    })

    it('keeps what is said of files until it is answered, or whose they are is forgotten', async () => {
      const store = await empty()
      const files = [
        { name: '../x.md', type: 'text/plain', bytes: 7, url: 'https://example.org/x' },
        { name: '', url: '' },
      ]
      const [one, two] = [message('1', { files }), message('2', { files })]
      for (const each of [one, two]) await store.inbox.receive(each)
      expect(await store.inbox.open('discord')).toEqual([one, two])
      await store.inbox.close('discord', '1', 'answered')
      await store.people.forget(two.person)
      expect(await store.inbox.open('discord')).toEqual([])
    })

    it('keeps the ids of two platforms apart', async () => {
      const store = await empty()
      await store.inbox.receive(message('1'))
      expect(await store.inbox.receive(message('1', { platform: 'slack' }))).toBe(true)
      await store.inbox.close('slack', '1', 'answered')
      expect(await openIn(store)).toEqual(['1'])
      expect(await openIn(store, 'slack')).toEqual([])
    })

    it('lists the open ones in the order they came, to a part of a second', async () => {
      const store = await empty()
      const times = ['08:00:00Z', '08:00:00.25Z', '08:00:00.2504Z', '08:00:00.251Z', '08:00:01Z']
      for (const [at, time] of times.entries())
        await store.inbox.receive(message(`${9 - at}`, { at: `2026-01-01T${time}` }))
      await store.inbox.close('discord', '7', 'missed')
      expect(await openIn(store)).toEqual(['9', '8', '6', '5'])
    })

    it.each(['answered', 'missed'] as const)('never opens one again that is %s', async (as) => {
      const store = await empty()
      await store.inbox.receive(message('1'))
      await store.inbox.close('discord', '1', as)
      expect(await store.inbox.receive(message('1'))).toBe(false)
      expect(await openIn(store)).toEqual([])
    })

    it('names the conversations since a moment, each with the newest message', async () => {
      const store = await empty()
      const came = [
        message('99', { channel: 'a', at: day(2) }),
        message('100', { channel: 'a', at: day(3) }),
        message('7', { channel: 'b', at: day(3) }),
        message('8', { channel: 'long ago', at: day(1) }),
        message('9', { channel: 'policy', workspace: 'team', isDirect: false, at: day(3) }),
        message('11', { channel: 'c', platform: 'slack', at: day(3) }),
      ]
      for (const one of came) await store.inbox.receive(one)
      await store.inbox.close('discord', '7', 'answered')
      const found = await store.inbox.conversations('discord', day(2))
      expect(found.sort((a, b) => (a.channel < b.channel ? -1 : 1))).toEqual([
        { channel: 'a', newest: '100' },
        { channel: 'b', newest: '7' },
      ])
    })
  })

  describe(`${name}: what people settle, and what is kept about them`, () => {
    const [ada, ben] = ['discord:1', 'discord:2']

    /** Both asked, alone and before a channel, wrote a message and chose a workspace. */
    const filled = async () => {
      const store = await withBriefing()
      for (const person of [ada, ben]) {
        await showOne(store, `alone ${person}`, person)
        await showAll(store, `before all ${person}`, { person })
        await store.recordShown([shown(`unsent ${person}`, { person })])
        await store.inbox.receive(message(person, { person, channel: `dm of ${person}` }))
        await store.people.use(person, 'team')
      }
      return store
    }
    const everything = { ...nothing, shown: 3, questions: 1, workspace: true }

    it('keeps the workspace that each chose last, until they leave it', async () => {
      const { people } = await empty()
      expect(await people.used(ada)).toBeUndefined()
      await people.use(ada, 'team')
      await people.use(ada, 'other')
      await people.use(ben, 'team')
      expect([await people.used(ada), await people.used(ben)]).toEqual(['other', 'team'])
      await people.use(ada, undefined)
      expect([await people.used(ada), await people.used(ben)]).toEqual([undefined, 'team'])
    })

    it('counts what is kept about one person', async () => {
      const store = await filled()
      expect(await store.people.kept(ada)).toEqual(everything)
      expect(await store.people.kept('discord:3')).toEqual(nothing)
    })

    it('forgets one person whole, and says what it was', async () => {
      const store = await filled()
      expect(await store.people.forget(ada)).toEqual(everything)
      expect(await store.people.kept(ada)).toEqual(nothing)
      expect(await store.people.forget(ada)).toEqual(nothing)
      expect(await store.people.used(ada)).toBeUndefined()
      expect((await recordsOf(store)).filter((record) => record.includes(ada))).toEqual([
        expect.stringContaining(`before all ${ada}`),
      ])
    })

    it('leaves what a channel saw correctable, without whose question it was', async () => {
      const store = await filled()
      await store.people.forget(ada)
      expect(await ledgerOf(store)).toEqual([
        [`before all ${ada}`, 'nobody'],
        [`alone ${ben}`, ben],
        [`before all ${ben}`, ben],
        [`unsent ${ben}`, ben],
      ])
      expect(await postedIn(store)).toEqual([`before all ${ada}-1`, `before all ${ben}-1`])
    })

    it('touches nothing of another person', async () => {
      const store = await filled()
      const bens = (records: string[]) => records.filter((record) => record.includes(ben))
      const before = bens(await recordsOf(store))
      await store.people.forget(ada)
      expect(await store.people.kept(ben)).toEqual(everything)
      expect(await store.people.used(ben)).toBe('team')
      expect(bens(await recordsOf(store))).toEqual(before)
      expect(await store.inbox.open('discord')).toEqual([
        message(ben, { person: ben, channel: `dm of ${ben}` }),
      ])
    })

    it('leaves no message of theirs open to be answered without its words', async () => {
      const store = await filled()
      await store.people.forget(ada)
      expect(await openIn(store)).toEqual([ben])
      expect(await store.inbox.receive(message(ada))).toBe(false)
    })
  })

  describe(`${name}: what expires`, () => {
    it('drops what one person alone was shown before, and nothing since', async () => {
      const store = await withBriefing()
      await showOne(store, 'old', 'discord:1', day(1))
      await store.recordShown([shown('old and unsent')])
      await showOne(store, 'new', 'discord:1', day(3))
      await store.expire({ shown: day(2), questions: day(2) })
      expect(await ledgerOf(store)).toEqual([['new', 'discord:1']])
      expect(await recordsOf(store)).toEqual([expect.stringContaining('new-1')])
    })

    it('keeps what a channel saw, from then on without whose question it was', async () => {
      const store = await withBriefing()
      await showAll(store, 'old')
      await showAll(store, 'new', { at: day(3) })
      await store.expire({ shown: day(2), questions: day(2) })
      expect(await ledgerOf(store)).toEqual([
        ['old', 'nobody'],
        ['new', 'discord:1'],
      ])
      expect(await postedIn(store)).toEqual(['old-1', 'new-1'])
    })

    it('leaves nothing nameless of what one person saw while it was being sent', async () => {
      const store = await withBriefing()
      const alone = { workspace: '', channel: 'dm', person: 'discord:1' }
      await store.recordShown([shown('slow', { ...alone, at: day(1) })])
      await store.recordSent(sent('slow', { ...alone, at: day(3) }))
      await store.expire({ shown: day(2), questions: day(2) })
      await store.expire({ shown: day(4), questions: day(4) })
      expect(await ledgerOf(store)).toEqual([])
    })

    it('keeps the ids of messages for as long as questions are, and open ones for good', async () => {
      const store = await empty()
      for (const id of ['closed', 'open']) await store.inbox.receive(message(id))
      await store.inbox.receive(message('young', { at: day(3) }))
      for (const id of ['closed', 'young']) await store.inbox.close('discord', id, 'answered')
      await store.expire({ shown: day(1), questions: day(2) })
      expect(await openIn(store)).toEqual(['open'])
      expect(await store.inbox.receive(message('young'))).toBe(false)
      expect(await store.inbox.receive(message('closed'))).toBe(true)
    })

    it('drops what buttons do once nobody has been shown them since', async () => {
      const { presses, expire } = await empty()
      const two = ['old', 'touched'].map((key) => ({ key, invoked: pressed(key) }))
      await presses.keep(two, day(1))
      await presses.keep(two.slice(1), day(3))
      await expire({ shown: day(4), questions: day(2) })
      expect(await presses.kept('old')).toBeUndefined()
      expect(await presses.kept('touched')).toEqual(pressed('touched'))
    })

    it('leaves limits and chosen workspaces alone', async () => {
      const store = await empty()
      await store.rooms.setLimit(limit())
      await store.people.use('discord:1', 'team')
      await store.expire({ shown: day(9), questions: day(9) })
      expect(await store.rooms.limit('team', 'policy')).toEqual(limit())
      expect(await store.people.used('discord:1')).toBe('team')
    })
  })

  describe(`${name}: what buttons do`, () => {
    it('gives back what was kept under a key, and nothing under another', async () => {
      const { presses } = await empty()
      const odd = { command: 'search', options: { words: '"; drop table press; -- 🦭', page: '2' } }
      await presses.keep(
        [
          { key: 'a', invoked: odd },
          { key: 'b', invoked: pressed('b') },
        ],
        day(1),
      )
      await presses.keep([], day(1))
      expect(await presses.kept('a')).toEqual(odd)
      expect(await presses.kept('c')).toBeUndefined()
    })

    it('takes one key twice, in one go and in two', async () => {
      const { presses } = await empty()
      const one = { key: 'a', invoked: pressed('one') }
      await presses.keep([one, one], day(1))
      await presses.keep([one], day(2))
      expect(await presses.kept('a')).toEqual(pressed('one'))
    })
  })

  describe(`${name}: records for exports`, () => {
    const filled = async () => {
      const store = await withBriefing()
      await store.rooms.setLimit(limit())
      await store.rooms.setLimit(limit({ channel: '', tlp: 'GREEN' }))
      await store.rooms.foundOpen(limit())
      await store.people.use('discord:1', 'team')
      await store.presses.keep([{ key: 'k', invoked: pressed('one') }], day(1))
      await showAll(store, 'before all')
      await showOne(store, 'alone', 'discord:1')
      await store.inbox.receive(message('1'))
      return store
    }

    it('come back whole into an empty store', async () => {
      const from = await filled()
      const records = await all(from.records())
      const into = await withBriefing()
      await into.restore(records)
      await into.recordShown(await all(from.shown({ kind: 'operator', clearance: 'RED' })))
      expect(await recordsOf(into)).toEqual(await recordsOf(from))
      expect(await into.rooms.limits()).toEqual(await from.rooms.limits())
      expect(await into.rooms.foundOpen(limit())).toBe(false)
      expect(await into.people.used('discord:1')).toBe('team')
      expect(await into.presses.kept('k')).toEqual(pressed('one'))
      expect(await into.rooms.posted('team', 'policy')).toEqual(
        await from.rooms.posted('team', 'policy'),
      )
    })

    it('say what a limit was set in spite of; those of an earlier store say nothing', async () => {
      const accepting = limit({ accepts: '1 guest can read it' })
      const from = await empty()
      for (const one of [accepting, limit({ workspace: 'other' })]) await from.rooms.setLimit(one)
      const records = await all(from.records())
      const into = await empty()
      await into.restore(records)
      expect(await into.rooms.limits()).toEqual(await from.rooms.limits())
      const earlier = records.map(({ table, row: { accepts: _, ...row } }) => ({ table, row }))
      const older = await empty()
      await older.restore(earlier)
      expect(await older.rooms.limit('team', 'policy')).toEqual(limit())
    })

    it('hold no message of anybody', async () => {
      expect((await recordsOf(await filled())).join()).not.toContain('Question 1?')
    })

    it('add to a store that holds some, and change none of its own', async () => {
      const records = await all((await filled()).records())
      const store = await empty()
      const own = limit({ tlp: 'CLEAR', setBy: 'discord:9' })
      await store.rooms.setLimit(own)
      await store.people.use('discord:1', 'other')
      await store.restore(records)
      await store.restore(records)
      expect(await store.rooms.limits()).toEqual([limit({ channel: '', tlp: 'GREEN' }), own])
      expect(await store.people.used('discord:1')).toBe('other')
      expect(await recordsOf(store)).toHaveLength(records.length)
    })

    it.each<[string, (record: StoredRecord) => StoredRecord]>([
      ['a table that is not known', ({ row }) => ({ table: 'tables', row })],
      ['a table that exports leave out', ({ row }) => ({ table: 'inbox', row })],
      ['a table of the database itself', ({ row }) => ({ table: 'sqlite_master', row })],
      ['a table that is SQL', ({ row }) => ({ table: 'press (key) values (1); --', row })],
      ['columns that are not known', ({ table }) => ({ table, row: { later: 1 } })],
      ['no columns', ({ table }) => ({ table, row: {} })],
    ])('leave out %s', async (_, change) => {
      const records = await all((await filled()).records())
      const store = await empty()
      await store.restore(records.map(change))
      expect(await recordsOf(store)).toEqual([])
      expect(await store.inbox.open('discord')).toEqual([])
    })

    it.each([
      'key) select 1; drop table press; --',
      'key"',
      "key' or '1",
      'press.key',
      '$.key',
      '__proto__',
      'later',
    ])('take no column for SQL: %s', async (column) => {
      const records = await all((await filled()).records())
      const store = await empty()
      const hostile = ({ table, row }: StoredRecord): StoredRecord => ({
        table,
        row: Object.fromEntries([[column, "'); drop table press; --"], ...Object.entries(row)]),
      })
      await store.restore(records.map(hostile))
      expect(await recordsOf(store)).toEqual(records.map((one) => JSON.stringify(one)).sort())
      expect(await store.check()).toEqual([])
    })

    it('come back all or not at all', async () => {
      const records = await all((await filled()).records())
      const store = await empty()
      const broken = { table: 'sent', row: { answer: 'broken' } }
      await expect(store.restore([broken, ...records])).rejects.toThrow()
      expect(await recordsOf(store)).toEqual([])
    })

    it('come back whatever text they hold', async () => {
      const odd = [
        '',
        "'; --",
        '"',
        '\u0000 and on',
        '\n\t\\',
        '🦭 \u202e',
        '{"a":1}',
        '$.x',
        '007',
      ]
      const from = await empty()
      for (const workspace of odd) await from.rooms.setLimit(limit({ workspace }))
      for (const [at, text] of odd.entries())
        await from.recordSent(sent(`a${at}`, { channel: text, reply: replying(text) }))
      const into = await empty()
      await into.restore(await all(from.records()))
      expect(await recordsOf(into)).toEqual(await recordsOf(from))
      expect(await into.rooms.limits()).toEqual(await from.rooms.limits())
    })

    it('are many, and none is lost to one that goes while they are read', async () => {
      const store = await empty()
      for (let at = 0; at < 450; at += 1) await store.people.use(`discord:${at}`, 'team')
      const people: unknown[] = []
      for await (const { row } of store.records()) {
        if (people.length === 0) await store.people.use('discord:0', undefined)
        people.push(row.person)
      }
      expect(people).toEqual(Array.from({ length: 450 }, (_, at) => `discord:${at}`))
    })
  })

  it(`${name}: holds all of this after it is closed and opened again`, async () => {
    const opened = await open()
    const { store } = opened
    await store.publish('', [publication({ slug: 'one' })])
    await store.rooms.setLimit(limit())
    await store.rooms.foundOpen(limit())
    await store.people.use('discord:1', 'team')
    await store.presses.keep([{ key: 'k', invoked: pressed('one') }], day(1))
    await store.inbox.receive(message('1'))
    await showAll(store, 'before all')
    const before = await recordsOf(store)
    const again = await opened.reopen()
    expect(await recordsOf(again)).toEqual(before)
    expect(await again.rooms.limit('team', 'policy')).toEqual(limit())
    expect(await again.rooms.foundOpen(limit())).toBe(false)
    expect(await again.people.used('discord:1')).toBe('team')
    expect(await again.presses.kept('k')).toEqual(pressed('one'))
    expect(await again.inbox.open('discord')).toEqual([message('1')])
    expect(await again.inbox.receive(message('1'))).toBe(false)
    expect(await postedIn(again)).toEqual(['before all-1'])
  })
}
