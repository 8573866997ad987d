import { type Kysely, sql } from 'kysely'
import type { NewDelivery } from '#core/delivery'
import { insertRows } from '../insert-rows.ts'
import type { Schema } from '../schema.ts'
import { newRowOf } from './rows.ts'

/** Plans deliveries in the transaction it is called in; one that is there already stays as it is. */
export const addDeliveries = (
  db: Kysely<Schema>,
  deliveries: readonly NewDelivery[],
): Promise<void> =>
  insertRows(db, 'delivery', deliveries.map(newRowOf), sql`on conflict do nothing`)
