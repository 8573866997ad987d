import { existsSync } from 'node:fs'
import { OperatorError } from '#core/errors'
import { counted } from '#core/show'
import type { StorePlace } from '#core/store'
import { databaseOf } from '../config.ts'
import type { Operation } from './operation.ts'

export const operation: Operation = {
  name: 'move-store',
  usage: 'move-store <sqlite> [<postgres>]',
  summary: 'Copies a whole store from its file into PostgreSQL',
  help: `<sqlite> is the file, or its address (file:./data/sitrep.db); <postgres> is the address of an empty
database, or DATABASE_URL where that is left out. Stop Sitrep first: nobody may write into the file meanwhile.
Every row is compared at the end. After a break, run it again: it goes on where it was. The file stays as
it is; start Sitrep from the database alone from then on, since two stores would send everything twice. The password need not
stand in the address: PGPASSWORD does as well.`,
  flags: {},
  async run({ words, config, print }) {
    const [from, to] = words
    if (from === undefined)
      throw new OperatorError('Which store? Usage: sitrep move-store <sqlite> [<postgres>]')
    const file = fileOf(from)
    const url = addressOf(to === undefined ? config.database : placeAt(to))
    const { moveStore } = await import('#stores/move')
    const shown = reporting(print)
    const { tables, rows, hash } = await moveStore({
      ...{ file, url, busyMs: config.busyMs, told: shown.told },
    })
    shown.end()
    print(`Moved ${counted(rows, 'row')} of ${counted(tables, 'table')}.`)
    print(`All are equal on both sides: SHA-256 ${hash}`)
    print('Now set DATABASE_URL to the database and start Sitrep; keep the file as a backup.')
    return 0
  },
}

const placeAt = (text: string): StorePlace => {
  const place = databaseOf(text)
  if (!place)
    throw new OperatorError(
      'The second address must be like postgres://user:password@host:5432/database.',
    )
  return place
}

const addressOf = (place: StorePlace): string => {
  if (place.kind === 'postgres') return place.url
  throw new OperatorError(
    'Where to? Name a database, like postgres://user:password@host:5432/database, or set DATABASE_URL to it. From PostgreSQL back into a file: sitrep export, then import.',
  )
}

const fileOf = (text: string): string => {
  const place = databaseOf(text) ?? { kind: 'sqlite', file: text }
  if (place.kind !== 'sqlite')
    throw new OperatorError('The first must be a file, like file:./data/sitrep.db.')
  if (!existsSync(place.file)) throw new OperatorError(`There is no store ${place.file}.`)
  return place.file
}

const everyMs = 2_000

/** A line for each table that has rows, and now and then one for a table that takes long. */
const reporting = (print: (text: string) => void) => {
  let name = ''
  let line = ''
  let saidAt = performance.now()
  const say = (): void => {
    if (line !== '') print(line)
    line = ''
    saidAt = performance.now()
  }
  return {
    told(table: string, count: number, of: number): void {
      if (table !== name) say()
      name = table
      line = `  ${table.padEnd(16)}${count.toLocaleString('en')} of ${of.toLocaleString('en')}`
      if (performance.now() - saidAt > everyMs) say()
    },
    end: say,
  }
}
