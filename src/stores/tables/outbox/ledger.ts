import { type Kysely, sql } from 'kysely'
import type { Ms } from '#core/digest'
import type { Ref } from '#core/ref'
import type { Reply } from '#core/reply'
import type { Sent } from '#core/room'
import { insertRows } from '../insert-rows.ts'
import { documentOf, keepSent, takeOver } from '../rooms.ts'
import type { Schema } from '../schema.ts'
import { refColumns, speechOf } from '../speech.ts'
import { type DeliveryRow, isPersonal } from './rows.ts'

type Db = Kysely<Schema>

/** Where a message stands; without `message` it stood there, and is gone or was never known. */
export type Standing = { channel: string; message: string; room?: string; members?: number }

/** A delivery that has arrived, and where it stands. */
export type Arrived = { row: DeliveryRow; standing: Standing }

/** Writes down what messages have shown where, so that a correction can reach them. */
export const noteShown = async (db: Db, arrived: readonly Arrived[], now: Ms): Promise<void> => {
  const isEdit = ({ row }: Arrived): boolean => row.cause === 'correction' && row.answer !== null
  for (const { row } of arrived.filter(isEdit)) await noteCorrected(db, row, now)
  const fresh = arrived.filter((one) => !isEdit(one))
  const at = Temporal.Instant.fromEpochMilliseconds(now).toString()
  await insertRows(
    db,
    'shown',
    fresh.flatMap((one) => linesOf(one, at)),
  )
  for (const { row } of fresh)
    if (row.cause === 'correction' && isPersonal(row)) await noteTold(db, row)
  const changed = fresh.filter(({ row }) => row.message !== null)
  await takeOver(
    db,
    changed.flatMap((one) => sentOf(one, at)),
  )
  await keepSent(
    db,
    fresh.flatMap((one) => sentOf(one, at)),
  )
}

const replyOf = ({ document }: DeliveryRow): Reply =>
  document === null ? silent : (JSON.parse(document) as Reply)

const linesOf = ({ row, standing: { channel } }: Arrived, at: string) => {
  const { id: answer, platform, workspace, target } = row
  const person = isPersonal(row) ? target : null
  const carries = JSON.parse(row.carries) as Ref[]
  const others = replyOf(row).shows.filter((ref) => !carries.some(isSame(ref)))
  return [...carries, ...others].map((ref, nth) => ({
    ...{ workspace, platform, channel, person, answer, at },
    ...{ owner: ref.workspace, briefing: ref.briefing, revision: ref.revision },
    command: commandOf(row, nth < carries.length),
  }))
}

const sentOf = ({ row, standing }: Arrived, at: string): Sent[] => {
  const { id: answer, platform, workspace, target } = row
  const { channel, message, room, members } = standing
  const stands = row.message ?? message
  if (stands === '') return []
  return [
    {
      ...{ answer, workspace, platform, channel, messages: [stands], reply: replyOf(row), at },
      ...(room !== undefined && { room }),
      ...(members !== undefined && { members }),
      ...(isPersonal(row) && { person: target }),
      occasion: 'unasked',
    },
  ]
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

/** What editions have shown there is not shown there again. */
export const noteCarried = (db: Db, editions: readonly DeliveryRow[]): Promise<void> =>
  insertRows(
    db,
    'carried',
    editions.flatMap(({ carries, target, cause_id: edition }) =>
      (JSON.parse(carries) as Ref[]).map(({ workspace: owner, briefing, revision }) => ({
        ...{ target, owner, briefing, revision, edition },
      })),
    ),
    sql`on conflict do nothing`,
  )
