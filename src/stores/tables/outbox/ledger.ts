import { type Kysely, sql } from 'kysely'
import type { Ms } from '#core/digest'
import type { Ref } from '#core/ref'
import type { Reply } from '#core/reply'
import { documentOf, recordSent } from '../rooms.ts'
import type { Schema } from '../schema.ts'
import { refColumns, speechOf } from '../speech.ts'
import { type DeliveryRow, isPersonal } from './rows.ts'

type Db = Kysely<Schema>

/** Where a message stands; without `message` it stood there, and is gone or was never known. */
export type Standing = { channel: string; message: string; room?: string; members?: number }

/** Writes down what a message has shown where, so that a correction can reach it. */
export const noteShown = async (
  db: Db,
  row: DeliveryRow,
  { channel, message, room, members }: Standing,
  now: Ms,
): Promise<void> => {
  if (row.cause === 'correction' && row.answer !== null) return noteCorrected(db, row, now)
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
  if (row.cause === 'correction' && person !== null) await noteTold(db, row)
  const standing = row.message ?? message
  if (standing === '') return
  const where = { workspace, platform, channel, ...(room !== undefined && { room }) }
  const many = members === undefined ? {} : { members }
  const whose = person === null ? {} : { person }
  await recordSent(db, {
    answer,
    ...where,
    ...whose,
    ...many,
    messages: [standing],
    reply,
    at,
    occasion: 'unasked',
  })
}

/** A message that was changed shows the newest revision from now on; what it was made from stays with it. */
const noteCorrected = async (
  db: Db,
  { answer, document, carries }: DeliveryRow,
  now: Ms,
): Promise<void> => {
  if (answer === null || document === null) return
  const at = Temporal.Instant.fromEpochMilliseconds(now).toString()
  const refs = JSON.parse(carries) as Ref[]
  const corrected = documentOf(JSON.parse(document) as Reply)
  await sql`update sent set first = coalesce(first, document), document = ${corrected}
    where answer = ${answer}`.execute(db)
  await sql`insert into shown
      (workspace, platform, channel, person, answer, owner, briefing, revision, command, at)
    select before.workspace, before.platform, before.channel, sent.person, before.answer,
      before.owner, before.briefing, carried.revision, 'correction', ${at}
    from ${speechOf(db).rows(refs, refColumns)} as carried
    join shown as before on before.answer = ${answer}
      and before.owner = carried.workspace and before.briefing = carried.briefing
    join sent on sent.answer = before.answer
    group by before.workspace, before.platform, before.channel, sent.person, before.answer,
      before.owner, before.briefing, carried.revision
    having max(before.revision) < carried.revision`.execute(db)
}

/** Whoever was told alone is owed nothing more. */
const noteTold = async (db: Db, { cause_id, platform, target }: DeliveryRow): Promise<void> => {
  await db
    .deleteFrom('owed')
    .where((is) => is.and({ correction: cause_id, platform, person: target }))
    .execute()
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
