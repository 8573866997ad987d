import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Thread } from './thread.ts'

/**
 * A kysely dialect that posts compiled queries to a thread. Its one connection is lent to one taker at
 * a time, so that a transaction stays whole; where there are only reads, it may be `shared`.
 */
export const threadDialect = (thread: Thread, use: 'lent' | 'shared' = 'lent'): Dialect => ({
  // SQLite rolls back DDL too: so a migration is one transaction, and its lock the migration lock.
  createAdapter: () =>
    Object.defineProperty(new SqliteAdapter(), 'supportsTransactionalDdl', { value: true }),
  createDriver: () => threadDriver(thread, use),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})

const threadDriver = (thread: Thread, use: 'lent' | 'shared'): Driver => {
  const connection: DatabaseConnection = {
    executeQuery: (query) => execute(thread, query),
    streamQuery: () => {
      throw new Error('rows are read in pages, not streamed')
    },
  }
  let last: Promise<void> = Promise.resolve()
  let release = (): void => undefined
  return {
    init: async () => undefined,
    destroy: async () => undefined,
    async acquireConnection() {
      if (use === 'shared') return connection
      const before = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = promise
      await before
      release = resolve
      return connection
    },
    releaseConnection: async () => {
      if (use === 'lent') release()
    },
    // IMMEDIATE: a transaction that turns from reading to writing fails at once when another wrote.
    beginTransaction: async () => void (await thread.run('begin immediate')),
    commitTransaction: async () => void (await thread.run('commit')),
    rollbackTransaction: async () => void (await thread.run('rollback')),
  }
}

const execute = async <R>(thread: Thread, query: CompiledQuery): Promise<QueryResult<R>> => {
  const { rows, changes, lastId } = await thread.run(query.sql, query.parameters)
  return {
    rows: rows as R[],
    ...(changes !== undefined && { numAffectedRows: BigInt(changes) }),
    ...(lastId !== undefined && { insertId: BigInt(lastId) }),
  }
}
