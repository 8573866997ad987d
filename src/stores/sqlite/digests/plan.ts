import { type Kysely, sql } from 'kysely'
import type { Plan } from '#core/digest'
import type { Clock } from '../clock.ts'
import { lineOf } from '../outbox/rows.ts'
import type { Schema } from '../schema.ts'

type Db = Kysely<Schema>

/**
 * Writes occurrences down, and a delivery for each that was not there and is to be sent. A plan made of
 * a digest that has changed meanwhile, or that another process has planned, is left out.
 */
export const writePlans = async (
  db: Db,
  plans: readonly Plan[],
  { clock, tz }: { clock: Clock; tz: string },
): Promise<void> => {
  const counting = await stillCounting(db, plans, tz)
  const rows = plans
    .filter(({ digest }) => counting.has(digest.id))
    .flatMap(({ digest, occurrences }) => occurrences.map((one) => ({ ...one, digest: digest.id })))
  if (rows.length === 0) return
  const { rows: written } = await sql<{ id: string; state: string }>`
    insert into edition (id, digest, slot, due, state, why, late, planned)
    select value ->> 'id', value ->> 'digest', value ->> 'slot', value ->> 'due',
      iif(value ->> 'skipped' is null, 'open', 'skipped'), value ->> 'skipped', value ->> 'isLate',
      ${clock()}
    from json_each(${JSON.stringify(rows)}) where true
    on conflict do nothing returning id, state`.execute(db)
  const toSend = new Set(written.filter(({ state }) => state === 'open').map(({ id }) => id))
  await insertFirsts(db, plans, toSend)
}

/** The digests whose plans count, moved on to what is next. */
const stillCounting = async (
  db: Db,
  plans: readonly Plan[],
  tz: string,
): Promise<ReadonlySet<string>> => {
  const looks = plans.map(({ digest: { id, version, last: was }, last, next }) => ({
    id,
    version,
    was,
    last,
    next,
  }))
  const { rows } = await sql<{ id: string }>`update digest
    set last = coalesce(look.last, digest.last), next = coalesce(look.next, digest.next),
      tz = iif(look.next is null, tz, ${tz})
    from (select value ->> 'id' as id, value ->> 'version' as version, value ->> 'was' as was,
        iif(value ->> 'next' is null, null, value ->> 'last') as last, value ->> 'next' as next
      from json_each(${JSON.stringify(looks)})) as look
    where digest.id = look.id and digest.version = look.version and digest.deleted = 0
      and (look.next is null or digest.last = look.was)
    returning digest.id`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** The first message of each: known by the edition's own id, and composed when it is sent. */
const insertFirsts = async (
  db: Db,
  plans: readonly Plan[],
  toSend: ReadonlySet<string>,
): Promise<void> => {
  const rows = plans.flatMap(({ digest: { platform, workspace, target }, occurrences }) =>
    occurrences
      .filter(({ id }) => toSend.has(id))
      .map(({ id, due, expires, isLate }) => ({
        id,
        platform,
        workspace,
        target,
        line: lineOf({ platform, target, cause: 'edition', act: 'post' }),
        class: isLate ? 'catch-up' : 'on time',
        due,
        expires,
      })),
  )
  await sql`insert into delivery (id, platform, workspace, cause, cause_id, target, part, line, act,
      class, due, expires, state, carries)
    select value ->> 'id', value ->> 'platform', value ->> 'workspace', 'edition', value ->> 'id',
      value ->> 'target', 0, value ->> 'line', 'post', value ->> 'class', value ->> 'due',
      value ->> 'expires', 'planned', '[]'
    from json_each(${JSON.stringify(rows)}) where true on conflict do nothing`.execute(db)
}
