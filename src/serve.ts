import type { RequestListener } from 'node:http'
import type { Logger } from 'pino'
import type { App } from './app.ts'
import { bringBriefings } from './bring-briefings.ts'
import type { Config } from './config.ts'
import { expire } from './expire.ts'
import { serveHealth } from './health.ts'
import { lanesOf, type Part, partsOf, readiness } from './ready.ts'

const everyHourMs = 3_600_000

/** Sitrep on the platforms that have a token, until `ended`; says on /readyz whether all of them are up. */
export const serve = async (
  app: App,
  config: Config,
  log: Logger,
  ended: AbortSignal,
): Promise<void> => {
  const parts: Record<string, Part> = { ...partsOf(app, config), platforms: () => false }
  const ready = () => readiness(parts)
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
    parts.lanes = lanesOf(app, platforms, 2 * config.laneLeaseMs)
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
