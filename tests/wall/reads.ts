import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { answerer } from '#answers/answer'
import { commands } from '#commands'
import { parseQuery } from '#core/query'
import type { Invoked } from '#core/reply'
import type { Store } from '#core/store'
import { type Tlp, tlps } from '#core/tlp'
import type { Viewer } from '#core/viewer'
import { createEngine } from '#engine/engine'
import { exportFolder } from '#intake/export'
import { claimant, newDelivery, newDigest, replyOf } from '../support/digests.ts'
import { storeForTest } from '../support/store.ts'
import { watched } from './broken.ts'
import { type Eyes, isHidden, leaksIn, sidesFor } from './oracle.ts'
import { visibleIn } from './platform.ts'
import {
  animals,
  lastOf,
  publicationOf,
  type Story,
  slugOf,
  tellingsOf,
  titleOf,
  today,
  topics,
} from './stories.ts'

export type Reading = { stories: Story[]; viewer: Viewer; invoked: Invoked[] }

/** Anybody: channels, people whom TLP:RED may name, and whoever runs Sitrep with a label given. */
export const anyViewer: fc.Arbitrary<Viewer> = fc
  .tuple(
    fc.constantFrom('channel' as const, 'person' as const, 'operator' as const),
    fc.constantFrom('team', 'other', ''),
    fc.constantFrom('discord:1', 'discord:3'),
    fc.constantFrom<Tlp>(...tlps),
  )
  .map(([kind, workspace, person, clearance]): Viewer => {
    if (kind === 'operator') return { kind, clearance }
    if (kind === 'person') return { kind, workspace, person, clearance }
    return { kind, workspace, channel: 'policy', clearance }
  })

const eyesOf = (viewer: Viewer): Eyes => {
  const { clearance } = viewer
  if (viewer.kind === 'operator') return { workspace: 'all', clearance, day: today }
  const { workspace } = viewer
  const person = viewer.kind === 'person' ? viewer.person : ''
  return { workspace, clearance, person, day: today }
}

type How = { noted?: Set<string>; forgetful?: string }

const zone = 'Europe/Brussels'
const now = () => Temporal.Instant.from(`${today}T09:00:10Z`)

/** A world and one without what a viewer may not see, to be asked by them as often as one likes. */
export type Readable = {
  /** Queries that give it away, or say something else in the two. */
  unlike(how?: How): Promise<string[]>
  [Symbol.asyncDispose](): Promise<void>
}

export const openReading = async (reading: Reading): Promise<Readable> => {
  const { stories, viewer } = reading
  const eyes = eyesOf(viewer)
  const arrived = new Map(stories.map((story) => [story, lastOf(story)]))
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-reads-'))
  const open = async (observer?: readonly Eyes[]): Promise<Store> => {
    const store = await storeForTest({ now, zone })
    await fill(store, stories, observer)
    return store
  }
  const stores = await Promise.all([open(), open([eyes])])
  let times = 0
  return {
    async unlike({ noted = new Set<string>(), forgetful } = {}) {
      times += 1
      const [itself = [], other = []] = await Promise.all(
        stores.map((store, nth) => {
          const to = join(folder, `${times}-${nth}`)
          return everythingFor(watched(store, noted, forgetful), reading, to)
        }),
      )
      return itself.flatMap(([asked, told], nth) => {
        const leaked = leaksIn(told, eyes, stories, arrived)
        const theirs = other[nth]?.[1]
        const differs = told === theirs ? [] : [`${asked}\nhere: ${told}\nthere: ${theirs}`]
        return [...leaked.map((word) => `${word} in ${asked}: ${told}`), ...differs]
      })
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(stores.map((store) => store.close()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** All stories, told to their end; each stands in a message as it was first told. */
const fill = async (
  store: Store,
  stories: readonly Story[],
  observer: readonly Eyes[] | undefined,
): Promise<void> => {
  const sideOf = observer ? sidesFor(observer) : () => 'itself' as const
  await store.setTopics(
    '',
    topics.map((slug) => ({ slug, name: slug, scope: '', aliases: [] })),
  )
  await store.digests.add(newDigest())
  for (const story of stories) {
    if (observer && story.isAbsent && isHidden(observer, story)) continue
    for (const telling of tellingsOf(story))
      await store.publish(story.owner, [publicationOf(telling, sideOf)])
    const answer = slugOf(story)
    const shown = { briefing: answer, revision: 1, owner: story.owner, command: 'latest' }
    await store.recordShown([{ ...place, answer, ...shown, at }])
    const reply = replyOf({ ...refOf(story), revision: 1 })
    await store.recordSent({ ...place, answer, messages: [messageOf(story)], reply, at })
  }
}

const messageOf = ({ n }: Story): string => `m${n}`
const at = now().toString()
const place = { workspace: 'team', platform: 'discord', channel: 'policy' }

type Asked = [name: string, query: (store: Store, viewer: Viewer) => Promise<unknown>]

const words = parseQuery('brigade harbour')
const page = { offset: 0, limit: 20 }

const refOf = (story: Story) => ({
  workspace: story.owner,
  briefing: slugOf(story),
  revision: lastOf(story),
})

/** What is asked of a store; keys and places in the order of arrival are nothing that anybody is shown. */
const queriesOn = (stories: readonly Story[], folder: string): Asked[] => [
  ['count', (store, viewer) => store.count(viewer)],
  ['topics', (store, viewer) => store.topics(viewer)],
  ...(['new', 'corrected', 'all'] as const).map(
    (changes): Asked => [
      `latest ${changes}`,
      (store, viewer) => store.latest(viewer, { changes, ...page }),
    ],
  ),
  [
    'candidates',
    async (store, viewer) => {
      const wish = { query: words, best: 20, newest: 20 }
      const { rows, ...found } = await store.candidates(viewer, wish)
      const known = rows.map(({ key: _, ...row }) => row).sort((a, b) => (a.slug < b.slug ? -1 : 1))
      return { ...found, rows: known, counts: [...found.counts.holding] }
    },
  ],
  ['titles', (store, viewer) => store.titles(viewer, parseQuery('brig*'), 20)],
  [
    'spellings',
    async (store, viewer) => [...(await store.spellings(viewer, animals.map(misspelt)))],
  ],
  [
    'briefings',
    async (store, viewer) => {
      const keys = Array.from({ length: 40 }, (_, at) => at)
      return [...(await store.briefings(viewer, keys)).values()]
    },
  ],
  ['revisions', (store, viewer) => Array.fromAsync(store.revisions(viewer))],
  ['shown', (store, viewer) => Array.fromAsync(store.shown(viewer))],
  [
    'digests.eligible',
    async (store, viewer) => {
      const digest = await store.digests.find('d1')
      if (!digest) throw new Error('no digest')
      return (await store.digests.eligible({ viewer, digest, most: 20 })).items
    },
  ],
  [
    'digests.ahead',
    (store, viewer) =>
      store.digests.ahead({ viewer, topics: [], from: today, to: '2026-12-31', most: 20 }),
  ],
  ...stories.flatMap((story): Asked[] => [
    [`briefing ${slugOf(story)}`, (store, viewer) => store.briefing(viewer, slugOf(story))],
    [`briefing ${titleOf(story)}`, (store, viewer) => store.briefing(viewer, titleOf(story))],
    [
      `corrections.news ${slugOf(story)}`,
      async (store, viewer) => {
        const there = { platform: 'discord', target: 'policy' }
        return (await store.corrections.news(viewer, refOf(story), there)).newest
      },
    ],
    [
      `corrections.copy ${slugOf(story)}`,
      async (store, viewer) => {
        // What it said before is looked for in the message, and goes nowhere else.
        const copy = await store.corrections.copy(viewer, slugOf(story), messageOf(story))
        return copy?.shifts.flatMap(({ now: newest }) => newest ?? []) ?? []
      },
    ],
    [
      `outbox.stillHolds ${slugOf(story)}`,
      (store, viewer) => store.outbox.stillHolds({ viewer, refs: [refOf(story)] }),
    ],
    [`outbox.claim ${slugOf(story)}`, (store, viewer) => claimed(store, viewer, story)],
  ]),
  ['export', (store, viewer) => exported(store, viewer, folder)],
]

const misspelt = (word: string): string => `${word.slice(0, 2)}${word[3]}${word[2]}${word.slice(4)}`

/** Whether a message that shows a story would go out now. */
const claimed = async (store: Store, viewer: Viewer, story: Story): Promise<string> => {
  const { total } = await store.outbox.list({}, { offset: 0, limit: 1 })
  const id = `the ${total}th`
  const refs = [refOf(story)]
  await store.outbox.add([newDelivery(id, await store.outbox.clock())])
  const frozen = { document: replyOf(), body: {}, carries: refs, holding: { viewer, refs } }
  return (await store.outbox.claim(id, claimant(), frozen)).kind
}

/** Every file, and what stands in it; nobody but whoever runs Sitrep exports. */
const exported = async (store: Store, viewer: Viewer, folder: string): Promise<unknown> => {
  if (viewer.kind !== 'operator') return 'nobody'
  await exportFolder(store, folder, viewer)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  )
  return files
    .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'utf8')])
    .filter(([name]) => name !== 'records.jsonl')
    .sort()
}

const everythingFor = async (
  store: Store,
  { stories, viewer, invoked }: Reading,
  folder: string,
): Promise<[string, string][]> => {
  const quiet = () => undefined
  const log = { info: quiet, warn: quiet, error: quiet }
  const engine = createEngine({ commands, store, answerer, now, zone, log })
  const told: [string, string][] = []
  for (const [name, query] of queriesOn(stories, folder))
    told.push([name, JSON.stringify(await query(store, viewer)) ?? ''])
  const asking = { viewer, place, manages: true, edits: true, approves: true }
  for (const one of invoked) {
    const reply = await engine.run(one, asking).catch((error: Error) => error.message)
    const shown = typeof reply === 'object' && reply.kind === 'reply' ? visibleIn(reply) : reply
    told.push([JSON.stringify(one), JSON.stringify(shown)])
  }
  for (const typed of ['/brief The', '/brief note-', '/search topic:', '/latest topic:'])
    told.push([typed, JSON.stringify(await engine.complete(typed, viewer))])
  return told
}
