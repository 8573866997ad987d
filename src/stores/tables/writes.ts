import { setImmediate } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

export type Write = <T>(work: (db: Kysely<Schema>) => Promise<T>) => Promise<T>

export type WriteSettings = {
  /** Begins a transaction. */
  begin: string
  /** After such a fault nothing of the transaction stands, and it may be begun anew. */
  mayRepeat?(error: unknown): boolean
}

type Waiting = {
  work: (db: Kysely<Schema>) => Promise<unknown>
  settle(): void
  fail(error: unknown): void
}

/**
 * Writes that wait together share one commit, because a durable commit costs milliseconds and a
 * statement microseconds. Each stands or falls alone; all are durable before any is reported done.
 */
export const groupedWrites = (db: Kysely<Schema>, settings: WriteSettings): Write => {
  let waiting: Waiting[] = []
  let isDraining = false

  const drain = async (): Promise<void> => {
    if (isDraining) return
    isDraining = true
    // Whatever is to be written in the same moment goes along.
    for (await setImmediate(); waiting.length > 0; await setImmediate()) {
      const group = waiting
      waiting = []
      await commitTogether(db, group, settings).catch((error) => failAll(group, error))
    }
    isDraining = false
  }

  return <T>(work: (one: Kysely<Schema>) => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      let result: T
      waiting.push({
        work: async (one) => {
          result = await work(one)
        },
        settle: () => resolve(result),
        fail: reject,
      })
      void drain()
    })
}

type Failed = { one: Waiting; error: unknown }

/** Whoever fails hears of it once the rest is done, because the rest may have to be begun anew. */
const commitTogether = async (
  db: Kysely<Schema>,
  group: readonly Waiting[],
  settings: WriteSettings,
): Promise<void> => {
  const { begin, mayRepeat = () => false } = settings
  const [only] = group
  const isWritten = await db.connection().execute(async (connection) => {
    const failed: Failed[] = []
    try {
      await sql.raw(begin).execute(connection)
      // Who is alone stands or falls with the transaction.
      if (only && group.length === 1) await only.work(connection)
      else
        for (const one of group) {
          const error = await alone(connection, one, mayRepeat)
          if (error) failed.push({ one, error: error.cause })
        }
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined)
      if (mayRepeat(error)) return false
      throw error
    }
    await commit(connection)
    const those = new Set(failed.map(({ one }) => one))
    for (const { one, error } of failed) one.fail(error)
    for (const one of group) if (!those.has(one)) one.settle()
    return true
  })
  if (!isWritten) await commitTogether(db, group, settings)
}

/** Where the answer to a commit is lost, nobody may be told that it stands, nor try it a second time. */
const commit = async (db: Kysely<Schema>): Promise<void> => {
  try {
    await sql`commit`.execute(db)
  } catch (error) {
    await sql`rollback`.execute(db).catch(() => undefined)
    throw error
  }
}

const failAll = (group: readonly Waiting[], error: unknown): void => {
  for (const { fail } of group) fail(error)
}

/** What made it fail, if it did. */
const alone = async (
  db: Kysely<Schema>,
  { work }: Waiting,
  mayRepeat: (error: unknown) => boolean,
): Promise<{ cause: unknown } | undefined> => {
  await sql`savepoint one`.execute(db)
  try {
    await work(db)
    await sql`release savepoint one`.execute(db)
    return undefined
  } catch (cause) {
    if (mayRepeat(cause)) throw cause
    await sql`rollback to savepoint one`.execute(db)
    await sql`release savepoint one`.execute(db)
    return { cause }
  }
}
