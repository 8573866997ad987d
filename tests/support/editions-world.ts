import type { Claimed, Frozen } from '#core/delivery'
import type { Digest } from '#core/digest'
import type { Ref } from '#core/ref'
import { type Tlp, tlps } from '#core/tlp'
import type { Timed } from '../contracts/digests.ts'
import type { Happening, OutcomeOf, Step } from './any-editions.ts'
import { change, publication } from './briefings.ts'
import {
  arrivedAs,
  claimant,
  newDelivery,
  newDigest,
  occurrence,
  planOf,
  readerOf,
  replyOf,
} from './digests.ts'

/** A revision as the test remembers it; `arrived` counts what has happened. */
type Known = { ref: Ref; tlp: number; topic: string; published: string; arrived?: number }
type EditionStep = Extract<Step, { kind: 'edition' }>

const topicNames = ['nato', 'baltic', 'defence-core']
const allSent: Omit<EditionStep, 'digest'> = {
  ...{ kind: 'edition', most: 9, perMessage: 2, outcomes: [] },
  ...{ beforeClaim: null, afterClaim: null },
}

/**
 * A workspace with a channel and two digests there, and beside the store a plain memory of what was
 * published, what the limit was and which messages arrived. The store's answers are held against that.
 */
export const createWorld = async ({ store, clock, shift }: Timed, workspace: string) => {
  const channel = `channel of ${workspace}`
  const briefings = new Map<string, Known[]>()
  const withdrawnOnes = new Set<string>()
  const shown: string[] = []
  const faults: string[] = []
  let [moment, limit] = [0, 0]
  let letIn = tlps.map(() => 0)
  let [editions, doubtful] = [0, '']
  const topics: string[][] = [[], []]
  const ids = [0, 1].map((at) => `${workspace}-${at}`)
  for (const id of ids) await store.digests.add(newDigest({ id, workspace, target: channel }))

  const today = () => clock.now.slice(0, 10)
  const nameOf = ({ briefing, revision }: Ref) => `${briefing} ${revision}`
  const newestOf = (slug: string) => briefings.get(slug)?.at(-1)
  const find = async (at: number): Promise<Digest> => (await store.digests.find(ids[at]!))!
  const arrive = () => {
    for (const known of [...briefings.values()].flat())
      if (known.arrived === undefined && known.published <= today()) known.arrived = ++moment
  }

  const publish = async (
    slug: string,
    fields: { tlp: Tlp; topic: string; published: string; isWithdrawn?: boolean },
  ) => {
    const before = briefings.get(slug) ?? []
    const { tlp, topic, published, isWithdrawn } = fields
    const others = isWithdrawn ? before.slice(1) : before
    const changes = others.map((_, at) => change(at + 2, 'update', '2030-01-01'))
    const withdrawn = isWithdrawn && { withdrawn: { date: '2030-01-02', reason: 'Made up.' } }
    const made = { slug, tlp, topics: [topic], published, changes, ...withdrawn }
    await store.publish(workspace, [publication(made)])
    const ref = { workspace, briefing: slug, revision: before.length + 1 }
    briefings.set(slug, [...before, { ref, tlp: tlps.indexOf(tlp), topic, published }])
    arrive()
  }

  const happen = async (what: Happening): Promise<void> => {
    const slug = 'slug' in what ? `one-${what.slug}` : ''
    const newest = newestOf(slug)
    const isGone = withdrawnOnes.has(slug)
    if (what.kind === 'publish' && !isGone) {
      const published = what.isAhead ? dayAfter(today()) : today()
      await publish(slug, { tlp: tlps[what.tlp]!, topic: topicNames[what.topic]!, published })
    }
    if (what.kind === 'withdraw' && newest && !isGone) {
      withdrawnOnes.add(slug)
      await publish(slug, { ...newest, tlp: tlps[newest.tlp]!, isWithdrawn: true })
    }
    if (what.kind === 'day') {
      clock.now = `${dayAfter(today())}T09:00:00Z`
      await store.digests.due(0, 1)
      arrive()
    }
    if (what.kind === 'limit') {
      moment += 1
      letIn = letIn.map((at, rank) => (rank > limit ? moment : at))
      limit = what.tlp
      const set = { tlp: tlps[limit]!, setBy: 'discord:1', setAt: `at ${moment}` }
      await store.rooms.setLimit({ workspace, channel, ...set })
    }
    if (what.kind === 'topics') {
      topics[what.digest] = what.topics.map((at) => topicNames[at]!)
      await store.digests.change(await find(what.digest), { topics: topics[what.digest]! })
    }
    if (what.kind === 'rest') {
      const pause = { by: 'hand', why: 'Away' } as const
      const paused = await store.digests.change(await find(what.digest), { pause })
      await store.digests.change(paused!, { unset: ['pause'] })
    }
  }
  await happen({ kind: 'limit', tlp: tlps.length - 2 })

  const standing = async () => ({
    viewer: { ...readerOf(workspace, tlps[limit]!), channel },
    limit: { workspace, channel, seen: await store.rooms.limit(workspace, channel) },
  })

  /** What an edition would hold now, as the engine freezes it. */
  const compose = async (id: string, { digest: at, most, perMessage }: EditionStep) => {
    const { viewer, limit: seen } = await standing()
    const digest = await find(at)
    const { items, upto } = await store.digests.eligible({ viewer, digest, limit: seen, most })
    const refs = items.map(({ briefing }) => briefing.ref)
    const { due, expires } = (await store.outbox.find(id))!
    const messages = Array.from({ length: Math.ceil(refs.length / perMessage) }, (_, nth) =>
      refs.slice(nth * perMessage, (nth + 1) * perMessage),
    )
    const rest = messages.slice(1).map((carries, nth) => ({
      ...newDelivery(`${id}/${nth + 1}`, due, { cause: 'edition', causeId: id, workspace }),
      ...{ target: channel, part: nth + 1, act: 'reply' as const, carries },
      ...{ document: replyOf(...carries), body: {}, expires },
    }))
    const carries = messages[0] ?? []
    const { version } = digest
    const frozen: Frozen = {
      ...{ document: replyOf(...carries), body: {}, carries, rest },
      holding: { viewer, refs, limit: seen },
      edition: { covers: { from: 0, to: 0 }, upto, version },
    }
    return { frozen, upto, version, refs }
  }

  /** What may have arrived is claimed to be looked for, and then once more with what goes out. */
  const claim = async (id: string, frozen: Frozen) => {
    const { triedSince } = (await store.outbox.find(id))!
    const looked = triedSince === undefined ? undefined : await store.outbox.claim(id, claimant())
    const attempt = looked?.kind === 'mine' ? { attempt: looked.attempt } : {}
    const claimed = await store.outbox.claim(id, { ...claimant(), ...attempt }, frozen)
    return { claimed, triedSince }
  }

  /** All that is about to be shown is the newest, within the limit, and new there. */
  const check = (refs: readonly Ref[]) => {
    for (const ref of refs) {
      const known = newestOf(ref.briefing)
      if (known?.ref.revision !== ref.revision) faults.push(`${nameOf(ref)} is not the newest`)
      else if (known.tlp > limit) faults.push(`${nameOf(ref)} is above the limit`)
      else if (known.published > today()) faults.push(`${nameOf(ref)} lies ahead`)
      if (shown.includes(nameOf(ref))) faults.push(`${nameOf(ref)} comes again`)
    }
  }

  /** One message on its way out, with what becomes of it; whether it is to be tried once more. */
  const send = async (
    id: string,
    { attempt }: Extract<Claimed, { kind: 'mine' }>,
    refs: readonly Ref[],
    outcome: OutcomeOf,
  ): Promise<boolean> => {
    const hold = { id, attempt, by: 'a' }
    const arrived = async (as = hold) => {
      shown.push(...refs.map(nameOf))
      await store.outbox.settle(as, arrivedAs(`m-${id}-${as.attempt}`))
      return false
    }
    if (outcome === 'sent') return arrived()
    if (outcome === 'later') {
      await store.outbox.settle(hold, { to: 'planned', notBefore: 0, why: 'Too many' })
      return true
    }
    if (outcome === 'unknown' || outcome === 'failed') {
      await store.outbox.settle(hold, { to: outcome, why: 'No answer' })
      if (outcome === 'unknown' && !id.includes('/')) doubtful = id
      return false
    }
    shift.ms += 2 * 60_000
    const again = await store.outbox.claim(id, claimant('b'))
    if (again.kind !== 'mine') faults.push(`${id} is ${again.kind} after it was lost`)
    if (again.kind !== 'mine') return false
    const other = { id, attempt: again.attempt, by: 'b' }
    if (outcome === 'lost, and there') return arrived(other)
    await store.outbox.settle(other, { to: 'planned', notBefore: 0, why: 'It was not there' })
    return true
  }

  /** The first message, composed as often as something changes; whether its thread is to follow. */
  const sendFirst = async (id: string, step: EditionStep, outcomes: OutcomeOf[]) => {
    for (let round = 0; round < 4; round += 1) {
      const { frozen, upto, version, refs } = await compose(id, step)
      if (round === 0 && step.beforeClaim) await happen(step.beforeClaim)
      if (refs.length === 0) {
        if (await store.outbox.drop(id, { to: 'nothing new', upto, version })) return
        continue
      }
      const { claimed, triedSince } = await claim(id, frozen)
      if (claimed.kind === 'taken') faults.push(`${id} is taken`)
      if (claimed.kind === 'changed' && triedSince !== undefined) shift.ms += 2 * 60_000
      if (claimed.kind !== 'mine') continue
      check(refs)
      if (round === 0 && step.afterClaim) await happen(step.afterClaim)
      if (await send(id, claimed, frozen.carries, outcomes.shift() ?? 'sent')) continue
      return frozen.rest
    }
    await store.outbox.drop(id, { to: 'cancelled', why: 'It changed too often' })
    return
  }

  const sendPart = async (id: string, carries: readonly Ref[], outcomes: OutcomeOf[]) => {
    for (let round = 0; round < 3; round += 1) {
      const { viewer, limit: seen } = await standing()
      const holding = { viewer, refs: carries, limit: seen }
      const frozen = { document: replyOf(...carries), body: {}, carries, holding }
      const { claimed, triedSince } = await claim(id, frozen)
      if (claimed.kind === 'changed' && triedSince !== undefined) shift.ms += 2 * 60_000
      if (claimed.kind !== 'mine') break
      check(carries)
      if (!(await send(id, claimed, carries, outcomes.shift() ?? 'sent'))) return
    }
    if (await store.outbox.drop(id, { to: 'cancelled', why: 'It may not be seen' })) return
    const claimed = await store.outbox.claim(id, claimant('a'))
    if (claimed.kind !== 'mine') return
    const hold = { id, attempt: claimed.attempt, by: 'a' }
    await store.outbox.settle(hold, { to: 'cancelled', why: 'It may not be seen' })
  }

  const sendAll = async (id: string, step: EditionStep): Promise<void> => {
    const outcomes = [...step.outcomes]
    const rest = await sendFirst(id, step, outcomes)
    if ((await store.outbox.find(id))?.state !== 'sent') return
    for (const part of rest ?? []) await sendPart(part.id, part.carries ?? [], outcomes)
  }

  const edition = async (step: EditionStep): Promise<void> => {
    editions += 1
    const id = `${workspace}-e${editions}`
    const now = await store.outbox.clock()
    const digest = await find(step.digest)
    await store.digests.plan([planOf(digest, now, occurrence(id, now))])
    await sendAll(id, step)
  }

  const settleByHand = async (arrived: boolean): Promise<void> => {
    const id = doubtful
    doubtful = ''
    const before = id === '' ? undefined : await store.outbox.find(id)
    // What has come with a later edition meanwhile is no longer its own.
    const carried = (before?.carries ?? []).map(nameOf).filter((one) => !shown.includes(one))
    const settled = id !== '' && (await store.digests.settleByHand(id, arrived))
    if (!settled || !before) return
    if (arrived) shown.push(...carried)
    else await sendAll(id, { ...allSent, digest: ids.indexOf(settled.digest) })
  }

  const isInTopics = (topic: string): boolean =>
    topics.some((some) => some.length === 0 || some.includes(topic))

  return {
    async step(step: Step): Promise<void> {
      if (step.kind === 'edition') await edition(step)
      else if (step.kind === 'by hand') await settleByHand(step.arrived)
      else await happen(step)
    },
    /** Two more editions of each digest, all sent, and what is wrong after that. */
    async faults(): Promise<string[]> {
      for (const digest of [0, 1, 0, 1]) await edition({ ...allSent, digest })
      for (const [slug, known] of briefings) {
        const { ref, tlp, topic, arrived = 0 } = known.at(-1)!
        const isDue = arrived > letIn[tlp]! && tlp <= limit && isInTopics(topic)
        if (isDue && !shown.includes(nameOf(ref))) faults.push(`${slug} never came`)
      }
      const twice = shown.filter((one, at) => shown.indexOf(one) !== at)
      return [...faults, ...twice.map((one) => `${one} came twice`)]
    },
    shown: () => shown,
  }
}

const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString()
