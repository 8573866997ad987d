import type { EditionState, Ms } from '#core/digest'

/** `schedule`, `topics`, `mention`, `skips` and `pause` are JSON. */
export type DigestTable = {
  id: string
  platform: string
  workspace: string
  target: string
  person: string | null
  set_by: string
  created: Ms
  version: number
  name: string
  schedule: string
  zone: string
  topics: string
  /** The version with which its topics became these. */
  topics_version: number
  sends_empty: number
  form: string
  mention: string | null
  skips: string
  pause: string | null
  since: number
  scanned: number
  last: Ms
  /** When to look at it again: its next slot, the end of its pause. */
  next: Ms
  /** The time zone data that `next` was computed with. */
  tz: string
  deleted: number
}

export type EditionTable = {
  id: string
  digest: string
  slot: string
  due: Ms
  state: EditionState
  why: string | null
  late: number
  covers_from: Ms | null
  covers_to: Ms | null
  /** It was composed from arrivals up to this one, and from this version of its digest. */
  upto: number | null
  version: number | null
  /** The state that a manager has heard of. */
  told: string
  planned: Ms
}

export type DigestSchema = {
  digest: DigestTable
  edition: EditionTable
  /** What editions have shown where. */
  carried: { target: string; owner: string; briefing: string; revision: number; edition: string }
}
