import { type Kysely, sql } from 'kysely'
import type { RequestStore } from '#core/question'
import type { RequestTable, Schema } from '../schema.ts'
import type { Write } from '../writes.ts'
import { findIn, isOpen, untaken } from './rows.ts'

type Db = Kysely<Schema>

/** Where a request stands for one editor: overdue, in their hand, in nobody's, in another's. */
export const turnOf = (person: string, today: string) =>
  sql`case when due < ${today} then 0 when taken_by = ${person} then 1
    when taken_by is null then 2 else 3 end`

/** Who has a request in hand, and by when it is to be settled. */
export const takingIn = (
  db: Db,
  write: Write,
): Pick<RequestStore, 'take' | 'giveBack' | 'setDue'> => ({
  async take(id, { person, name }) {
    const set = { taken_by: person, taken_name: name }
    await write((one) => changed(one, id, set).where('taken_by', 'is', null).execute())
    const found = await findIn(db, id)
    return found?.state === 'open' ? found : undefined
  },
  giveBack: (id, person) =>
    write(async (one) => {
      const given = changed(one, id, untaken).where('taken_by', '=', person)
      return (await given.executeTakeFirst()) !== undefined
    }),
  setDue: (id, due) =>
    write(async (one) => {
      const set = changed(one, id, { due: due ?? null })
      return (await set.executeTakeFirst()) !== undefined
    }),
})

/** A change of one that is open; its id, where there is one. */
const changed = (db: Db, id: string, set: Partial<RequestTable>) =>
  db
    .updateTable('request')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', isOpen)
    .returning('id')
