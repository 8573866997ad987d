import type { Generated } from 'kysely'
import type { CorrectionKind, CorrectionState, Watched } from '#core/correction'
import type { Ms } from '#core/digest'

export type CorrectionTable = {
  id: string
  /** Of the briefing. */
  workspace: string
  briefing: string
  revision: number
  base: number
  kind: CorrectionKind
  flash: number
  at: Ms
  state: CorrectionState
  /** Up to here the ledger was looked at for places. */
  looked: Generated<number>
  /** What it came to in the end, as JSON. */
  counts: string | null
}

export type CorrectionSchema = {
  /** What revisions said whose words are being taken out, as JSON. */
  removed: { workspace: string; briefing: string; revision: number; document: string }
  correction: CorrectionTable
  /** Answers that were shown in an older revision when a newer one was there already. */
  late: { seq: Generated<number>; workspace: string; answer: string }
  /** Up to which arrival was looked for corrections. */
  looked: { workspace: string; seq: number }
  owed: { platform: string; workspace: string; person: string; correction: string; at: Ms }
  watch: {
    platform: string
    workspace: string
    person: string
    what: Watched
    /** When they were told last, or are to be told next. */
    told: Generated<Ms | null>
  }
}
