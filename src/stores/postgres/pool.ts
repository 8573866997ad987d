import { setTimeout as wait } from 'node:timers/promises'
import { Pool, type PoolClient, type PoolConfig, types } from 'pg'
import { isLost, unreachable } from './faults.ts'

export type PoolSettings = {
  /** `postgres://user:password@host:port/database`, with `sslmode` and the like after `?`. */
  url: string
  /** Connections at most. */
  size: number
  /** After so long a statement is given up, in milliseconds; 0 for never. */
  statementTimeoutMs: number
  /** How long to wait for a database that is not there, in milliseconds. */
  busyMs: number
}

export type Connections = {
  /** A connection, as soon as there is one. Throws OperatorError where there is none in time. */
  take(): Promise<PoolClient>
  /** Runs what only reads, once more where its connection was lost. */
  read<T>(work: (client: PoolClient) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * Whoever holds the lock for writing and stops in the middle, frozen or cut off, is let go by the
 * database after so long, so that the others go on.
 */
const idleInTransactionMs = 10_000

const firstPauseMs = 50
const longestPauseMs = 1_000

/** Connections to PostgreSQL that outlive its restarts. */
export const connect = (settings: PoolSettings): Connections => {
  const { url, size, statementTimeoutMs, busyMs } = settings
  const pool = new Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: busyMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    application_name: 'sitrep',
    keepAlive: true,
    types: { getTypeParser },
  })
  // A connection that is lost while nobody uses it is replaced when it is wanted.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  let closing: Promise<void> | undefined

  const persistently = <T>(attempt: () => Promise<T>): Promise<T> =>
    untilThere(attempt, busyMs, (error) => isLost(error) && !closing).catch((error) => {
      throw isLost(error) && !closing ? unreachable(url, error) : error
    })
  const take = (): Promise<PoolClient> => persistently(() => pool.connect())
  return {
    take,
    read: (work) =>
      persistently(async () => {
        const client = await pool.connect()
        try {
          const result = await work(client)
          client.release()
          return result
        } catch (error) {
          client.release(isLost(error))
          throw error
        }
      }),
    async close() {
      closing ??= pool.end()
      await closing
    },
  }
}

/** Tries again, for so many milliseconds, what a database that goes away has ended. */
export const untilThere = async <T>(
  attempt: () => Promise<T>,
  busyMs: number,
  mayRepeat: (error: unknown) => boolean,
): Promise<T> => {
  const until = performance.now() + busyMs
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await attempt()
    } catch (error) {
      if (!mayRepeat(error) || performance.now() + pauseMs > until) throw error
      await wait(pauseMs)
    }
  }
}

/** Counts and milliseconds are below 2^53, so bigint (20) and numeric (1700, a sum of them) are numbers. */
const getTypeParser: NonNullable<PoolConfig['types']>['getTypeParser'] = (type: number) =>
  type === 20 || type === 1700 ? Number : types.getTypeParser(type)
