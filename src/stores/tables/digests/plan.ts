import { type Kysely, sql } from 'kysely'
import type { Plan } from '#core/digest'
import { maybeSince } from '#core/restored'
import type { Clock } from '../clock.ts'
import { lastRestored } from '../outbox/restored.ts'
import { lineOf } from '../outbox/rows.ts'
import type { Schema } from '../schema.ts'
import { speechOf } from '../speech.ts'

type Db = Kysely<Schema>

const occurrenceColumns = {
  ...({ id: 'text', digest: 'text', slot: 'text', due: 'bigint' } as const),
  ...({ skipped: 'text', late: 'bigint' } as const),
}
const lookColumns = {
  ...({ id: 'text', version: 'bigint', was: 'bigint' } as const),
  ...({ last: 'bigint', next: 'bigint' } as const),
}
const firstColumns = {
  ...({ id: 'text', platform: 'text', workspace: 'text', target: 'text' } as const),
  ...({ line: 'text', class: 'text', due: 'bigint', expires: 'bigint', tried: 'bigint' } as const),
}

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
    .flatMap(({ digest, occurrences }) =>
      occurrences.map((one) => ({ ...one, late: one.isLate ? 1 : 0, digest: digest.id })),
    )
  if (rows.length === 0) return
  const { rows: written } = await sql<{ id: string; state: string }>`
    insert into edition (id, digest, slot, due, state, why, late, planned)
    select id, digest, slot, due, case when skipped is null then 'open' else 'skipped' end, skipped,
      late, ${clock()}
    from ${speechOf(db).rows(rows, occurrenceColumns)} as one where true
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
    last: next === undefined ? undefined : last,
    next,
  }))
  const { rows } = await sql<{ id: string }>`update digest
    set last = coalesce(look.last, digest.last), next = coalesce(look.next, digest.next),
      tz = case when look.next is null then tz else ${tz} end
    from ${speechOf(db).rows(looks, lookColumns)} as look
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
  if (toSend.size === 0) return
  const restored = await lastRestored(db)
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
        tried: maybeSince({ cause: 'edition', due }, restored) ?? null,
      })),
  )
  await sql`insert into delivery (id, platform, workspace, cause, cause_id, target, part, line, act,
      class, due, expires, state, carries, tried_since, tried_before)
    select id, platform, workspace, 'edition', id, target, 0, line, 'post', class, due, expires,
      'planned', '[]', tried, tried
    from ${speechOf(db).rows(rows, firstColumns)} as one where true on conflict do nothing`.execute(
    db,
  )
}
