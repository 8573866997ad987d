import { type Kysely, type Selectable, sql } from 'kysely'
import type { Correction, ShownAt } from '#core/correction'
import type { Schema } from '../schema.ts'
import type { CorrectionTable } from './schema.ts'

export type Db = Kysely<Schema>
export type CorrectionRow = Selectable<CorrectionTable>

export const correctionOf = (row: CorrectionRow): Correction => ({
  id: row.id,
  ref: { workspace: row.workspace, briefing: row.briefing, revision: row.revision },
  base: row.base,
  kind: row.kind,
  isFlash: row.flash === 1,
  at: row.at,
  state: row.state,
})

/** Nobody can be told anything at a terminal. */
export const isOnPlatform = sql<boolean>`shown.platform <> 'terminal'`

/** Lines of the ledger with where they stand; the terminal's are left out by `isOnPlatform`. */
export const placeColumns = sql`shown.id as line, shown.platform, shown.workspace, shown.answer,
  coalesce(sent.channel, shown.channel, '') as channel,
  coalesce(sent.room, sent.channel, shown.channel, '') as room,
  case when sent.answer is null then shown.person else sent.person end as person, sent.messages,
  (select count(*) from watch where watch.what = 'corrections'
    and watch.person = case when sent.answer is null then shown.person else sent.person end) as watches`

export type PlaceRow = {
  line: number
  platform: string
  workspace: string
  answer: string | null
  channel: string
  room: string
  person: string | null
  messages: string | null
  watches: number
}

export const placeOf = (row: PlaceRow): ShownAt => ({
  line: row.line,
  platform: row.platform,
  workspace: row.workspace,
  ...(row.answer !== null && { answer: row.answer }),
  channel: row.channel,
  room: row.room,
  ...(row.person !== null && { person: row.person }),
  ...(row.messages !== null && { messages: JSON.parse(row.messages) as string[] }),
  watches: row.watches === 1,
})
