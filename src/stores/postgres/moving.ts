import { type Kysely, sql } from 'kysely'
import type { Schema } from '../tables/schema.ts'

type Db = Kysely<Schema>

/** Stands in a database for as long as a store is being moved there, through breaks too. */
const mark = 'moving'

export const isBeingMoved = async (db: Db): Promise<boolean> => {
  const { rows } = await sql`select 1 from information_schema.tables
    where table_schema = current_schema() and table_name = ${mark}`.execute(db)
  return rows.length > 0
}

export const beginMoving = async (db: Db): Promise<void> =>
  void (await sql`create table ${sql.table(mark)} ()`.execute(db))

export const endMoving = async (db: Db): Promise<void> =>
  void (await sql`drop table ${sql.table(mark)}`.execute(db))

/** Of this database: whoever moves a store there holds it. */
const lock = 7_470_703

/** Whether this connection, for as long as it stands, is the only one that moves a store there. */
export const takeMoving = async (connection: Db): Promise<boolean> => {
  const { rows } = await sql<{ isMine: boolean }>`
    select pg_try_advisory_lock(${lock}) as "isMine"`.execute(connection)
  return rows[0]?.isMine === true
}
