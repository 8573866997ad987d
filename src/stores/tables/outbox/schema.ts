import type { Generated } from 'kysely'
import type { Act, Cause, Class, DeliveryState } from '#core/delivery'
import type { Ms } from '#core/digest'

/** `carries`, `document` and `body` are JSON. */
export type DeliveryTable = {
  id: string
  platform: string
  workspace: string
  cause: Cause
  cause_id: string
  target: string
  part: number
  /** What goes out in order, one at a time: platform, target and cause. */
  line: string
  act: Act
  message: string | null
  /** What it changes, by its name in the ledger. */
  answer: Generated<string | null>
  class: Class
  due: Ms
  expires: Ms
  state: DeliveryState
  attempt: Generated<number>
  not_before: Generated<Ms>
  tried_since: Ms | null
  tried_in: Generated<string | null>
  missing: Generated<number>
  /** The two as they were before it was claimed; while it is not, they are the same. */
  tried_before: Ms | null
  missing_before: Generated<number>
  lease_by: string | null
  lease_until: Ms | null
  sent_channel: string | null
  sent_message: string | null
  why: string | null
  carries: string
  document: string | null
  body: string | null
}

export type OutboxSchema = {
  delivery: DeliveryTable
  /** Backups that were put back. */
  restored: { since: Ms; at: Ms }
  lease: { name: string; holder: string; until: Ms }
}
