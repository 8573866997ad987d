import { sql } from 'kysely'
import {
  type CorrectionOutcome,
  type Counts,
  correctionParts,
  type Outcomes,
  superseded,
  toldAlready,
} from '#core/correction'
import type { DeliveryState } from '#core/delivery'
import type { Db } from './rows.ts'

type Row = {
  act: string
  part: number
  /** Its state, and after a space why. */
  came: string
  platform: string
  workspace: string
  target: string
  channel: string | null
  message: string | null
}

/** An edit that gave way to a newer one has come to what that came to. */
const effective = sql`case when delivery.why = ${superseded} then coalesce((select newer.state || ' ' ||
    coalesce(newer.why, '') from delivery as newer where newer.answer = delivery.answer
      and newer.message = delivery.message and newer.cause = 'correction'
      and newer.due > delivery.due and newer.why is distinct from ${superseded}
    order by newer.due desc limit 1), 'planned ') else delivery.state || ' ' || coalesce(delivery.why, '') end`

const isOpen = (state: DeliveryState): boolean => state === 'planned' || state === 'sending'

/** What has become of a correction so far, message by message. */
export const outcomes = async (db: Db, id: string): Promise<Outcomes> => {
  const { owed } = await db
    .selectFrom('owed')
    .select((is) => is.fn.countAll<number>().as('owed'))
    .where('correction', '=', id)
    .executeTakeFirstOrThrow()
  const kept = await db
    .selectFrom('correction')
    .select('counts')
    .where('id', '=', id)
    .executeTakeFirst()
  const { rows } = await sql<Row>`select act, part, platform, workspace, target,
      message, (select channel from sent where sent.answer = delivery.answer) as channel,
      ${effective} as came
    from delivery where cause = 'correction' and cause_id = ${id}
    order by due, part`.execute(db)
  const all = rows.map(outcomeOf)
  const edits = all.filter(({ kind }) => kind === 'edit')
  const done = (kind: CorrectionOutcome['kind']): number =>
    all.filter((one) => one.kind === kind && one.state === 'sent').length
  const counts: Counts = {
    places: edits.length,
    changed: done('edit'),
    posted: done('post'),
    told: done('asked'),
    used: done('used'),
    open: all.filter(({ state }) => isOpen(state)).length,
  }
  const isFailed = ({ state }: CorrectionOutcome): boolean => state !== 'sent' && !isOpen(state)
  return {
    ...counts,
    ...(kept?.counts != null && (JSON.parse(kept.counts) as Counts)),
    owed,
    failed: edits.filter(isFailed),
    unposted: all.filter(
      (one) => one.kind !== 'edit' && isFailed(one) && one.state !== 'cancelled',
    ),
  }
}

const kinds: Partial<Record<number, CorrectionOutcome['kind']>> = {
  [correctionParts.used]: 'used',
  [correctionParts.asked]: 'asked',
}

const outcomeOf = (row: Row): CorrectionOutcome => {
  const space = row.came.indexOf(' ')
  const why = row.came.slice(space + 1)
  const state = row.came.slice(0, space) as DeliveryState
  return {
    kind: row.act === 'edit' ? 'edit' : (kinds[row.part] ?? 'post'),
    state: why === toldAlready ? 'sent' : state,
    platform: row.platform,
    workspace: row.workspace,
    channel: row.channel ?? row.target,
    ...(row.message && { message: row.message }),
    isPersonal: row.target.startsWith(`${row.platform}:`),
    ...(why !== '' && { why }),
  }
}
