import type { RequestListener } from 'node:http'
import type { Logger } from 'pino'
import { answerer, answererWith } from '#answers/answer'
import { createChooser } from '#answers/model'
import { commands } from '#commands'
import type { ChatPlatform, Door } from '#core/chat'
import { OperatorError } from '#core/errors'
import type { Read } from '#core/read'
import type { Store } from '#core/store'
import type { Viewer } from '#core/viewer'
import type { Word } from '#core/word'
import { createDoor } from '#engine/door'
import { createEngine, type Engine } from '#engine/engine'
import { readingAs } from '#engine/reading'
import { createReplicas } from '#engine/replicas'
import { type Shards, shareShards } from '#engine/shards'
import { passWord } from '#engine/word'
import { type Fault, sayFault } from '#intake/fault'
import type { Report } from '#intake/import'
import { watchFolder } from '#intake/watch'
import { openStore } from '#stores/open'
import type { Config } from './config.ts'
import { type Delivery, startDelivery } from './delivery.ts'
import { holderName, releaseOfGone } from './holder.ts'
import { createMetrics, type Metrics } from './metrics.ts'

export type App = {
  store: Store
  engine: Engine
  readAs(viewer: Viewer): Read
  /** Says to others that serve the same store that it is there. */
  join(): Promise<void>
  /** How many others are there. */
  others(): Promise<number>
  /** Loads the briefings folder; afterwards whatever changes there is loaded as it comes. */
  load(): Promise<Report>
  watch(): void
  unwatch(): void
  /**
   * Serves every platform that has a token, digests too; resolves once each is there. What is asked over
   * HTTP is added to `listeners`, by path; `lost` hears of one that cannot be served any more. Throws
   * OperatorError.
   */
  connect(
    lost: (error: OperatorError) => void,
    listeners?: Record<string, RequestListener>,
  ): Promise<readonly ChatPlatform[]>
  /** With `isPlanned`, another process that serves the same store takes over first. */
  stop(isPlanned?: boolean): Promise<void>
}

/** Wires the parts together. Throws OperatorError when the store cannot be opened. */
export const openApp = async (config: Config, log: Logger): Promise<App> => {
  const { database: place, zone, busyMs, briefingsFolder } = config
  const now = () => Temporal.Now.instant()
  const metrics = createMetrics(await openStore({ place, now, zone, busyMs }), commands)
  const { store, answered, acked } = metrics
  const ownAnswerer = config.model
    ? answererWith({ choose: createChooser(config.model, log), label: config.model.label })
    : answerer
  const engine = createEngine({
    ...{ commands, store, answerer: ownAnswerer, now, zone, log, answered },
  })
  const holder = holderName()
  const leasing = { leases: store.leases, holder, leaseMs: config.laneLeaseMs, log }
  const replicas = createReplicas(leasing)
  const platforms: ChatPlatform[] = []
  let shards: Shards | undefined
  let delivery: Delivery | undefined
  let endWatch = (): void => undefined
  let stopped: Promise<void> | undefined

  const load = async (): Promise<Report> => {
    // A question to a store that is filled needs nothing of what reads files.
    const { importFolder } = await import('#intake/import')
    const report = await importFolder(store, briefingsFolder)
    tell(report, log)
    return report
  }
  const stop = async (isPlanned: boolean): Promise<void> => {
    endWatch()
    const isRelieved = (): boolean => !isByHttp(config) && (shards?.mine() ?? []).length === 0
    const handOverMs = isPlanned ? config.handOverMs : 0
    await Promise.all([delivery?.stop(), replicas.handOver(handOverMs, isRelieved)])
    await Promise.all(platforms.map((platform) => platform.stop()))
    await shards?.stop()
    await replicas.leave()
    await store.close()
  }
  return {
    store,
    engine,
    readAs: (viewer) => readingAs(store, viewer, ownAnswerer),
    async join() {
      await releaseOfGone(store.leases, holder)
      await replicas.join()
    },
    others: replicas.others,
    load,
    watch: () => {
      endWatch = watchFolder(
        briefingsFolder,
        async () => void (await load()),
        (error) =>
          log.warn({ ...saying(error), folder: briefingsFolder }, 'the folder was not loaded'),
        config.watchQuietMs,
      )
    },
    unwatch: () => endWatch(),
    async connect(lost, listeners = {}) {
      shards = shareShards({
        ...{ ...leasing, platform: 'discord' },
        back: (shard, awayMs) => sayBack(metrics, log, shard, awayMs),
      })
      const wordOn = (platform: string) => passWord(store.leases, platform)
      platforms.push(...(await configured(config, log, lost, listeners, { shards, wordOn })))
      metrics.watchProcess()
      listeners['/metrics'] = metrics.listener
      const { managers, editors, fairUse } = config
      const poke = () => delivery?.poke()
      const { pen } = await import('#intake/pen')
      const people = { managers, editors }
      const others = { there: replicas.others, answerWithinMs: config.leaseMs }
      const doors = {
        ...{ engine, store, commands, platforms, ...people, pen, fairUse, zone, now, poke, log },
        ...{ others, acked },
      }
      const opened = platforms.map((platform) => createDoor({ ...doors, platform }))
      replicas.onDeath(() => finishFor(opened, config.leaseMs, log))
      await Promise.all(platforms.map((platform, at) => platform.start(opened[at]!)))
      if (stopped) return platforms
      delivery = startDelivery({ store, holder, platforms, config, metrics, log })
      await replicas.up()
      return platforms
    },
    async stop(isPlanned = false) {
      stopped ??= stop(isPlanned)
      await stopped
    },
  }
}

/** An SDK is loaded only where its token is set. */
const configured = async (
  config: Config,
  log: Logger,
  lost: (error: OperatorError) => void,
  listeners: Record<string, RequestListener>,
  { shards, wordOn }: { shards: Shards; wordOn(platform: string): Word },
): Promise<ChatPlatform[]> => {
  const { discord, slack, requestTimeoutMs: timeoutMs, stopWithinMs } = config
  const platforms: ChatPlatform[] = []
  if (discord) {
    const { createDiscord } = await import('#platforms/discord/discord')
    platforms.push(
      createDiscord({ ...discord, timeoutMs, stopWithinMs }, log, lost, shards, wordOn('discord')),
    )
  }
  if (slack) {
    const { createSlack, oneToken } = await import('#platforms/slack/slack')
    const { token, ...settings } = slack
    const tokens = oneToken(token)
    const platform = createSlack(
      { ...settings, tokens, timeoutMs, stopWithinMs },
      log,
      lost,
      wordOn('slack'),
    )
    if (platform.listener) listeners['/slack/events'] = platform.listener
    platforms.push(platform)
  }
  return platforms
}

/** A balancer notices at its own pace that somebody is leaving. */
const isByHttp = ({ slack }: Config): boolean => slack !== undefined && slack.appToken === undefined

/** What one that is gone was answering is answered here, once it is certain that nobody else does. */
const finishFor = (doors: readonly Door[], afterMs: number, log: Logger): void => {
  const recover = async (): Promise<void> => {
    for (const door of doors) await door.recover()
  }
  setTimeout(
    () => recover().catch((error) => log.error({ err: error }, 'what was open was not found')),
    afterMs,
  ).unref()
}

const sayBack = (metrics: Metrics, log: Logger, shard: number, awayMs: number): void => {
  const seconds = Math.round(awayMs / 100) / 10
  log.warn(
    { shard, seconds },
    'a shard that nobody had is served again; what was asked by commands meanwhile is lost',
  )
  metrics.tookOver('discord', awayMs)
}

/** Whoever runs Sitrep needs a remedy, or else a stack. */
const saying = (error: unknown) =>
  error instanceof OperatorError ? { fault: error.message } : { err: error }

const tell = ({ added, revised, unchanged, refused, missing }: Report, log: Logger): void => {
  const kept = refused.map((fault: Fault) => sayFault(fault))
  for (const fault of kept) log.warn({ fault }, 'a file was not loaded')
  if (missing.length > 0)
    log.warn(
      { missing: missing.map(({ slug }) => slug) },
      'files are missing; nothing was withdrawn',
    )
  if (added.length + revised.length > 0)
    log.info({ added: added.length, revised: revised.length, unchanged }, 'briefings loaded')
}
