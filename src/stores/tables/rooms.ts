import { type Kysely, sql } from 'kysely'
import type { Reply } from '#core/reply'
import type { Limit, Posted, Rooms, Sent } from '#core/room'
import { parseTlp, tlpRank, tlps } from '#core/tlp'
import { lastArrival } from './arrivals.ts'
import { noteDeed } from './audit.ts'
import { noteLate } from './corrections/places.ts'
import { insertRows } from './insert-rows.ts'
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

/** Answers that stand in messages from now on, which may have shown others before. */
export const recordSent = async (db: Db, all: readonly Sent[]): Promise<void> => {
  await takeOver(db, all)
  await keepSent(db, all)
}

/** Answers in messages of their own; one that shows no briefing is never corrected, and may repeat what somebody typed. */
export const keepSent = async (db: Db, all: readonly Sent[]): Promise<void> => {
  const kept = all.filter(({ reply }) => reply.shows.length > 0)
  const rows = kept.map(
    ({ answer, workspace, platform, channel, at, messages, reply, ...rest }: Sent) => ({
      ...{ answer, workspace, platform, channel, at, members: rest.members ?? null },
      ...{ room: rest.room ?? channel, person: rest.person ?? null },
      ...{ messages: JSON.stringify(messages), document: documentOf(reply) },
      occasion: rest.occasion ?? null,
    }),
  )
  await insertRows(
    db,
    'sent',
    rows,
    sql`on conflict (answer) do update set messages = excluded.messages,
      document = excluded.document, occasion = excluded.occasion`,
  )
  await noteLate(
    db,
    kept.map(({ answer }) => answer),
  )
}

const takenColumns = { workspace: 'text', channel: 'text', message: 'text' } as const

/** A message that was changed to show another answer stands for that one only. */
export const takeOver = async (db: Db, all: readonly Sent[]): Promise<void> => {
  const taken = all.flatMap(({ workspace, channel, messages }) =>
    messages.map((message) => ({ workspace, channel, message })),
  )
  if (taken.length === 0) return
  const { items, rows } = speechOf(db)
  const { rows: found } = await sql<{ answer: string; messages: string; message: string }>`
    select sent.answer, sent.messages, taken.message
    from ${rows(taken, takenColumns)} as taken
    join sent on sent.workspace = taken.workspace and sent.channel = taken.channel
    where exists (select 1 from ${items(sql`sent.messages`, 'one')}
      where one.value = taken.message)`.execute(db)
  for (const [answer, lost] of Map.groupBy(found, (one) => one.answer)) {
    const gone = new Set(lost.map(({ message }) => message))
    const left = (JSON.parse(lost[0]?.messages ?? '[]') as string[]).filter((one) => !gone.has(one))
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
