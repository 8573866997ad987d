import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerer } from '#answers/answer'
import { commands } from '#commands'
import type { Deed } from '#core/audit'
import type { Answered, Door } from '#core/chat'
import type { Button, Invoked } from '#core/reply'
import type { Publication, Store } from '#core/store'
import { parseTlp, type Tlp } from '#core/tlp'
import type { Topic } from '#core/topics'
import { deliver } from '#engine/deliver'
import type { Delivering } from '#engine/delivering'
import { createDoor } from '#engine/door'
import { createEngine } from '#engine/engine'
import { paced } from '#engine/pace'
import { createPlanner } from '#engine/planner'
import { pen } from '#intake/pen'
import { storeForTest } from '../support/store.ts'
import { watched } from './broken.ts'
import { type Eyes, isHidden, leaksIn, sidesFor } from './oracle.ts'
import {
  type Audience,
  askerAt,
  type Channel,
  channels,
  editors,
  heldAt,
  type Limits,
  lower,
  type Person,
  people,
  type Spot,
  workspaceOf,
  workspaces,
} from './places.ts'
import { type Openness, recording, visibleIn } from './platform.ts'
import { lastOf, publicationOf, type Story, slugOf, today, topics } from './stories.ts'

/** What came to be seen by an audience, or stood in the log; `masked` says it without what hangs on the moment. */
export type Seen = { audience: Audience | 'log'; how: string; what: string; masked: string }

export type WorldWish = {
  stories: readonly Story[]
  limits: Limits
  /** The eyes for which the world is to look the same; `hides` is whether what they never see is taken away. */
  observer: readonly Eyes[]
  hides: boolean
  noted?: Set<string>
  forgetful?: string | undefined
}

export type World = {
  store: Store
  door: Door
  /** Words that somebody was shown who may not see them. */
  leaks: string[]
  /** Ids in the order in which they were drawn. */
  drawn: string[]
  /** Notes what somebody was shown. */
  show(spot: Spot, person: Person, how: string, what: unknown): Promise<void>
  /** The same of an answer, which the door hears of. */
  answer(spot: Spot, person: Person, how: string, answered: Answered): Promise<void>
  /** Everything that was ever there to be pressed. */
  buttonsAt(spot: Spot): Invoked[]
  /** The next revision of a story comes, if there is one. */
  publish(story: Story): Promise<void>
  /** What a channel may see, lowered; and a channel that outsiders can read from now on. */
  lower(channel: Channel, tlp: Tlp): Promise<void>
  letIn(channel: Channel): Promise<void>
  /** The same wish to set a limit, no higher than to begin with. */
  withinLimits(invoked: Invoked, spot: Spot): Invoked
  /** Plans and sends all there is. */
  work(): Promise<void>
  /** A moment passes, or a day; how often it did. */
  pass(days?: number): void
  steps(): number
  /** What was seen since this was asked before. */
  latest(): Seen[]
  [Symbol.asyncDispose](): Promise<void>
}

const minuteMs = 60_000
const dayMs = 86_400_000
const begins = Date.parse(`${today}T09:00:10.400Z`)
const zone = 'Europe/Brussels'
const vocabulary: Topic[] = topics.map((slug) => ({
  ...{ slug, name: slug.toUpperCase(), scope: `All about ${slug}.`, aliases: [] },
}))

/** The real store, engine, door, planner and senders with stories of their own, on a platform that writes down. */
export const openWorld = async (wish: WorldWish): Promise<World> => {
  const { stories, observer, hides } = wish
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-wall-'))
  let ms = begins
  const now = () => Temporal.Instant.fromEpochMilliseconds(ms)
  const opened = await storeForTest({ now, zone, clockOffsetMs: () => ms - Date.now() })
  const drawn: string[] = []
  const store = drawing(watched(opened, wish.noted ?? new Set(), wish.forgetful), drawn, (id) =>
    changed.add(id),
  )
  const seen: Seen[] = []
  const leaks: string[] = []
  const open: Openness = new Map()
  const arrived = new Map<Story, number>()
  /** Stories that were changed by hand, so that nobody knows any more which words are whose. */
  const changed = new Set<string>()

  const dayNow = (): string => now().toZonedDateTimeISO(zone).toPlainDate().toString()
  const note = async (audience: Seen['audience'], how: string, told: unknown): Promise<void> => {
    const what = JSON.stringify(told) ?? ''
    const masked = mask(`${JSON.stringify(audience)} ${how}: ${what}`)
    seen.push({ audience, how, what, masked })
    if (audience === 'log' && what.includes('note-')) leaks.push(`a briefing's name in ${what}`)
    const eyes = audience === 'log' ? nobody : await eyesAt(opened, audience, open, dayNow())
    const known = stories.filter((story) => !changed.has(slugOf(story)))
    for (const word of leaksIn(`${what} ${audience === 'log' ? how : ''}`, eyes, known, arrived))
      leaks.push(`${word} in ${how} for ${JSON.stringify(audience)} (${eyes.clearance}): ${what}`)
  }
  const logged = (fields: Record<string, unknown>, message: string) =>
    void note('log', message, fields)
  const log = { info: logged, warn: logged, error: logged }
  const platform = recording((to, how, what) => note(audienceAt(to), how, what), open)

  const parts = { store, platforms: [platform], managers: [], editors, pen, zone, now, log }
  const engine = createEngine({ commands, answerer, ...parts })
  const poke = () => undefined
  const door = createDoor({ ...parts, engine, commands, platform, poke })
  const planner = createPlanner({
    ...{ ...parts, poke, holder: 'wall', planned: () => undefined },
    settings: { leaseMs: 60_000, noticeAfterMs: dayMs },
  })
  const delivering: Delivering = {
    ...{ ...parts, platform, timeoutMs: 1_000, pace: paced(() => platform.pace) },
    claimant: { by: 'wall', leaseMs: 60_000, quarantineMs: 60_000 },
    ...{ rest: () => undefined, count: () => undefined },
  }

  await opened.setTopics('', vocabulary)
  for (const { id } of channels) await setLimit(opened, workspaceOf(id), id, wish.limits[id])
  for (const id of workspaces) await setLimit(opened, id, '', wish.limits[`members of ${id}`])
  for (const { person, joined } of people) await opened.people.use(person, joined[0])

  const show: World['show'] = (spot, { person }, how, what) =>
    note(spot === 'alone' ? { person } : { channel: spot, person }, how, what)
  let steps = 0
  let looked = 0

  return {
    ...{ store, door, leaks, drawn, show },
    async answer(spot, person, how, answered) {
      const { reply } = answered
      const asker = askerAt(spot, person)
      await show(spot, person, how, reply.kind === 'form' ? reply : visibleIn(reply))
      if (reply.kind === 'form') return
      if (asker.isDirect) await door.sent(answered, asker, [`a${steps}`])
      else await door.shown?.(answered, asker)
    },
    buttonsAt: (spot) =>
      seen.flatMap(({ audience, what }) => {
        const isThere = audience !== 'log' && (audience.channel ?? 'alone') === spot
        return isThere && what !== '' ? buttonsIn(JSON.parse(what)) : []
      }),
    async publish(story) {
      const revision = (arrived.get(story) ?? 0) + 1
      if (hides && story.isAbsent && isHidden(observer, story)) return
      if (revision > lastOf(story) || changed.has(slugOf(story))) return
      arrived.set(story, revision)
      const sideOf = hides ? sidesFor(observer) : () => 'itself' as const
      const publication = publicationOf({ story, revision }, sideOf)
      await opened.publish(story.owner, [publication], deedOf(story.owner, publication))
    },
    lower: (channel, tlp) =>
      setLimit(opened, workspaceOf(channel), channel, lower(tlp, wish.limits[channel])),
    letIn(channel) {
      open.set(channel, 'anyone may join')
      return door.roomChanged(workspaceOf(channel), channel)
    },
    withinLimits({ command, options }, spot) {
      const workspace = spot === 'alone' ? 'team' : workspaceOf(spot)
      const isOfMembers = options.for === 'members' || spot === 'alone'
      const most = wish.limits[isOfMembers ? (`members of ${workspace}` as const) : spot]
      const label = lower(parseTlp(options.label ?? '') ?? 'CLEAR', most)
      return { command, options: { ...options, label } }
    },
    async work() {
      await planner.tick()
      // The database's clock runs on between two looks at it; what is due by now is due in any case then.
      ms += minuteMs
      for (let round = 0; round < mostRounds; round += 1) {
        const rows = await store.outbox.ready({ platform: 'discord' }, atOnce)
        if (rows.length === 0) return
        for (const row of rows) await deliver(delivering, row)
      }
      leaks.push('what a query gave may not be shown: it is held back for ever')
    },
    pass(days = 0) {
      steps += 1
      ms += 100 + days * dayMs
    },
    steps: () => steps,
    latest() {
      // What is sent at once comes in the order of ids that hang on the moment.
      const latest = seen.splice(looked).sort((a, b) => (a.masked < b.masked ? -1 : 1))
      seen.push(...latest)
      looked = seen.length
      return latest
    },
    async [Symbol.asyncDispose]() {
      await planner.stop()
      await opened.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const mostRounds = 12
const atOnce = { most: 50, quarantineMs: 60_000 }

/** Logs are for whoever runs Sitrep, and go where no label is known. */
const nobody: Eyes = { workspace: 'none', clearance: 'CLEAR', day: '0000-01-01' }

const setLimit = (store: Store, workspace: string, channel: string, tlp: Tlp) =>
  store.rooms.setLimit({ workspace, channel, tlp, setBy: 'discord:1', setAt: `${today}T08:00:00Z` })

const audienceAt = (to: string): Audience =>
  to.startsWith('dm/')
    ? { person: to.slice('dm/'.length) }
    : { channel: to.split('/')[0] as Channel }

/** The eyes of an audience at this moment, by the limits that are set and by who can read there. */
const eyesAt = async (
  store: Store,
  { channel, person = '' }: Audience,
  open: Openness,
  day: string,
): Promise<Eyes> => {
  const used = channel === undefined ? await store.people.used(person) : undefined
  const workspace = channel === undefined ? (used ?? '') : workspaceOf(channel)
  const limit = await store.rooms.limit(workspace, channel ?? '')
  const why = open.get(channel ?? workspace)
  const isHeld = limit !== undefined && (why === undefined || why === limit.accepts)
  return { workspace, clearance: isHeld ? heldAt(limit.tlp) : 'CLEAR', person, day }
}

/** The same store, with the ids that it is given in the order in which they come. */
/** As one of the desk would have published it. */
const deedOf = (workspace: string, { id, content: { slug, tlp } }: Publication): Deed => ({
  ...{ workspace, kind: 'published', about: slug, tlp, briefing: { workspace, briefing: id } },
  by: { platform: 'discord', person: 'discord:2', name: 'Ben' },
})

const drawing = (store: Store, drawn: string[], published: (id: string) => void): Store => {
  const noting =
    <T extends { id: string }, R>(add: (one: T) => R) =>
    (one: T): R => {
      drawn.push(one.id)
      return add(one)
    }
  const { drafts, requests, digests, questions } = store
  return {
    ...store,
    drafts: {
      ...drafts,
      add: noting(drafts.add),
      publish(draft, release) {
        published(release.publication.id)
        return drafts.publish(draft, release)
      },
    },
    requests: { ...requests, add: noting(requests.add) },
    digests: { ...digests, add: noting(digests.add) },
    questions: { ...questions, keep: noting(questions.keep) },
  }
}

/** Ids of editions and deliveries, which hang on the moment. */
const mask = (text: string): string => text.replaceAll(/(?<![\w-])[\w-]{22}(?![\w-])/g, 'drawn')

/** What a button or a menu in something shown does, wherever it stands. */
const buttonsIn = (shown: unknown): Invoked[] => {
  if (typeof shown !== 'object' || shown === null) return []
  const { command, options, label } = shown as Partial<Button>
  const own = command && options && label ? [{ command, options }] : []
  return [...own, ...Object.values(shown).flatMap(buttonsIn)]
}
