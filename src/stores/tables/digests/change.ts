import type { Kysely } from 'kysely'
import type { Digest, Digests, NewDigest } from '#core/digest'
import { lastArrival } from '../arrivals.ts'
import { type Clock, readClock } from '../clock.ts'
import type { Schema } from '../schema.ts'
import { columnsOf, digestOf } from './rows.ts'
import type { DigestTable } from './schema.ts'

type Db = Kysely<Schema>
type When = { clock: Clock; tz: string }

/** It is looked at at once, which finds out when its first slot comes. */
export const addDigest = async (
  db: Db,
  digest: NewDigest,
  { clock, tz }: When,
): Promise<Digest> => {
  const now = await readClock(db, clock)
  const since = await lastArrival(db)
  const { id, platform, workspace, target, person = null, setBy: set_by } = digest
  const row = await db
    .insertInto('digest')
    .values({
      ...{ id, platform, workspace, target, person, set_by, version: 1, topics_version: 1 },
      ...{ created: now, last: now, next: now, tz, since, scanned: since },
      ...{ mention: null, pause: null, deleted: 0 },
      ...(columnsOf(digest) as Required<ReturnType<typeof columnsOf>>),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return digestOf(row)
}

type Terms = Parameters<Digests['change']>[1]

/** Undefined where another change came first. What is new in other topics may have arrived any time since it began. */
export const changeDigest = async (
  db: Db,
  { id, version }: Pick<Digest, 'id' | 'version'>,
  { unset = [], ...terms }: Terms,
  { replan, clock, tz }: When & { replan: { next: number } | undefined },
): Promise<Digest | undefined> => {
  const before = await db
    .selectFrom('digest')
    .selectAll()
    .where((is) => is.and({ id, version }))
    .executeTakeFirst()
  if (!before) return undefined
  const given: Partial<DigestTable> = {
    ...columnsOf(terms),
    ...Object.fromEntries(unset.map((name) => [name, null])),
    version: version + 1,
  }
  const isOther = given.topics !== undefined && given.topics !== before.topics
  const after = await db
    .updateTable('digest')
    .set({
      ...given,
      ...(isOther && { scanned: before.since, topics_version: version + 1 }),
      ...(replan && { last: await readClock(db, clock), next: replan.next, tz }),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return digestOf(after)
}
