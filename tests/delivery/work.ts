import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { ChatPlatform, Door } from '#core/chat'
import type { Log } from '#core/log'
import type { Store } from '#core/store'
import { createPlanner } from '#engine/planner'
import { startSender } from '#engine/sender'
import { openStore } from '#stores/open'
import { crashingPlatform, crashingStore } from './crash.ts'
import { weakerPlatform, weakerStore } from './variants.ts'
import type { Wish } from './wish.ts'

/** A worker that is there and waits to begin. */
export type Work = {
  /** Plans and sends from now on. */
  go(): void
  /** Finishes what is on its way. */
  stop(): Promise<void>
}

/** All that the product has to do with delivery: its store, if none is given, its platforms, planner and senders. */
export const prepare = async (wish: Wish, log: Log, given?: Store): Promise<Work> => {
  const { store: place, zone: inZone, busyMs = 10_000, skewMs, crash, variant } = wish
  if (skewMs) skew(skewMs)
  const now = () => Temporal.Now.instant()
  const opened = given ?? (await openStore({ place, zone: inZone, now, busyMs }))
  const weaker = weakerStore(variant)(opened)
  const store = crash ? crashingStore(weaker, crash) : weaker
  const real = await signedIn(wish, log)
  const platforms = real.map((one) => changed(weakerPlatform(variant)(one), wish))
  let stop = async (): Promise<void> => undefined
  return {
    go() {
      stop = run(store, platforms, wish, log)
    },
    async stop() {
      await stop()
      await Promise.all(real.map((platform) => platform.stop()))
      if (!given) await opened.close()
    },
  }
}

const run = (
  store: Store,
  platforms: readonly ChatPlatform[],
  { name: holder = randomUUID(), settings, isPlanning = true, isSending = true }: Wish,
  log: Log,
): (() => Promise<void>) => {
  const count = (): void => undefined
  const senders = isSending
    ? platforms.map((platform) => startSender({ store, platform, holder, settings, count, log }))
    : []
  const planner = createPlanner({
    store,
    platforms,
    managers: [],
    holder,
    settings: { leaseMs: settings.plannerLeaseMs, noticeAfterMs: settings.noticeAfterMs },
    planned: () => undefined,
    poke() {
      for (const sender of senders) sender.poke()
    },
    log,
  })
  const ending = new AbortController()
  const beat = async (): Promise<void> => {
    while (isPlanning && !ending.signal.aborted) {
      await planner.tick().catch((error) => log.error({ err: error }, 'a beat failed'))
      await wait(settings.beatMs, undefined, { signal: ending.signal }).catch(() => undefined)
    }
  }
  const beating = beat()
  return async () => {
    ending.abort()
    await Promise.all([beating, ...senders.map((sender) => sender.stop())])
    await planner.stop().catch(() => undefined)
  }
}

const changed = (platform: ChatPlatform, { paces = {}, crash }: Wish): ChatPlatform => {
  const pace = paces[platform.name]
  const paced = pace ? { ...platform, pace } : platform
  return crash ? crashingPlatform(paced, crash) : paced
}

/** On a busy machine signing in may take longer than a request is given here; then it begins anew. */
const mostTries = 5

const signedIn = async (wish: Wish, log: Log, tries = 1): Promise<ChatPlatform[]> => {
  const platforms = await platformsOf(wish, log)
  try {
    await Promise.all(platforms.map((platform) => platform.start(closedDoor)))
    return platforms
  } catch (error) {
    await Promise.all(platforms.map((platform) => platform.stop()))
    if (tries === mostTries) throw error
    return signedIn(wish, log, tries + 1)
  }
}

const platformsOf = async (
  { discord, slack, settings: { timeoutMs } }: Wish,
  log: Log,
): Promise<ChatPlatform[]> => {
  const times = { timeoutMs, stopWithinMs: 1_000 }
  const platforms: ChatPlatform[] = []
  if (discord) {
    const { createDiscord } = await import('#platforms/discord/discord')
    platforms.push(createDiscord({ ...discord, ...times }, log))
  }
  if (slack) {
    const { createSlack } = await import('#platforms/slack/slack')
    const { api, tokens } = slack
    const all = {
      all: async () => Object.values(tokens),
      tokenFor: async (id: string) => tokens[id],
    }
    // Over HTTP it listens to nobody here, and needs no connection that has to be there first.
    platforms.push(createSlack({ api, tokens: all, signingSecret: 'none', ...times }, log))
  }
  return platforms
}

const nothing = async (): Promise<never> => {
  throw new Error('nobody asks anything here')
}

/** Nobody comes in: what is looked at here is only what goes out. */
const closedDoor: Door = {
  commands: [],
  run: nothing,
  share: nothing,
  suggest: async () => [],
  receive: async () => undefined,
  sent: async () => undefined,
  unsent: async () => undefined,
  keep: async () => undefined,
  kept: async () => undefined,
  roomChanged: async () => undefined,
  recover: async () => undefined,
}

/** A machine whose clock is off; that of the database, which all share, is not. */
const skew = (ms: number): void => {
  const [now, instant] = [Date.now, Temporal.Now.instant]
  Date.now = () => now() + ms
  Temporal.Now.instant = () => instant().add({ milliseconds: ms })
}
