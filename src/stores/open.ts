import type { Store, StorePlace } from '#core/store'

export type StoreSettings = {
  place: StorePlace
  /** The moment now, and the zone in which its day counts. */
  now: () => Temporal.Instant
  zone: string
  /** How long to wait for a lock that another holds, or for a database that is not there; in milliseconds. */
  busyMs: number
  /** How far the clock of the database is off, for tests; in milliseconds. */
  clockOffsetMs?: () => number
}

/** Opens a store, brought up to date; a driver is loaded only where it is used. Throws OperatorError. */
export const openStore = async ({ place, ...settings }: StoreSettings): Promise<Store> => {
  if (place.kind === 'sqlite') {
    const { openSqlite } = await import('./sqlite.ts')
    return openSqlite({ ...settings, file: place.file })
  }
  const { openPostgres } = await import('./postgres.ts')
  const { url, size, statementTimeoutMs } = place
  return openPostgres({ ...settings, url, size, statementTimeoutMs })
}
