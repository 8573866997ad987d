import { expect, it } from 'vitest'
import { type Crew, crewIn, shardsFor } from '#core/shards'

type Given = {
  live: string
  leaving?: string
  owners?: string
  next?: Record<number, string>
  ready?: Record<number, string>
}

/** One letter for each process; of owners, one for each shard, and `-` for nobody. */
const crew = ({ live, leaving = '', owners = '', next = {}, ready = {} }: Given): Crew => {
  const numbered = (all: Record<number, string>) =>
    new Map(Object.entries(all).map(([shard, who]) => [Number(shard), who] as const))
  const owned = [...owners].flatMap((who, shard) => (who === '-' ? [] : [[shard, who] as const]))
  return {
    live: [...live],
    leaving: [...leaving],
    owners: new Map(owned),
    next: numbered(next),
    ready: numbered(ready),
  }
}

it.each<[string, string, number, Given, Partial<ReturnType<typeof shardsFor>>]>([
  ['one alone takes all', 'a', 3, { live: 'a', owners: '---' }, { take: [0, 1, 2] }],
  [
    'of two that begin, each takes its share',
    'b',
    4,
    { live: 'ab', owners: '----' },
    { take: [0, 1] },
  ],
  [
    'one that comes follows on the surplus',
    'b',
    4,
    { live: 'ab', owners: 'aaaa' },
    { follow: [0, 1] },
  ],
  ['and waits where there is none', 'b', 1, { live: 'ab', owners: 'a' }, {}],
  [
    'of three, two have one and one has one',
    'b',
    3,
    { live: 'ab', owners: 'aaa' },
    { follow: [0] },
  ],
  [
    'what is followed on is not followed on twice',
    'c',
    4,
    { live: 'abc', owners: 'aaaa', next: { 0: 'b' } },
    { follow: [1] },
  ],
  [
    'an owner keeps what is followed on',
    'a',
    2,
    { live: 'ab', owners: 'aa', next: { 0: 'b' } },
    {},
  ],
  [
    'until it is heard by',
    'a',
    2,
    { live: 'ab', owners: 'aa', next: { 0: 'b' }, ready: { 0: 'b' } },
    { give: [0] },
  ],
  [
    'then the follower takes it',
    'b',
    2,
    { live: 'ab', owners: '-a', next: { 0: 'b' }, ready: { 0: 'b' } },
    { take: [0] },
  ],
  [
    'one that leaves is followed',
    'b',
    2,
    { live: 'b', leaving: 'a', owners: 'ab' },
    { follow: [0] },
  ],
  ['one that leaves takes nothing', 'a', 2, { live: 'b', leaving: 'a', owners: 'a-' }, {}],
  [
    'but gives',
    'a',
    1,
    { live: 'b', leaving: 'a', owners: 'a', next: { 0: 'b' }, ready: { 0: 'b' } },
    { give: [0] },
  ],
  ['one that is gone is replaced', 'b', 2, { live: 'b', owners: '-b' }, { take: [0] }],
])('%s', (_, me, of, given, deeds) => {
  expect(shardsFor(me, of, crew(given))).toEqual({ take: [], follow: [], give: [], ...deeds })
})

it('comes to rest with every shard served once, however many there are', () => {
  for (let of = 1; of <= 6; of += 1)
    for (const live of ['a', 'ab', 'abc']) {
      let owners = 'a'.repeat(of)
      for (let round = 0; round < 20; round += 1)
        for (const me of live) {
          const { take, follow, give } = shardsFor(me, of, crew({ live, owners }))
          expect([...take, ...give]).toEqual([])
          owners = [...owners].map((who, n) => (follow.includes(n) ? me : who)).join('')
        }
      const counts = [...live].map((who) => owners.split(who).length - 1)
      expect(Math.max(...counts) - Math.min(...counts), `${of} of ${live}`).toBeLessThanOrEqual(1)
    }
})

it('reads from leases who is there, and nothing from those that ran out or are of another count', () => {
  const leases = [
    { name: 'replica/a', holder: 'a', leftMs: 5 },
    { name: 'replica/b', holder: 'b', leftMs: 0 },
    { name: 'leaving/c', holder: 'c', leftMs: 5 },
    { name: 'shard/discord/0/2', holder: 'a', leftMs: 5 },
    { name: 'shard/discord/1/2', holder: 'b', leftMs: -5 },
    { name: 'shard/discord/1/3', holder: 'd', leftMs: 5 },
    { name: 'next/discord/1/2', holder: 'a', leftMs: 5 },
    { name: 'lane/discord', holder: 'b', leftMs: 5 },
  ]
  expect(crewIn(leases, 'discord', 2)).toEqual(
    crew({ live: 'a', leaving: 'c', owners: 'a-', next: { 1: 'a' } }),
  )
})
