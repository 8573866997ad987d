import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Audit, Deed, Entry, Verified } from '#core/audit'
import { isWithin, tlps } from '#core/tlp'
import type { Viewer } from '#core/viewer'
import type { AuditTable, Schema } from './schema.ts'
import type { Walls } from './walls.ts'
import type { Write } from './writes.ts'

type Db = Kysely<Schema>
type Row = AuditTable

export type AuditParts = {
  db: Db
  write: Write
  behind: (viewer: Viewer) => Walls
  now: () => Temporal.Instant
}

/** What was done, entry by entry, in one chain of hashes for each workspace. */
export const auditIn = ({ db, write, behind, now }: AuditParts): Audit => ({
  note: (deed) => write((one) => noteDeed(one, deed, now())),
  async list(viewer, { offset, limit }) {
    const visible = entriesFor(db, viewer, behind(viewer))
    const [rows, counted] = await Promise.all([
      visible
        .selectAll('audit')
        .orderBy('at', 'desc')
        .orderBy('workspace')
        .orderBy('number', 'desc')
        .offset(offset)
        .limit(limit)
        .execute(),
      visible.select((is) => is.fn.countAll<number>().as('rows')).executeTakeFirstOrThrow(),
    ])
    return { items: rows.map(entryOf), total: counted.rows }
  },
  verify: () => verify(db),
})

/** Written with the deed itself, so that neither stands without the other. */
export const noteDeed = async (db: Db, deed: Deed, now: Temporal.Instant): Promise<void> => {
  const { workspace, by, kind, about, details = null, briefing, tlp = null } = deed
  const last = await endOf(db, workspace)
  const row = {
    ...{ workspace, number: (last?.number ?? 0) + 1, at: now.toString() },
    ...{ platform: by.platform, person: by.person, name: by.name, kind, about, details },
    ...{ owner: briefing?.workspace ?? null, briefing: briefing?.briefing ?? null, tlp },
  }
  const hash = hashOf(row, last?.hash ?? '')
  await db
    .insertInto('audit')
    .values({ ...row, hash })
    .execute()
}

const endOf = (db: Db, workspace: string) =>
  db
    .selectFrom('audit')
    .select(['number', 'hash'])
    .where('workspace', '=', workspace)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The columns in a fixed order, because what is hashed must never depend on how a row is read. */
const hashed = [
  ...(['workspace', 'number', 'at', 'platform', 'person', 'name'] as const),
  ...(['kind', 'about', 'details', 'owner', 'briefing', 'tlp'] as const),
]

/** SHA-256 in hex over the hash before it and the row as a JSON array. */
export const hashOf = (row: Omit<Row, 'hash'>, before: string): string =>
  createHash('sha256')
    .update(JSON.stringify([before, ...hashed.map((name) => row[name])]))
    .digest('hex')

/** What concerns a briefing exists for those alone who may read it; the rest goes by its label. */
const entriesFor = (db: Db, viewer: Viewer, walls: Walls) => {
  const all = db.selectFrom('audit')
  if (viewer.kind === 'operator') return all
  const open = tlps.filter((tlp) => isWithin(tlp, viewer.clearance))
  return all
    .where('audit.workspace', '=', viewer.workspace)
    .where((is) => is.or([is('audit.tlp', 'is', null), is('audit.tlp', 'in', open)]))
    .where((is) =>
      is.or([
        is('audit.briefing', 'is', null),
        is.exists(
          is
            .selectFrom('briefing')
            .select('briefing.seq')
            .whereRef('briefing.workspace', '=', 'audit.owner')
            .whereRef('briefing.id', '=', 'audit.briefing')
            .where('briefing.wall', 'in', walls),
        ),
      ]),
    )
}

const entryOf = (row: Row): Entry => {
  const { workspace, number, at, platform, person, name, kind, about, details, tlp, hash } = row
  const { owner, briefing } = row
  return {
    ...{ workspace, number, at, by: { platform, person, name }, kind, about, hash },
    ...(details !== null && { details }),
    ...(owner !== null && briefing !== null && { briefing: { workspace: owner, briefing } }),
    ...(tlp !== null && { tlp }),
  }
}

const pageSize = 500

const verify = async (db: Db): Promise<Verified> => {
  const faults: string[] = []
  const ends = new Map<string, { workspace: string; number: number; hash: string }>()
  let entries = 0
  for (let last: Row | undefined; ; ) {
    const rows = await after(db, last)
    for (const row of rows) {
      const before = ends.get(row.workspace)
      const fault = faultIn(row, before)
      if (fault) faults.push(fault)
      ends.set(row.workspace, row)
      entries += 1
    }
    last = rows.at(-1)
    if (rows.length < pageSize) break
  }
  const told = [...ends.values()].map(({ workspace, number, hash }) => ({
    workspace,
    number,
    hash,
  }))
  return { entries, ends: told, faults }
}

const after = (db: Db, last: Row | undefined): Promise<Row[]> =>
  db
    .selectFrom('audit')
    .selectAll()
    .$if(last !== undefined, (all) =>
      all.where((is) =>
        is(
          is.refTuple('workspace', 'number'),
          '>',
          is.tuple(last?.workspace ?? '', last?.number ?? 0),
        ),
      ),
    )
    .orderBy('workspace')
    .orderBy('number')
    .limit(pageSize)
    .execute()

const faultIn = (
  row: Row,
  before: { number: number; hash: string } | undefined,
): string | undefined => {
  const where = `in the audit of ${row.workspace === '' ? 'what all share' : row.workspace}`
  const expected = (before?.number ?? 0) + 1
  if (row.number !== expected)
    return `${where}, entry ${expected} is missing: after ${expected - 1} comes ${row.number}`
  if (hashOf(row, before?.hash ?? '') !== row.hash)
    return `${where}, entry ${row.number} is not as it was written`
  return undefined
}

/** Entries of an export go on where the chain here ends, or stay out: two histories are never mixed. */
export const restoreEntries = async (
  db: Db,
  rows: readonly Record<string, string | number | null>[],
): Promise<void> => {
  for (const row of rows as unknown as Row[]) {
    const last = await endOf(db, row.workspace)
    const isNext = row.number === (last?.number ?? 0) + 1
    if (isNext && hashOf(row, last?.hash ?? '') === row.hash)
      await db.insertInto('audit').values(row).execute()
  }
}
