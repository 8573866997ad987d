import { type Kysely, sql } from 'kysely'
import type { Fields } from '#core/rank'
import { words } from '../postgres/words.ts'
import type { Schema } from '../tables/schema.ts'

type Db = Kysely<Schema>

const atOnce = 200

/** Puts what is found by its words into an index there that lacks it; tells how many stand in it. */
export const indexWords = async (db: Db, told: (count: number) => void): Promise<void> => {
  for (let count = 0, after = 0; ; ) {
    const { rows } = await sql<{ seq: number; wall: number; key: number } & Fields>`
      select seq, wall, search_key as key, title, bluf, body
      from indexed join briefing using (seq)
      where seq > ${after} and not exists (select 1 from searched where key = search_key)
      order by seq limit ${atOnce}`.execute(db)
    await db.transaction().execute((one) =>
      words.add(
        one,
        rows.map(({ seq, wall, key, ...fields }) => ({ seq, wall, key, fields })),
      ),
    )
    count += rows.length
    told(count)
    const last = rows.at(-1)
    if (rows.length < atOnce || last === undefined) return
    after = last.seq
  }
}
