import type { Kysely } from 'kysely'
import type { Notices, Watcher } from '#core/question'
import { addDeliveries } from '../outbox/add.ts'
import type { Schema } from '../schema.ts'

type Db = Kysely<Schema>

/** Those who wish to be told that questions come in. */
export const watchersIn = (db: Db): Promise<Watcher[]> =>
  db
    .selectFrom('watch')
    .select(['platform', 'workspace', 'person'])
    .where('what', '=', 'requests')
    .orderBy('person')
    .execute()

/** What is on its way to a watcher already stands for all that comes until then. */
export const tellWatchers = async (db: Db, { deliveries, gapMs }: Notices): Promise<void> => {
  for (const notice of deliveries) {
    const theirs = { person: notice.target, what: 'requests' } as const
    const row = await db
      .selectFrom('watch')
      .select('told')
      .where((is) => is.and(theirs))
      .executeTakeFirst()
    const last = row?.told ?? Number.NEGATIVE_INFINITY
    if (!row || last > notice.due) continue
    const due = Math.max(notice.due, last + gapMs)
    await addDeliveries(db, [{ ...notice, due, expires: notice.expires + due - notice.due }])
    await db
      .updateTable('watch')
      .set({ told: due })
      .where((is) => is.and(theirs))
      .execute()
  }
}
