import type { Deed } from '#core/audit'
import type { Asker, ChatPlatform } from '#core/chat'
import { startOfDay } from '#core/dates'
import type { Digest, DigestTerms, Edition, Ms, NewDigest, Orders } from '#core/digest'
import { UserError } from '#core/errors'
import type { Log } from '#core/log'
import { never, nextAfter } from '#core/plan'
import { heading, type Reply } from '#core/reply'
import type { Store } from '#core/store'
import { highestTlp, type Tlp } from '#core/tlp'
import { shortened } from '#core/words'
import { heldBy } from './editions.ts'
import { eyesAt, type Standing } from './eyes.ts'
import { editionId } from './planner.ts'
import { keyOf } from './send.ts'
import { freeId } from './short-id.ts'

export type OrdersParts = {
  store: Store
  platform: ChatPlatform
  managers: readonly string[]
  /** Something was planned. */
  poke(): void
  log: Log
}

/** How long an edition sent by hand is of use. */
const byHandMs = 3_600_000

/** The digests of the channel that somebody asks in, or alone with the bot their own. */
export const ordersOf = async (
  parts: OrdersParts,
  asker: Asker,
  here: Standing | undefined,
): Promise<Orders> => {
  const { store, platform, log } = parts
  const place = placeOf(platform, asker)
  const now = await store.outbox.clock()
  const mine = (digest: Digest | undefined): Digest | undefined =>
    digest?.platform === place.platform && digest.target === place.target ? digest : undefined

  const by = { platform: platform.name, person: asker.person, name: asker.name }
  /** Somebody's own digest is nobody else's business. */
  const deed = (kind: Deed['kind'], about: string, details?: string): Deed | undefined =>
    here && {
      ...{
        workspace: place.workspace,
        by,
        kind,
        about: `${about} in ${here.facts?.name ?? place.target}`,
      },
      ...(details && { details }),
    }
  const deedOf = ({ name }: Digest, terms: Parameters<Store['digests']['change']>[1]) =>
    terms.isDeleted
      ? deed('deleted a digest', name)
      : deed('changed a digest', name, sayTerms(terms))

  const changed = async (
    digest: Digest,
    terms: Parameters<Store['digests']['change']>[1],
    replan?: { next: Ms },
  ): Promise<Digest> => {
    const found = await store.digests.change(digest, terms, replan, deedOf(digest, terms))
    if (!found)
      throw new UserError('Somebody else has just changed this digest. Look at it, then try again.')
    log.info(
      { digest: digest.id, by: asker.person, changes: Object.keys(terms) },
      'a digest was changed',
    )
    return found
  }

  return {
    place: here ? (here.facts?.name ?? 'this channel') : 'your direct messages',
    isPersonal: here === undefined,
    missing: here?.facts?.missing ?? [],
    limit: here?.clearance ?? (await eyesAt(parts, place)).viewer.clearance,
    now,
    list: () => store.digests.list(place),
    find: async (id) => mine(await store.digests.find(id)),
    async add(terms) {
      const digest: NewDigest = {
        ...terms,
        ...place,
        id: await freeId(isTaken(store)),
        setBy: asker.person,
      }
      const made = await store.digests.add(digest, deed('made a digest', digest.name))
      log.info({ digest: made.id, channel: place.target, by: asker.person }, 'a digest was made')
      return made
    },
    change: (digest, terms, unset) =>
      changed(digest, { ...terms, ...(unset && { unset }) }, replanOf(digest, terms, unset, now)),
    async remove(digest) {
      await changed(digest, { isDeleted: true })
    },
    restore: (digest) =>
      changed(digest, { isDeleted: false, unset: ['pause'] }, { next: nextAfter(digest, now) }),
    async preview(digest) {
      const { composed } = await heldBy(parts, digest, { due: now, now })
      return asOne(composed)
    },
    async sendNow(digest) {
      const { isNew } = await heldBy(parts, digest, { due: now, now })
      if (!isNew && !digest.sendsEmpty) return undefined
      const slot = `now/${Temporal.Instant.fromEpochMilliseconds(now)}`
      const id = editionId(digest, slot)
      const one = { id, slot, due: now, expires: now + byHandMs, isLate: false }
      await store.digests.plan([{ digest, occurrences: [one], last: digest.last }])
      parts.poke()
      return store.digests.edition(id)
    },
    history: (digest, page) => store.digests.history(digest.id, page),
    linkTo({ posted }) {
      if (!posted?.message) return undefined
      return platform.linkTo(place.workspace, posted.channel, posted.message)
    },
    async settle(edition, arrived) {
      const found = await store.digests.edition(edition)
      if (!found || !(await maySettle(parts, asker, found, mine))) return undefined
      const about = (await store.digests.find(found.digest))?.name ?? found.digest
      const details = `${found.slot}: ${arrived ? 'arrived' : 'did not arrive'}`
      const settled = await store.digests.settleByHand(
        edition,
        arrived,
        deed('settled an edition', about, details),
      )
      if (settled)
        log.info({ edition, arrived, by: asker.person }, 'an edition was settled by hand')
      parts.poke()
      return settled
    },
    async mentionable(typed) {
      const found = await platform.mentionable(asker.workspace, typed)
      if (found) return found
      throw new UserError(
        `I find no role or group "${shortened(typed)}" here that I may call. Write its name as people call it, or allow me to mention it.`,
      )
    },
  }
}

/** `schedule, no pause`. */
const sayTerms = ({ unset = [], ...terms }: Parameters<Store['digests']['change']>[1]): string =>
  [
    ...Object.keys(terms).map((name) => (name === 'isDeleted' ? 'restored' : name)),
    ...unset.map((name) => `no ${name}`),
  ].join(', ')

const isTaken =
  ({ digests }: Store) =>
  async (id: string): Promise<boolean> =>
    (await digests.find(id)) !== undefined

type Place = Pick<NewDigest, 'platform' | 'workspace' | 'target'> & { person?: string }

const placeOf = (platform: ChatPlatform, asker: Asker): Place => {
  const { workspace, channel, person, isDirect } = asker
  if (!isDirect) return { platform: platform.name, workspace, target: channel }
  const home = platform.homeOf?.(person) ?? ''
  return { platform: platform.name, workspace: home, target: person, person }
}

/** Slots count anew from now on where they come at other times, or again. */
const replanOf = (
  digest: Digest,
  terms: Partial<DigestTerms>,
  unset: readonly string[] | undefined,
  now: Ms,
): { next: Ms } | undefined => {
  const { schedule, zone, pause } = { ...digest, ...terms }
  if (terms.pause) {
    const { until } = terms.pause
    return { next: until === undefined ? never : startOfDay(until, zone) }
  }
  const isResumed = unset?.includes('pause') ?? false
  if (pause && !isResumed) return undefined
  const isOther = terms.schedule !== undefined || terms.zone !== undefined || isResumed
  return isOther ? { next: nextAfter({ schedule, zone }, now) } : undefined
}

/** An edition in one reply, for whoever wants to see it before it is sent. */
const asOne = ({ main, details }: Awaited<ReturnType<typeof heldBy>>['composed']): Reply => {
  const tlps = [main.reply.tlp, ...details.map(({ tlp }) => tlp)]
  const tlp = highestTlp(tlps.filter((one): one is Tlp => one !== undefined))
  const { tlp: _, ...reply } = main.reply
  return {
    ...reply,
    ...(tlp && { tlp }),
    blocks: [
      ...reply.blocks.filter(({ kind }) => kind !== 'buttons'),
      ...(details.length > 0 ? [heading('In its thread')] : []),
      ...details.flatMap(({ blocks }) => blocks),
    ],
    shows: [...reply.shows, ...details.map(({ ref }) => ref)],
  }
}

/** Who may say whether an edition arrived: whoever manages its channel, and whoever was asked. */
const maySettle = async (
  { store, managers }: OrdersParts,
  { person }: Asker,
  { id, state, digest: of }: Edition,
  mine: (digest: Digest | undefined) => Digest | undefined,
): Promise<boolean> => {
  const digest = await store.digests.find(of)
  if (mine(digest) || managers.includes(person)) return digest !== undefined
  return (await store.outbox.find(keyOf('notice', id, state, person))) !== undefined
}

/** Something has changed in a channel: whether its digests that rest for a fault can go on is looked at anew. */
export const wakeResting = async (
  { digests, outbox }: Store,
  platform: string,
  target: string,
): Promise<void> => {
  const all = await digests.list({ platform, target })
  const resting = all.filter(({ pause }) => pause?.by === 'fault')
  if (resting.length === 0) return
  const now = await outbox.clock()
  const soon = resting.map(({ id, last }) => ({ id, last, next: now }))
  await digests.setNext(soon, process.versions.tz ?? '')
}
