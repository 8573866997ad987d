import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { shared } from '#core/viewer'
import type { App } from './app.ts'
import type { Config } from './config.ts'

/**
 * Loads the folder and follows it, until `ended`, as long as this is the only process that serves the store:
 * what stands in the folder of one of several would stand against what is in another's, and is imported by
 * hand then. Into an empty store it is loaded in any case. Resolves when it is loaded or will not be yet.
 */
export const bringBriefings = async (
  app: App,
  config: Config,
  log: Logger,
  ended: AbortSignal,
): Promise<void> => {
  const { database, briefingsFolder: folder, laneLeaseMs } = config
  const isAlone = async (): Promise<boolean> =>
    database.kind === 'sqlite' && (await app.others()) === 0
  const leaveAlone = (): void =>
    log.info(
      { folder },
      'the folder is not watched where several may serve one store: sitrep import',
    )
  let isWatching = await isAlone()
  const isEmpty = (await app.store.fromFolder(shared)).length === 0
  if (isWatching || isEmpty) await app.load()
  if (isWatching) app.watch()
  else leaveAlone()
  if (database.kind !== 'sqlite') return

  const look = async (): Promise<void> => {
    if ((await isAlone()) === isWatching || ended.aborted) return
    isWatching = !isWatching
    if (!isWatching) {
      app.unwatch()
      return leaveAlone()
    }
    await app.load()
    app.watch()
  }
  const follow = async (): Promise<void> => {
    while (!ended.aborted) {
      await wait(laneLeaseMs / 3, undefined, { signal: ended, ref: false }).catch(() => undefined)
      await look().catch((error) => log.warn({ err: error }, 'the folder was not looked at'))
    }
  }
  void follow()
}
