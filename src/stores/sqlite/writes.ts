import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

export type Write = <T>(work: (db: Kysely<Schema>) => Promise<T>) => Promise<T>

type Waiting = {
  work: (db: Kysely<Schema>) => Promise<unknown>
  settle(): void
  fail(error: unknown): void
}

/**
 * Writes that wait together share one commit, because a durable commit costs milliseconds and a
 * statement microseconds. Each stands or falls alone; all are durable before any is reported done.
 */
export const groupedWrites = (db: Kysely<Schema>): Write => {
  let waiting: Waiting[] = []
  let isDraining = false

  const drain = async (): Promise<void> => {
    if (isDraining) return
    isDraining = true
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      await db
        .connection()
        .execute((one) => commitTogether(one, group))
        .catch((error) => failAll(group, error))
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

const commitTogether = async (db: Kysely<Schema>, group: Waiting[]): Promise<void> => {
  const done: Waiting[] = []
  try {
    await sql`begin immediate`.execute(db)
    for (const one of group) if (await alone(db, one)) done.push(one)
    await sql`commit`.execute(db)
    for (const { settle } of done) settle()
  } catch (error) {
    await sql`rollback`.execute(db).catch(() => undefined)
    failAll(group, error)
  }
}

const failAll = (group: Waiting[], error: unknown): void => {
  for (const { fail } of group) fail(error)
}

const alone = async (db: Kysely<Schema>, { work, fail }: Waiting): Promise<boolean> => {
  await sql`savepoint one`.execute(db)
  try {
    await work(db)
    await sql`release one`.execute(db)
    return true
  } catch (error) {
    await sql`rollback to one`.execute(db)
    await sql`release one`.execute(db)
    fail(error)
    return false
  }
}
