import type { Logger } from 'pino'
import type { App } from './app.ts'
import type { Config } from './config.ts'

/** Drops what is older than RETAIN_SHOWN and RETAIN_QUESTIONS allow. */
export const expire = async (
  { store }: Pick<App, 'store'>,
  { retainDays }: Pick<Config, 'retainDays'>,
  log: Logger,
): Promise<void> => {
  const before = (days: number) =>
    Temporal.Now.instant()
      .subtract({ hours: days * 24 })
      .toString()
  try {
    await store.expire({ shown: before(retainDays.shown), questions: before(retainDays.questions) })
  } catch (error) {
    log.error({ err: error }, 'what is out of date was not dropped')
  }
}
