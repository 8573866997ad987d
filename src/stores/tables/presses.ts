import type { Kysely } from 'kysely'
import type { Invoked } from '#core/reply'
import type { Presses } from '#core/room'
import type { Schema } from './schema.ts'
import type { Write } from './writes.ts'

export const pressesIn = (db: Kysely<Schema>, write: Write): Presses => ({
  keep: (presses, at) =>
    write(async (one) => {
      if (presses.length === 0) return
      const rows = presses.map(({ key, invoked }) => ({
        key,
        invoked: JSON.stringify(invoked),
        at,
      }))
      await one
        .insertInto('press')
        .values([...new Map(rows.map((row) => [row.key, row])).values()])
        .onConflict((known) => known.column('key').doUpdateSet({ at }))
        .execute()
    }),
  async kept(key) {
    const row = await db
      .selectFrom('press')
      .select('invoked')
      .where('key', '=', key)
      .executeTakeFirst()
    return row && (JSON.parse(row.invoked) as Invoked)
  },
})
