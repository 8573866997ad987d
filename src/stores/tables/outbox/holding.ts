import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Holding } from '#core/delivery'
import type { Ref } from '#core/ref'
import type { Schema } from '../schema.ts'
import { refColumns, speechOf } from '../speech.ts'
import type { Walls } from '../walls.ts'

type Db = Kysely<Schema>

/** Whether each of the refs is the newest of its briefing and behind these walls, under the limit that was seen. */
export const holds = async (
  db: Db,
  walls: Walls,
  { refs, limit }: Omit<Holding, 'viewer'>,
): Promise<boolean> => {
  const { rows } = await sql`select 1 where ${areSeen(db, refs, walls)}
    and ${isSameLimit(limit)}`.execute(db)
  return rows.length > 0
}

const areSeen = (db: Db, refs: readonly Ref[], walls: Walls): RawBuilder<boolean> =>
  sql`not exists (select 1 from ${speechOf(db).rows(refs, refColumns)} as ref
    where not exists (select 1 from briefing
      where briefing.workspace = ref.workspace and briefing.id = ref.briefing
        and briefing.revision = ref.revision and wall in ${walls}))`

const isSameLimit = (limit: Holding['limit']): RawBuilder<boolean> => {
  if (!limit) return sql`true`
  const { workspace, channel, seen } = limit
  const set = sql`select 1 from label_limit where workspace = ${workspace} and channel = ${channel}`
  if (!seen) return sql`not exists (${set})`
  return sql`exists (${set} and tlp = ${seen.tlp} and set_at = ${seen.setAt}
    and accepts is not distinct from ${seen.accepts ?? null})`
}

/** Whether none of them has been shown there meanwhile by another edition; a thread tells more of what its first message shows. */
export const areUnshown = async (
  db: Db,
  { target, cause_id: edition }: { target: string; cause_id: string },
  refs: readonly Ref[],
): Promise<boolean> => {
  const { rows } = await sql`select 1 from ${speechOf(db).rows(refs, refColumns)} as ref
    join carried on carried.target = ${target} and carried.edition <> ${edition}
      and carried.owner = ref.workspace and carried.briefing = ref.briefing
      and carried.revision = ref.revision limit 1`.execute(db)
  return rows.length === 0
}
