import { type Kysely, sql } from 'kysely'

/** Why outsiders could read in a room when its limit was set although they can. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table label_limit add column accepts text`.execute(db)
}
