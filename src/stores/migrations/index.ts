import type { Migration } from 'kysely/migration'
import * as first from './1.ts'
import * as second from './2.ts'
import * as third from './3.ts'
import * as fourth from './4.ts'
import * as fifth from './5.ts'
import * as sixth from './6.ts'
import * as seventh from './7.ts'
import * as eighth from './8.ts'

/** In order, for good: a migration that has landed is never changed or taken out. */
export const migrations: Record<string, Migration> = {
  '0001': first,
  '0002': second,
  '0003': third,
  '0004': fourth,
  '0005': fifth,
  '0006': sixth,
  '0007': seventh,
  '0008': eighth,
}
