import type { Kysely } from 'kysely'
import type { NewDelivery } from '#core/delivery'
import type { Schema } from '../schema.ts'
import { newRowOf } from './rows.ts'

/** Plans deliveries in the transaction it is called in; one that is there already stays as it is. */
export const addDeliveries = async (
  db: Kysely<Schema>,
  deliveries: readonly NewDelivery[],
): Promise<void> => {
  for (const delivery of deliveries)
    await db
      .insertInto('delivery')
      .values(newRowOf(delivery))
      .onConflict((known) => known.doNothing())
      .execute()
}
