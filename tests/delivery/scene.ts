import type { Digest, DigestTerms } from '#core/digest'
import { editionId } from '#engine/planner'
import { eventually } from '../support/eventually.ts'
import { faultsIn } from './check/checker.ts'
import type { Expected } from './check/evidence.ts'
import type { Place, PlatformName } from './places.ts'
import { thisMinute } from './slots.ts'
import type { Wish } from './wish.ts'
import { prepare } from './work.ts'
import { brisk, openWorld, type World, zone } from './world.ts'

/** One channel whose digest is due now, with something to tell. */
export type Scene = World & { place: Place; digest: Digest; expected: Expected[] }

/** A little longer ago than a slot may be. */
export const justBeforeMs = 61_000

/** A digest that comes once a day, now, in a channel of its own; what is published after it was made is new. */
export const dueNow = async (world: World, place: Place, terms: Partial<DigestTerms> = {}) => {
  const { schedule, slot } = thisMinute(zone)
  const digest = await world.addDigest(place, { schedule, ...terms })
  return { digest, expected: { digest: digest.id, slot } }
}

type SceneWish = Partial<DigestTerms> & { stories?: number; isOrderless?: boolean }

export const openScene = async (name: PlatformName, wish: SceneWish = {}): Promise<Scene> => {
  const { stories = 2, isOrderless = false, ...terms } = wish
  const world = await openWorld({ on: [name], isOrderless })
  const place = world.places[0]!
  const { digest, expected } = await dueNow(world, place, terms)
  for (let count = 0; count < stories; count += 1) await world.news.publish()
  await world.setBack(digest, justBeforeMs)
  return { ...world, place, digest, expected: [expected] }
}

export const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/**
 * Milliseconds, for a worker in this process: it is held up only together with the platforms, so that
 * nothing can overtake it.
 */
export const swift: Wish['settings'] = {
  ...brisk,
  leaseMs: 1_000,
  quarantineMs: 500,
  timeoutMs: 400,
  laneLeaseMs: 300,
  plannerLeaseMs: 300,
}

/** One worker in this process, until something is so; `until` hears how often it has looked. */
export const working = async (
  world: World,
  until: (beats: number) => boolean | Promise<boolean>,
  wish: Partial<Wish> = {},
): Promise<void> => {
  const before = await world.desk.beats()
  const work = await prepare(world.wish({ settings: swift, ...wish }), quiet, world.store)
  work.go()
  try {
    await eventually(async () => until((await world.desk.beats()) - before))
  } finally {
    await work.stop()
  }
}

/** Until everything that is due has ended in some way. */
export const workedOff = (scene: Scene, wish: Partial<Wish> = {}): Promise<void> =>
  working(scene, () => isOver(scene), wish)

export const isOver = async ({ desk, expected }: Scene): Promise<boolean> => {
  const [counts] = await desk.read<{ editions: number; open: number }>(`select
    (select count(*) from edition) as editions,
    (select count(*) from delivery where state in ('planned', 'sending')) as open`)
  return counts !== undefined && counts.editions >= expected.length && counts.open === 0
}

/** Each message of an edition, as what became of it: `sent`, `unknown`. */
export const statesIn = async ({ desk }: Pick<World, 'desk'>): Promise<string[]> => {
  const rows = await desk.read<{ state: string }>(
    "select state from delivery where cause = 'edition' order by due, cause_id, part",
  )
  return rows.map(({ state }) => state)
}

/** What was promised and is not so. */
export const brokenIn = async (scene: Scene, { isAll = true } = {}): Promise<string[]> =>
  faultsIn(await scene.verdict(scene.expected, isAll))

/** All that stood in accepted messages. */
export const textIn = (scene: Pick<World, 'accepted'>): string =>
  scene
    .accepted()
    .map(({ body }) => JSON.stringify(body))
    .join('\n')

const hourMs = 3_600_000

/** Plans an edition for this moment, as somebody who does not want to wait. */
export const sendNow = async (
  { store }: Pick<World, 'store'>,
  id: string,
): Promise<Expected | undefined> => {
  const digest = await store.digests.find(id)
  if (!digest) return undefined
  const now = await store.outbox.clock()
  const slot = `now/${Temporal.Instant.fromEpochMilliseconds(now)}`
  const one = { id: editionId(digest, slot), slot, due: now, expires: now + hourMs, isLate: false }
  await store.digests.plan([{ digest, occurrences: [one], last: digest.last }])
  return (await store.digests.edition(one.id)) && { digest: id, slot }
}

/** One more edition of a scene's digest. */
export const anotherNow = async (scene: Scene): Promise<void> => {
  const one = await sendNow(scene, scene.digest.id)
  if (one) scene.expected.push(one)
}
