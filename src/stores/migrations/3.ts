import type { Kysely } from 'kysely'
import { kitOf } from './kit.ts'

/** Why outsiders could read in a room when its limit was set although they can. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.alterTable('label_limit').addColumn('accepts', kitOf(db).text).execute()
}
