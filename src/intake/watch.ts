import { type FSWatcher, watch } from 'node:fs'

/** Editors save in several steps, and a synchronising disk in many; wait until they have ended. */
const quietMs = 2_000

/**
 * Calls `changed` once the folder has been quiet after a change, never twice at a time. Returns the
 * function that ends it. A folder that cannot be watched (it is gone, or the limit is reached) is
 * told once to `failed`; what was loaded stays.
 */
export const watchFolder = (
  folder: string,
  changed: () => Promise<void>,
  failed: (error: unknown) => void,
  quiet = quietMs,
): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(changed).catch(failed)
    }, quiet)
    timer.unref()
  }
  const watcher = begin(folder, later, failed)
  return () => {
    clearTimeout(timer)
    watcher?.close()
  }
}

const begin = (
  folder: string,
  later: () => void,
  failed: (error: unknown) => void,
): FSWatcher | undefined => {
  try {
    const watcher = watch(folder, { persistent: false }, later)
    watcher.on('error', failed)
    return watcher
  } catch (error) {
    failed(error)
    return undefined
  }
}
