import { randomUUID } from 'node:crypto'
import type { Digest, DigestTerms } from '#core/digest'
import type { Store, StorePlace } from '#core/store'
import type { Tlp } from '#core/tlp'
import { openStore } from '#stores/open'
import { type Discord, startDiscord } from '../support/discord/index.ts'
import { type Slack, startSlack } from '../support/slack/index.ts'
import { accepted } from './accepted.ts'
import { check, type Verdict } from './check/checker.ts'
import type { Accepted, Expected } from './check/evidence.ts'
import { type Desk, openDesk } from './desk.ts'
import { type Newsroom, newsroom } from './newsroom.ts'
import { type Place, type PlacesWish, placesOn, waysTo } from './places.ts'
import { placeOfWorld, zone } from './store-place.ts'
import type { Wish } from './wish.ts'

export { zone } from './store-place.ts'

/** Platforms of our own, one store, and whatever happens in them; nothing is planned or sent here. */
export type World = {
  storePlace: StorePlace
  store: Store
  desk: Desk
  news: Newsroom
  discord: Discord
  slack: Slack
  places: readonly Place[]
  /** What a worker has to know to work here. */
  wish(more?: Partial<Wish>): Wish
  addDigest(place: Place, terms?: Partial<DigestTerms>): Promise<Digest>
  /** As if nobody had looked at a digest for so long; in milliseconds. */
  setBack(digest: Pick<Digest, 'id'>, ms: number): Promise<void>
  /** How far the database's clock is off here; in milliseconds. */
  setClock(offsetMs: number): void
  setLimit(place: Place, tlp: Tlp): Promise<void>
  accepted(): Accepted[]
  verdict(expected: readonly Expected[], isAll?: boolean): Promise<Verdict>
  [Symbol.asyncDispose](): Promise<void>
}

type WorldWish = PlacesWish & {
  isOrderless?: boolean
  /** A PostgreSQL to make its database in, where it is not the one of all tests. */
  server?: string
}

export const openWorld = async (wish: WorldWish): Promise<World> => {
  const { place, drop } = await placeOfWorld(wish.server)
  let offsetMs = 0
  const now = () => Temporal.Now.instant()
  const store = await openStore({ place, zone, now, busyMs, clockOffsetMs: () => offsetMs })
  const desk = await openDesk(place, wish)
  const discord = await startDiscord()
  const slack = await startSlack()
  const news = newsroom(store, zone)
  const took = () => accepted({ discord, slack })
  const places = placesOn({ discord, slack }, wish)
  return {
    storePlace: place,
    store,
    desk,
    discord,
    slack,
    places,
    news,
    wish: (more = {}) => ({
      store: place,
      zone,
      settings: brisk,
      ...waysTo({ discord, slack }, wish),
      ...more,
    }),
    addDigest: (place, terms = {}) =>
      store.digests.add({
        ...usual,
        ...terms,
        id: randomUUID().slice(0, 8),
        ...place,
      }),
    setBack: ({ id }, ms) =>
      desk.write('update digest set last = last - ?, next = 0 where id = ?', ms, id),
    setClock(ms) {
      offsetMs = ms
    },
    setLimit: ({ workspace, target: channel }, tlp) =>
      store.rooms.setLimit({ workspace, channel, tlp, setBy: 'discord:1', setAt: `${now()}` }),
    accepted: took,
    verdict: (expected, isAll = false) =>
      check({ desk, accepted: took(), expected, stories: isAll ? news.stories : [] }),
    async [Symbol.asyncDispose]() {
      await Promise.all([discord.stop(), slack.stop(), store.close(), desk.close()])
      await drop()
    },
  }
}

/** As long as a database may take to start again. */
const busyMs = 10_000

/** Milliseconds: short, but with room for a machine that does other things too. */
export const brisk: Wish['settings'] = {
  leaseMs: 1_500,
  quarantineMs: 1_000,
  laneLeaseMs: 500,
  timeoutMs: 500,
  pollMs: 25,
  plannerLeaseMs: 500,
  beatMs: 50,
  noticeAfterMs: 3_600_000,
}

const usual = {
  name: 'Morning briefing',
  schedule: { times: [480] },
  zone,
  topics: [],
  sendsEmpty: false,
  form: 'headlines',
  skips: [],
} as const
