import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Frozen, Holding } from '#core/delivery'
import type { Ref } from '#core/ref'
import type { Viewer } from '#core/viewer'
import type { Schema } from '../schema.ts'
import { refColumns, speechOf } from '../speech.ts'
import { unionAll } from '../union.ts'
import type { Walls } from '../walls.ts'
import type { Taken } from './claim.ts'

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

/**
 * The ids of those that may go out as they are frozen, because nothing that they rest on has changed
 * since they were composed; who only looks for what arrived rests on nothing.
 */
export const stillSo = async (
  db: Db,
  taken: readonly Taken[],
  behind: (viewer: Viewer) => Walls,
): Promise<ReadonlySet<string>> => {
  const resting = taken.flatMap(({ row, frozen }) => (frozen ? [{ row, frozen }] : []))
  const held = await holding(db, resting, behind)
  const editions = resting.filter(({ row }) => row.cause === 'edition' && held.has(row.id))
  const shown = await shownMeanwhile(db, editions)
  const stale = await ofOtherDigests(db, editions)
  const isSo = ({ row, frozen }: Taken): boolean =>
    !frozen || (held.has(row.id) && !shown.has(row.id) && !stale.has(row.id))
  return new Set(taken.filter(isSo).map(({ row }) => row.id))
}

type Resting = { row: Taken['row']; frozen: Frozen }

/** In one question, however many there are; those that rest on the same are asked of once. */
const holding = async (
  db: Db,
  resting: readonly Resting[],
  behind: (viewer: Viewer) => Walls,
): Promise<ReadonlySet<string>> => {
  const same = Map.groupBy(resting, ({ frozen }) => JSON.stringify(frozen.holding))
  const groups = [...same.values()]
  if (groups.length === 0) return new Set()
  const parts = groups.flatMap(([one], nth) => {
    if (!one) return []
    const { viewer, refs, limit } = one.frozen.holding
    return [
      sql`select ${sql.lit(nth)} as nth where ${areSeen(db, refs, behind(viewer))}
        and ${isSameLimit(limit)}`,
    ]
  })
  const { rows } = await sql<{ nth: number }>`${unionAll(parts)}`.execute(db)
  return new Set(rows.flatMap(({ nth }) => groups[nth] ?? []).map(({ row }) => row.id))
}

const carriedColumns = { id: 'text', target: 'text', edition: 'text', ...refColumns } as const

/** Of editions, those that carry what another has shown there meanwhile; a thread tells more of what its first message shows. */
const shownMeanwhile = async (
  db: Db,
  editions: readonly Resting[],
): Promise<ReadonlySet<string>> => {
  const carried = editions.flatMap(({ row: { id, target, cause_id: edition }, frozen }) =>
    [...frozen.carries, ...(frozen.rest ?? []).flatMap((one) => one.carries ?? [])].map((ref) => ({
      ...{ id, target, edition },
      ...ref,
    })),
  )
  if (carried.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`select distinct ref.id
    from ${speechOf(db).rows(carried, carriedColumns)} as ref
    join carried on carried.target = ref.target and carried.edition <> ref.edition
      and carried.owner = ref.workspace and carried.briefing = ref.briefing
      and carried.revision = ref.revision`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Of editions, first messages whose digest is gone, or is no longer as it was read. */
const ofOtherDigests = async (
  db: Db,
  editions: readonly Resting[],
): Promise<ReadonlySet<string>> => {
  const firsts = editions.filter(({ row }) => row.part === 0)
  if (firsts.length === 0) return new Set()
  const rows = await db
    .selectFrom('digest')
    .innerJoin('edition', 'edition.digest', 'digest.id')
    .select(['edition.id', 'digest.version', 'digest.deleted'])
    .where(sql<boolean>`edition.id in ${speechOf(db).list(firsts.map(({ row }) => row.cause_id))}`)
    .execute()
  const digests = new Map(rows.map((row) => [row.id, row]))
  const isOther = ({ row, frozen }: Resting): boolean => {
    const digest = digests.get(row.cause_id)
    const version = frozen.edition?.version
    if (!digest) return false
    return digest.deleted === 1 || (version !== undefined && version !== digest.version)
  }
  return new Set(firsts.filter(isOther).map(({ row }) => row.id))
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
