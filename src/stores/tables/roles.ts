import type { Kysely } from 'kysely'
import type { Roles } from '#core/audit'
import type { Appointment } from '#core/role'
import { noteDeed } from './audit.ts'
import type { AppointmentTable, Schema } from './schema.ts'
import type { Write } from './writes.ts'

/** Who was made what in each workspace. */
export const rolesIn = (db: Kysely<Schema>, write: Write, now: () => Temporal.Instant): Roles => ({
  async appointment(workspace, person) {
    const row = await db
      .selectFrom('appointment')
      .selectAll()
      .where((is) => is.and({ workspace, person }))
      .executeTakeFirst()
    return row && appointmentOf(row)
  },
  async appointments(workspace) {
    const rows = await db
      .selectFrom('appointment')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('name')
      .orderBy('person')
      .execute()
    return rows.map(appointmentOf)
  },
  appoint: ({ isDuty, setBy: set_by, setAt: set_at, ...rest }, deed) =>
    write(async (one) => {
      const { workspace, person, role } = rest
      await one
        .deleteFrom('appointment')
        .where((is) => is.and({ workspace, person }))
        .execute()
      const row = { ...rest, duty: isDuty ? 1 : 0, set_by, set_at }
      if (isDuty || role !== 'reader') await one.insertInto('appointment').values(row).execute()
      await noteDeed(one, deed, now())
    }),
})

const appointmentOf = (row: AppointmentTable): Appointment => {
  const { workspace, platform, person, name, role, duty, set_by: setBy, set_at: setAt } = row
  return { workspace, platform, person, name, role, isDuty: duty === 1, setBy, setAt }
}
