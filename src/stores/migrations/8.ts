import type { Kysely } from 'kysely'
import { kitOf } from './kit.ts'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await fairUse(db)
  await clearances(db)
  await restored(db)
}

/** How often people asked, by minutes since 1970. */
const fairUse = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer } = kitOf(db)
  await db.schema
    .createTable('fair_use')
    .addColumn('subject', text, (column) => column.notNull())
    .addColumn('minute', integer, (column) => column.notNull())
    .addColumn('asked', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('fair_use_key', ['subject', 'minute'])
    .execute()
  await db.schema.createIndex('fair_use_minute').on('fair_use').columns(['minute']).execute()
}

/** The place of the label up to which whoever asked could see; of what was asked before nobody knows it. */
const clearances = async (db: Kysely<unknown>): Promise<void> => {
  const { integer } = kitOf(db)
  await db.schema
    .alterTable('question')
    .addColumn('clearance', integer, (column) => column.notNull().defaultTo(4))
    .execute()
}

/** When a backup was put back, and what this store knew last before; between the two another, now lost, was sending. */
const restored = async (db: Kysely<unknown>): Promise<void> => {
  const { integer } = kitOf(db)
  await db.schema
    .createTable('restored')
    .addColumn('since', integer, (column) => column.notNull())
    .addColumn('at', integer, (column) => column.notNull())
    .execute()
}
