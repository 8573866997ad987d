import { type Kysely, sql } from 'kysely'
import { headlineOf } from '#core/briefing'
import type { Ref } from '#core/ref'
import type { Use, Uses } from '#core/use'
import type { Viewer } from '#core/viewer'
import { briefingOf, newest } from './revisions.ts'
import type { Schema } from './schema.ts'
import { speechOf } from './speech.ts'
import type { Walls } from './walls.ts'
import type { Write } from './writes.ts'

type Db = Kysely<Schema>
type Row = Schema['used']

/** Who used which briefing for work of their own. */
export const usesIn = (db: Db, write: Write, behind: (viewer: Viewer) => Walls): Uses => ({
  note: (use) =>
    write(async (one) => {
      const { revision } = use.ref
      await one
        .insertInto('used')
        .values(rowOf(use))
        .onConflict((known) =>
          known.columns(['person', 'owner', 'briefing']).doUpdateSet({
            revision: speechOf(one).larger(sql`used.revision`, sql`${revision}`),
            at: sql`case when used.revision < ${revision} then ${use.at} else used.at end`,
            link: sql`coalesce(${use.link ?? null}, used.link)`,
          }),
        )
        .execute()
      return (await find(one, use.person, use.ref)) ?? use
    }),
  find: (person, ref) => find(db, person, ref),
  takeBack: (person, ref) =>
    write(async (one) => {
      const { numDeletedRows } = await one
        .deleteFrom('used')
        .where((is) => is.and(keyOf(person, ref)))
        .executeTakeFirst()
      return numDeletedRows > 0n
    }),
  async list(viewer, person, { offset, limit }) {
    const mine = newest(db, behind(viewer))
      .innerJoin('used', (join) =>
        join
          .onRef('used.owner', '=', 'briefing.workspace')
          .onRef('used.briefing', '=', 'briefing.id'),
      )
      .where('used.person', '=', person)
    const rows = await mine
      .select(['used.platform', 'used.workspace as place', 'used.person', 'used.owner'])
      .select(['used.briefing', 'used.revision as seen', 'used.link', 'used.at'])
      .orderBy('used.at', 'desc')
      .orderBy('briefing.seq')
      .limit(limit)
      .offset(offset)
      .execute()
    const { total } = await mine
      .clearSelect()
      .select((is) => is.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const items = rows.map((row) => ({
      ...useOf({ ...row, workspace: row.place, revision: row.seen }),
      of: headlineOf(briefingOf(row)),
    }))
    return { items, total }
  },
})

const keyOf = (person: string, { workspace: owner, briefing }: Omit<Ref, 'revision'>) => ({
  ...{ person, owner, briefing },
})

const find = async (db: Db, person: string, ref: Omit<Ref, 'revision'>) => {
  const row = await db
    .selectFrom('used')
    .selectAll()
    .where((is) => is.and(keyOf(person, ref)))
    .executeTakeFirst()
  return row && useOf(row)
}

const rowOf = ({ platform, workspace, person, ref, link, at }: Use): Row => ({
  ...{ platform, workspace, at, revision: ref.revision, link: link ?? null },
  ...keyOf(person, ref),
})

const useOf = ({ platform, workspace, person, owner, briefing, revision, link, at }: Row): Use => ({
  ...{ platform, workspace, person, at },
  ref: { workspace: owner, briefing, revision },
  ...(link !== null && { link }),
})
