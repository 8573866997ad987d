import { type Kysely, sql } from 'kysely'
import type { Reply } from '#core/reply'
import type { Limit, Posted, Rooms, Sent } from '#core/room'
import { parseTlp, tlpRank, tlps } from '#core/tlp'
import { lastArrival } from './arrivals.ts'
import { noteDeed } from './audit.ts'
import { noteLate } from './corrections/places.ts'
import type { LimitTable, Schema } from './schema.ts'
import { speechOf } from './speech.ts'
import type { Write } from './writes.ts'

type Db = Kysely<Schema>
type Row = Pick<LimitTable, 'workspace' | 'channel' | 'tlp' | 'set_by' | 'set_at' | 'accepts'>

const limitOf = (row: Row): Limit => ({
  workspace: row.workspace,
  channel: row.channel,
  tlp: parseTlp(row.tlp) ?? 'CLEAR',
  setBy: row.set_by,
  setAt: row.set_at,
  ...(row.accepts !== null && { accepts: row.accepts }),
})

const keyOf = ({ workspace, channel }: Limit) => ({ workspace, channel })

export const roomsIn = (db: Db, write: Write, now: () => Temporal.Instant): Rooms => ({
  async limit(workspace, channel) {
    const row = await db
      .selectFrom('label_limit')
      .selectAll()
      .where((is) => is.and({ workspace, channel }))
      .executeTakeFirst()
    return row && limitOf(row)
  },
  async limits(workspace) {
    const rows = await db
      .selectFrom('label_limit')
      .selectAll()
      .$if(workspace !== undefined, (all) => all.where('workspace', '=', workspace ?? ''))
      .orderBy('workspace')
      .orderBy('channel')
      .execute()
    return rows.map(limitOf)
  },
  setLimit: ({ tlp, setBy: set_by, setAt: set_at, accepts = null, ...where }, deed) =>
    write(async (one) => {
      const raised = await raisedFrom(one, { ...where, accepts })
      const set = { tlp, set_by, set_at, accepts, found_open: 0, raised }
      await one
        .insertInto('label_limit')
        .values({ ...where, ...set })
        .onConflict((row) => row.columns(['workspace', 'channel']).doUpdateSet(set))
        .execute()
      if (deed) await noteDeed(one, deed, now())
    }),
  foundOpen: (limit) =>
    write(async (one) => {
      const { numUpdatedRows } = await one
        .updateTable('label_limit')
        .set({ found_open: 1 })
        .where((is) => is.and({ ...keyOf(limit), found_open: 0 }))
        .executeTakeFirst()
      return numUpdatedRows > 0n
    }),
  closedAgain: (limit) =>
    write(async (one) => {
      await one
        .updateTable('label_limit')
        .set({ found_open: 0 })
        .where((is) => is.and({ ...keyOf(limit), found_open: 1 }))
        .execute()
    }),
  async posted(workspace, room) {
    const rows = await db
      .selectFrom('sent')
      .innerJoin('shown', 'shown.answer', 'sent.answer')
      .leftJoin('briefing', (join) =>
        join
          .onRef('briefing.workspace', '=', 'shown.owner')
          .onRef('briefing.id', '=', 'shown.briefing'),
      )
      .leftJoin('wall', 'wall.id', 'briefing.wall')
      .select(['sent.messages', 'sent.at', 'shown.owner', 'shown.briefing', 'shown.revision'])
      .select(['sent.channel', 'wall.tlp'])
      .where('sent.workspace', '=', workspace)
      .where('sent.room', '=', room)
      .where('sent.person', 'is', null)
      .orderBy('sent.at')
      .orderBy('shown.id')
      .execute()
    return rows.map(
      ({ channel, messages, at, owner, briefing, revision, tlp }): Posted => ({
        channel,
        ref: { workspace: owner, briefing, revision },
        tlp: (tlp !== null && tlps[tlp]) || 'RED',
        messages: JSON.parse(messages) as string[],
        at,
      }),
    )
  },
})

/**
 * What came before a label was let in stays out: nobody was to see it there then. A limit that lets
 * others read along than before is a new one.
 */
const raisedFrom = async (
  db: Db,
  { accepts, ...where }: Pick<Row, 'workspace' | 'channel' | 'accepts'>,
): Promise<string> => {
  const before = await db
    .selectFrom('label_limit')
    .select(['tlp', 'accepts', 'raised'])
    .where((is) => is.and(where))
    .executeTakeFirst()
  const isSame = accepts === null || before?.accepts === accepts
  const rank = before && isSame ? tlpRank(parseTlp(before.tlp) ?? 'CLEAR') : 0
  const kept = JSON.parse(before?.raised ?? '[]') as number[]
  const last = await lastArrival(db)
  return JSON.stringify(tlps.map((_, at) => (at > rank ? last : (kept[at] ?? 0))))
}

/** An answer that shows no briefing is never corrected, and may repeat what somebody typed. */
export const recordSent = async (db: Db, sent: Sent): Promise<void> => {
  const { reply, messages, person = null, room = sent.channel, occasion = null } = sent
  const { answer, workspace, platform, channel, at, members = null } = sent
  await takeOver(db, sent)
  if (reply.shows.length === 0) return
  const row = { messages: JSON.stringify(messages), document: documentOf(reply), occasion }
  await db
    .insertInto('sent')
    .values({ answer, workspace, platform, channel, at, members, room, person, ...row })
    .onConflict((known) => known.column('answer').doUpdateSet(row))
    .execute()
  await noteLate(db, sent.answer)
}

/** A message that was changed to show another answer stands for that one only. */
const takeOver = async (db: Db, { workspace, channel, messages }: Sent): Promise<void> => {
  const { items, list } = speechOf(db)
  const rows = await db
    .selectFrom('sent')
    .select(['answer', 'messages as all'])
    .where((is) => is.and({ workspace, channel }))
    .where(
      sql<boolean>`exists (select 1 from ${items(sql`sent.messages`, 'one')}
        where one.value in ${list(messages)})`,
    )
    .execute()
  for (const { answer, all } of rows) {
    const left = (JSON.parse(all) as string[]).filter((one) => !messages.includes(one))
    const known = sql<boolean>`answer = ${answer}`
    await (left.length > 0
      ? db
          .updateTable('sent')
          .set({ messages: JSON.stringify(left) })
          .where(known)
          .execute()
      : db.deleteFrom('sent').where(known).execute())
  }
}

export const documentOf = ({ tlp, headline, blocks }: Reply): string =>
  JSON.stringify({ tlp, headline, blocks })
