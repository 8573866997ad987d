import type { RequestListener } from 'node:http'
import type { Logger } from 'pino'
import { answerer, answererWith } from '#answers/answer'
import { createChooser } from '#answers/model'
import { commands } from '#commands'
import type { ChatPlatform } from '#core/chat'
import { OperatorError } from '#core/errors'
import type { Read } from '#core/read'
import type { Store } from '#core/store'
import type { Viewer } from '#core/viewer'
import { createDoor } from '#engine/door'
import { createEngine, type Engine } from '#engine/engine'
import { readingAs } from '#engine/reading'
import { type Fault, sayFault } from '#intake/fault'
import type { Report } from '#intake/import'
import { watchFolder } from '#intake/watch'
import { openStore } from '#stores/open'
import type { Config } from './config.ts'
import { type Delivery, startDelivery } from './delivery.ts'
import { createMetrics } from './metrics.ts'

export type App = {
  store: Store
  engine: Engine
  readAs(viewer: Viewer): Read
  /** Loads the briefings folder; afterwards whatever changes there is loaded as it comes. */
  load(): Promise<Report>
  watch(): void
  /**
   * Serves every platform that has a token, digests too; resolves once each is there. What is asked over
   * HTTP is added to `listeners`, by path; `lost` hears of one that cannot be served any more. Throws
   * OperatorError.
   */
  connect(
    lost: (error: OperatorError) => void,
    listeners?: Record<string, RequestListener>,
  ): Promise<readonly ChatPlatform[]>
  stop(): Promise<void>
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
  const platforms: ChatPlatform[] = []
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
  const stop = async (): Promise<void> => {
    endWatch()
    await delivery?.stop()
    await Promise.all(platforms.map((platform) => platform.stop()))
    await store.close()
  }
  return {
    store,
    engine,
    readAs: (viewer) => readingAs(store, viewer, ownAnswerer),
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
    async connect(lost, listeners = {}) {
      platforms.push(...(await configured(config, log, lost, listeners)))
      metrics.watchProcess()
      listeners['/metrics'] = metrics.listener
      const { managers, editors, fairUse } = config
      const poke = () => delivery?.poke()
      const { pen } = await import('#intake/pen')
      const people = { managers, editors }
      const doors = {
        ...{ engine, store, commands, platforms, ...people, pen, fairUse, zone, now, poke, log },
        acked,
      }
      await Promise.all(
        platforms.map((platform) => platform.start(createDoor({ ...doors, platform }))),
      )
      if (!stopped) delivery = startDelivery({ store, platforms, config, metrics, log })
      return platforms
    },
    async stop() {
      stopped ??= stop()
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
): Promise<ChatPlatform[]> => {
  const { discord, slack, requestTimeoutMs: timeoutMs, stopWithinMs } = config
  const platforms: ChatPlatform[] = []
  if (discord) {
    const { createDiscord } = await import('#platforms/discord/discord')
    platforms.push(createDiscord({ ...discord, timeoutMs, stopWithinMs }, log, lost))
  }
  if (slack) {
    const { createSlack, oneToken } = await import('#platforms/slack/slack')
    const { token, ...settings } = slack
    const tokens = oneToken(token)
    const platform = createSlack({ ...settings, tokens, timeoutMs, stopWithinMs }, log, lost)
    if (platform.listener) listeners['/slack/events'] = platform.listener
    platforms.push(platform)
  }
  return platforms
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
