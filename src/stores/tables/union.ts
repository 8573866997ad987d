import { type RawBuilder, sql } from 'kysely'

/** SQLite joins at most 500 selects in one; a viewer may look behind more walls than that. */
const mostAtOnce = 100

/** All rows of all parts, each a `select`; nested where there are too many for one statement. */
export const unionAll = (parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => {
  if (parts.length <= mostAtOnce) return sql`${sql.join(parts, sql` union all `)}`
  const groups = Math.ceil(parts.length / Math.ceil(parts.length / mostAtOnce))
  const nested: RawBuilder<unknown>[] = []
  for (let at = 0; at < parts.length; at += groups)
    nested.push(sql`select * from (${unionAll(parts.slice(at, at + groups))}) as one`)
  return unionAll(nested)
}
