import type { RequestListener } from 'node:http'
import type { Logger } from 'pino'
import type { Viewer } from '#core/viewer'
import { shared } from '#core/viewer'
import type { App } from './app.ts'
import { bringBriefings } from './bring-briefings.ts'
import type { Config } from './config.ts'
import { expire } from './expire.ts'
import { serveHealth } from './health.ts'

const everyHourMs = 3_600_000

/** Sitrep on the platforms that have a token, until `ended`; says on /readyz whether all of them are up. */
export const serve = async (
  app: App,
  config: Config,
  log: Logger,
  ended: AbortSignal,
): Promise<void> => {
  const parts: Record<string, () => boolean | Promise<boolean>> = {
    store: () => answers(app),
    platforms: () => false,
  }
  const ready = async () =>
    Object.fromEntries(
      await Promise.all(Object.entries(parts).map(async ([name, isUp]) => [name, await isUp()])),
    )
  const listeners: Record<string, RequestListener> = {}
  const health = await serveHealth({ ...config.http, ready, listeners, log })
  log.info({ host: config.http.host, port: health.port }, 'health at /healthz and /readyz')
  const expiring = setInterval(() => void expire(app, config, log), everyHourMs)
  try {
    await app.join()
    await bringBriefings(app, config, log, ended)
    await expire(app, config, log)
    const { promise: isLost, reject: lost } = Promise.withResolvers<never>()
    const platforms = await Promise.race([app.connect(lost, listeners), isLost])
    delete parts.platforms
    for (const { name, isUp } of platforms) parts[name] = isUp
    if (!ended.aborted)
      await Promise.race([isLost, new Promise((settle) => ended.addEventListener('abort', settle))])
    // Whoever sends us something over HTTP is to send it elsewhere, and is answered until then.
    parts.stays = () => false
    await app.stop(true)
  } finally {
    clearInterval(expiring)
    await health.close()
  }
}

const anyone: Viewer = { kind: 'channel', workspace: shared, channel: '', clearance: 'CLEAR' }

const answers = async ({ store }: App): Promise<boolean> => {
  try {
    await store.count(anyone)
    return true
  } catch {
    return false
  }
}
