import type { Kysely } from 'kysely'
import type { Ms } from '#core/digest'
import type { Ref } from '#core/ref'
import type { Reply } from '#core/reply'
import { recordSent } from '../rooms.ts'
import type { Schema } from '../schema.ts'
import { type DeliveryRow, isPersonal } from './rows.ts'

type Db = Kysely<Schema>

/** Where a message stands; without `message` it stood there, and is gone or was never known. */
export type Standing = { channel: string; message: string; room?: string }

/** Writes down what a message has shown where, so that a correction can reach it. */
export const noteShown = async (
  db: Db,
  row: DeliveryRow,
  { channel, message, room }: Standing,
  now: Ms,
): Promise<void> => {
  const { id: answer, platform, workspace, target } = row
  const at = Temporal.Instant.fromEpochMilliseconds(now).toString()
  const person = isPersonal(row) ? target : null
  const reply = row.document === null ? silent : (JSON.parse(row.document) as Reply)
  const carries = JSON.parse(row.carries) as Ref[]
  const lines = [...carries, ...reply.shows.filter((ref) => !carries.some(isSame(ref)))].map(
    (ref, nth) => ({
      ...{ workspace, platform, channel, person, answer, at },
      ...{ owner: ref.workspace, briefing: ref.briefing, revision: ref.revision },
      command: commandOf(row, nth < carries.length),
    }),
  )
  if (lines.length > 0) await db.insertInto('shown').values(lines).execute()
  const standing = row.message ?? message
  if (standing === '') return
  const where = { workspace, platform, channel, ...(room !== undefined && { room }) }
  const whose = person === null ? {} : { person }
  await recordSent(db, { answer, ...where, ...whose, messages: [standing], reply, at })
}

/** What is left of a message that was deleted. */
const silent: Reply = { kind: 'reply', blocks: [], shows: [] }

const isSame = (one: Ref) => (other: Ref) =>
  one.workspace === other.workspace &&
  one.briefing === other.briefing &&
  one.revision === other.revision

const commandOf = ({ cause }: DeliveryRow, isCarried: boolean): string => {
  if (cause !== 'edition') return cause
  return isCarried ? 'digest' : 'digest ahead'
}

/** What an edition has shown there is not shown there again. */
export const noteCarried = async (db: Db, row: DeliveryRow): Promise<void> => {
  const carries = JSON.parse(row.carries) as Ref[]
  if (row.cause !== 'edition' || carries.length === 0) return
  const rows = carries.map(({ workspace: owner, briefing, revision }) => ({
    ...{ target: row.target, owner, briefing, revision },
    edition: row.cause_id,
  }))
  await db
    .insertInto('carried')
    .values(rows)
    .onConflict((known) => known.doNothing())
    .execute()
}
