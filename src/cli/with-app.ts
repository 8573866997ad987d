import { type App, openApp } from '../app.ts'
import type { Given } from './operation.ts'
import { operator } from './operator.ts'

/** Opens the app for one operation and closes it whatever happens. */
export const withApp = async <T>(
  { config, log }: Given,
  use: (app: App) => Promise<T>,
): Promise<T> => {
  const app = await openApp(config, log)
  try {
    return await use(app)
  } finally {
    await app.stop()
  }
}

/** Someone's first command may be a question: then the briefings folder is loaded before it. */
export const loadIfEmpty = async (app: App): Promise<void> => {
  const { briefings } = await app.store.count(operator)
  if (briefings === 0) await app.load()
}
