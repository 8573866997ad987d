import { type Kysely, sql } from 'kysely'
import type { Inbox, Received } from '#core/room'
import type { InboxTable, Schema } from './schema.ts'
import type { Write } from './writes.ts'

type Db = Kysely<Schema>

const receivedOf = (row: InboxTable): Received => {
  const { platform, id, workspace, channel, person, name, direct, text, files, at } = row
  return {
    ...{ platform, id, workspace, channel, person, name, text, at },
    isDirect: direct === 1,
    ...(files !== null && { files: JSON.parse(files) }),
  }
}

export const inboxIn = (db: Db, write: Write): Inbox => ({
  receive: ({ isDirect, files, ...message }) =>
    write(async (one) => {
      const { numInsertedOrUpdatedRows } = await one
        .insertInto('inbox')
        .values({
          ...message,
          direct: isDirect ? 1 : 0,
          files: files ? JSON.stringify(files) : null,
          state: 'open',
        })
        .onConflict((known) => known.columns(['platform', 'id']).doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    }),
  async open(platform) {
    const rows = await db
      .selectFrom('inbox')
      .selectAll()
      .where('platform', '=', platform)
      .where('state', '=', sql<'open'>`'open'`)
      .orderBy(asTheyCame)
      .execute()
    return rows.map(receivedOf)
  },
  close: (platform, id, state) =>
    write(async (one) => {
      await one
        .updateTable('inbox')
        .set({ state, text: '', files: null })
        .where((is) => is.and({ platform, id }))
        .execute()
    }),
  conversations: (platform, since) =>
    db
      .selectFrom('inbox')
      .select(['channel', 'id as newest'])
      .where(asTheyCame, 'in', (of) =>
        of
          .selectFrom('inbox')
          .select((is) => is.fn.max<number>(asTheyCame).as('newest'))
          .where('platform', '=', platform)
          .where('direct', '=', 1)
          .where('at', '>=', since)
          .groupBy('channel'),
      )
      .execute(),
})

// Neither ids nor instants sort as text: "99" and "100", 08:00:00Z and 08:00:00.5Z.
const asTheyCame = sql<number>`rowid`
