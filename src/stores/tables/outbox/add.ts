import { type Kysely, sql } from 'kysely'
import type { NewDelivery } from '#core/delivery'
import { maybeSince } from '#core/restored'
import { insertRows } from '../insert-rows.ts'
import type { Schema } from '../schema.ts'
import { lastRestored } from './restored.ts'
import { newRowOf } from './rows.ts'

/** Plans deliveries in the transaction it is called in; one that is there already stays as it is. */
export const addDeliveries = async (
  db: Kysely<Schema>,
  deliveries: readonly NewDelivery[],
): Promise<void> => {
  if (deliveries.length === 0) return
  const restored = await lastRestored(db)
  const rows = deliveries.map((delivery) => {
    const tried = maybeSince(delivery, restored) ?? null
    return { ...newRowOf(delivery), tried_since: tried, tried_before: tried }
  })
  await insertRows(db, 'delivery', rows, sql`on conflict do nothing`)
}
