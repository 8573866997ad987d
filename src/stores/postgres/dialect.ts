import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { PoolClient } from 'pg'
import type { Connections } from './pool.ts'

type Own = DatabaseConnection & { client: PoolClient; isBroken: boolean }

const dialectWith = (driver: Driver): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => driver,
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
})

/** For reads alone: each statement takes whichever connection is free, and is asked again where that was lost. */
export const readingDialect = ({ read }: Connections, explain: Explain): Dialect => {
  const connection: DatabaseConnection = {
    executeQuery: <R>(query: CompiledQuery) =>
      read((client) => run<R>(client, query)).catch(explain),
    streamQuery: notStreamed,
  }
  return dialectWith({
    init: async () => undefined,
    destroy: async () => undefined,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    beginTransaction: noTransaction,
    commitTransaction: noTransaction,
    rollbackTransaction: noTransaction,
  })
}

/** For transactions: a connection is lent to one taker at a time. */
export const writingDialect = ({ take }: Connections, explain: Explain): Dialect => {
  const statement = async (connection: DatabaseConnection, text: string): Promise<void> =>
    void (await (connection as Own).client.query(text))
  return dialectWith({
    init: async () => undefined,
    destroy: async () => undefined,
    async acquireConnection() {
      const client = await take().catch(explain)
      const connection: Own = {
        client,
        isBroken: false,
        executeQuery: <R>(query: CompiledQuery) =>
          run<R>(client, query).catch((error) => {
            connection.isBroken = true
            return explain(error)
          }),
        streamQuery: notStreamed,
      }
      return connection
    },
    // After a fault it is not known what state it is in, and another is cheap.
    releaseConnection: async (connection) => {
      const { client, isBroken } = connection as Own
      client.release(isBroken)
    },
    beginTransaction: (connection) => statement(connection, 'begin'),
    commitTransaction: (connection) => statement(connection, 'commit'),
    rollbackTransaction: (connection) => statement(connection, 'rollback'),
  })
}

/** Throws what a fault means. */
type Explain = (error: unknown) => never

const notStreamed = (): never => {
  throw new Error('rows are read in pages, not streamed')
}

const noTransaction = async (): Promise<never> => {
  throw new Error('what writes takes a connection of its own')
}

const run = async <R>(client: PoolClient, query: CompiledQuery): Promise<QueryResult<R>> => {
  const result = await client.query(query.sql, query.parameters.map(storable))
  // Of several statements in one, the last counts.
  const { rows, rowCount, command } = [result].flat().at(-1) ?? result
  const isChange = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE'
  return { rows: rows as R[], ...(isChange && { numAffectedRows: BigInt(rowCount ?? 0) }) }
}

/** PostgreSQL has no place in text for U+0000. */
const storable = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\u{fffd}') : value
