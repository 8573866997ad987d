import { type Kysely, sql } from 'kysely'
import type { Reached } from '#core/draft'
import type { PostedIn, ReachOf, ReachStore, ShownAlone } from '#core/reach'
import type { Schema } from './schema.ts'
import { speechOf } from './speech.ts'

type Db = Kysely<Schema>

/** Where any revision of a briefing has been shown, as the ledger knows it. */
export const reachedIn = async (db: Db, of: ReachOf): Promise<Reached> => {
  const open = await sql<{ messages: number; channels: number }>`
    select coalesce(sum(${speechOf(db).length(sql`messages`)}), 0) as messages,
      count(distinct platform || ' ' || channel) as channels
    from sent where person is null and answer in (${showing(of)})`.execute(db)
  const { messages = 0, channels = 0 } = open.rows[0] ?? {}
  return { messages, channels, people: (await alone(db, of)).length }
}

/** The same, place by place. */
export const reachIn = (db: Db): ReachStore => ({
  async rooms(of) {
    const { rows } = await sql<Omit<PostedIn, 'members'> & { members: number | null }>`
      select room, messages, at, members from (
        select room, at, members, sum(${speechOf(db).length(sql`messages`)}) over place as messages,
          row_number() over (partition by platform, room order by at desc, answer) as nth
        from sent where person is null and answer in (${showing(of)})
        window place as (partition by platform, room)) as newest
      where nth = 1 order by at desc, room`.execute(db)
    return rows.map(({ members, ...row }) => ({ ...row, ...(members !== null && { members }) }))
  },
  alone: (of) => alone(db, of),
  async users({ workspace, briefing, within }) {
    const { users } = await db
      .selectFrom('used')
      .select((is) => is.fn.countAll<number>().as('users'))
      .where((is) => is.and({ owner: workspace, briefing }))
      .$if(within !== undefined, (all) => all.where('workspace', '=', within ?? ''))
      .executeTakeFirstOrThrow()
    return users
  },
})

const isOf = ({ workspace, briefing, within }: ReachOf) =>
  sql`owner = ${workspace} and briefing = ${briefing}
    and ${within === undefined ? sql`true` : sql`shown.workspace = ${within}`}`

const showing = (of: ReachOf) => sql`select answer from shown where ${isOf(of)}`

/** Whom nobody else saw it with, those first who were shown it last. */
const alone = async (db: Db, of: ReachOf): Promise<ShownAlone[]> => {
  const { rows } = await sql<ShownAlone>`select person, max(at) as at from shown
    where ${isOf(of)} and person is not null
      and not exists (select 1 from sent where sent.answer = shown.answer and sent.person is null)
    group by person order by at desc, person`.execute(db)
  return rows
}
