import type { Kysely } from 'kysely'
import type { Settings } from '#core/setting'
import { noteDeed } from './audit.ts'
import type { Schema } from './schema.ts'
import type { Write } from './writes.ts'

/** What managers have settled for their workspaces. */
export const settingsIn = (
  db: Kysely<Schema>,
  write: Write,
  now: () => Temporal.Instant,
): Settings => ({
  async find(workspace, name) {
    const row = await db
      .selectFrom('setting')
      .selectAll()
      .where((is) => is.and({ workspace, name }))
      .executeTakeFirst()
    if (!row) return undefined
    return { workspace, name, value: row.value, setBy: row.set_by, setAt: row.set_at }
  },
  set: ({ workspace, name, value, setBy: set_by, setAt: set_at }, deed) =>
    write(async (one) => {
      const set = { value, set_by, set_at }
      await one
        .insertInto('setting')
        .values({ workspace, name, ...set })
        .onConflict((row) => row.columns(['workspace', 'name']).doUpdateSet(set))
        .execute()
      await noteDeed(one, deed, now())
    }),
})
