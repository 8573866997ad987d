import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { OperatorError } from '#core/errors'
import { digestOf } from './move/digest.ts'
import { countOf, pagesOf, reached, type Table, tablesOf } from './move/tables.ts'
import { indexWords } from './move/words.ts'
import { placeOf } from './postgres/faults.ts'
import { beginMoving, endMoving, isBeingMoved, takeMoving } from './postgres/moving.ts'
import { openDatabase } from './postgres.ts'
import { openFile } from './sqlite.ts'
import { insertRows } from './tables/insert-rows.ts'
import type { Schema } from './tables/schema.ts'

type Db = Kysely<Schema>

export type Move = {
  /** A store's file, in which nobody writes until the end, and the address of an empty database. */
  file: string
  url: string
  busyMs: number
  /** So many of a table's rows are there, of so many; the words of briefings count as a table. */
  told(table: string, count: number, of: number): void
}

/** SHA-256 over all rows of all tables, in hex; the same was read on both sides. */
export type Moved = { tables: number; rows: number; hash: string }

/**
 * Copies a whole store into PostgreSQL and compares every row. After a break it goes on where it was;
 * where the file has changed since, it begins anew. Throws OperatorError.
 */
export const moveStore = async ({ file, url, busyMs, told }: Move): Promise<Moved> => {
  const source = await openFile({ file, busyMs })
  try {
    const target = await openDatabase({ url, busyMs })
    try {
      return await source.writing.connection().execute(async (one) => {
        // Nobody writes into what is being moved: it would be lost.
        await sql`begin immediate`.execute(one)
        try {
          await refuseServed(one, file)
          return await target.writing
            .connection()
            .execute((two) => moveAlone(one, two, target.writing, { url, told }))
        } finally {
          await sql`rollback`.execute(one)
        }
      })
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

type Wish = Pick<Move, 'url' | 'told'>

const moveAlone = async (source: Db, lock: Db, target: Db, wish: Wish): Promise<Moved> => {
  const { url } = wish
  if (!(await takeMoving(lock)))
    throw new OperatorError(`Another move to ${placeOf(url)} is under way. Let it end first.`)
  const tables = await tablesOf(source, target)
  if (!(await isBeingMoved(target))) {
    await refuseFilled(target, tables, url)
    await target.transaction().execute(async (one) => {
      await beginMoving(one)
      await empty(one, tables)
    })
  }
  await copyAll(source, target, tables, wish)
  let moved = await compare(source, target, tables)
  if ('differing' in moved) {
    await empty(target, tables)
    await copyAll(source, target, tables, wish)
    moved = await compare(source, target, tables)
  }
  if ('differing' in moved)
    throw new OperatorError(
      `What was copied to ${placeOf(url)} differs from the file in: ${moved.differing.join(', ')}. The file is as it was; empty the database and try again.`,
    )
  await countOn(target, tables)
  await sql`analyze`.execute(target)
  await endMoving(target)
  return moved
}

/** Whoever serves it would go on in what was left behind, and send everything once more. */
const refuseServed = async (source: Db, file: string): Promise<void> => {
  const { rows } = await sql`select 1 from lease where name like 'replica/%'
    and until > unixepoch('subsec') * 1000`.execute(source)
  if (rows.length > 0)
    throw new OperatorError(
      `Sitrep is running on the store ${file}, or was until a moment ago. Stop it, and try again in a minute.`,
    )
}

/** Has a row from the start. */
const filled = 'looked'

const refuseFilled = async (target: Db, tables: readonly Table[], url: string): Promise<void> => {
  for (const table of [...tables, { name: 'lease' }])
    if (table.name !== filled && (await countOf(target, table)) > 0)
      throw new OperatorError(
        `The database ${placeOf(url)} holds a store already. Nothing was changed; name an empty one.`,
      )
}

const copyAll = async (
  source: Db,
  target: Db,
  tables: readonly Table[],
  { told }: Wish,
): Promise<void> => {
  for (const table of tables) {
    const of = await countOf(source, table)
    const from = await reached(target, table)
    let { count } = from
    for await (const rows of pagesOf(source, table, from)) {
      await target.transaction().execute((one) => insertRows(one, table.name, rows))
      count += rows.length
      told(table.name, count, of)
    }
  }
  const of = await countOf(target, { name: 'indexed' })
  await indexWords(target, (count) => told('words', count, of))
}

/** All at once, since tables refer to each other. */
const empty = async (target: Db, tables: readonly Table[]): Promise<void> => {
  const names = [...tables.map(({ name }) => name), 'searched', 'vocabulary']
  await sql`truncate ${sql.join(names.map((name) => sql.table(name)))}`.execute(target)
}

const compare = async (
  source: Db,
  target: Db,
  tables: readonly Table[],
): Promise<Moved | { differing: string[] }> => {
  const all = createHash('sha256')
  const differing: string[] = []
  let rows = 0
  for (const table of tables) {
    const [one, other] = await Promise.all([digestOf(source, table), digestOf(target, table)])
    if (one.hash !== other.hash || one.count !== other.count) differing.push(table.name)
    rows += one.count
    all.update(`${table.name} ${one.count} ${one.hash}\n`)
  }
  const [searched, indexed] = [{ name: 'searched' }, { name: 'indexed' }]
  if ((await countOf(target, searched)) !== (await countOf(target, indexed)))
    differing.push('words')
  return differing.length > 0
    ? { differing }
    : { tables: tables.length, rows, hash: all.digest('hex') }
}

/** What counts up goes on after the rows that came along. */
const countOn = async (target: Db, tables: readonly Table[]): Promise<void> => {
  for (const { name, columns } of tables)
    for (const column of columns) {
      const { rows } = await sql<{ sequence: string | null }>`
        select pg_get_serial_sequence(${name}, ${column}) as sequence`.execute(target)
      const [found] = rows
      if (found?.sequence)
        await sql`select setval(${found.sequence}, greatest(1, max(${sql.ref(column)})),
          max(${sql.ref(column)}) is not null) from ${sql.table(name)}`.execute(target)
    }
}
