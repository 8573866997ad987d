import type { Digest, DigestForm, DigestTerms, Edition } from '#core/digest'
import type { DigestTable, EditionTable } from './schema.ts'

const parsed = <T>(text: string): T => JSON.parse(text) as T

/** A digest as it is stored. */
export const digestOf = (row: DigestTable): Digest => ({
  id: row.id,
  platform: row.platform,
  workspace: row.workspace,
  target: row.target,
  ...(row.person !== null && { person: row.person }),
  setBy: row.set_by,
  created: row.created,
  version: row.version,
  since: row.since,
  scanned: row.scanned,
  last: row.last,
  isDeleted: row.deleted === 1,
  name: row.name,
  schedule: parsed(row.schedule),
  zone: row.zone,
  topics: parsed(row.topics),
  sendsEmpty: row.sends_empty === 1,
  form: row.form as DigestForm,
  ...(row.mention !== null && { mention: parsed(row.mention) }),
  skips: parsed(row.skips),
  ...(row.pause !== null && { pause: parsed(row.pause) }),
})

type Terms = Partial<DigestTerms> & { isDeleted?: boolean }

/** The columns of what is given; what is not given is left out, and so left as it is. */
export const columnsOf = (terms: Terms): Partial<DigestTable> => ({
  ...(terms.name !== undefined && { name: terms.name }),
  ...(terms.schedule && { schedule: JSON.stringify(terms.schedule) }),
  ...(terms.zone !== undefined && { zone: terms.zone }),
  ...(terms.topics && { topics: JSON.stringify(terms.topics) }),
  ...(terms.sendsEmpty !== undefined && { sends_empty: terms.sendsEmpty ? 1 : 0 }),
  ...(terms.form && { form: terms.form }),
  ...(terms.mention && { mention: JSON.stringify(terms.mention) }),
  ...(terms.skips && { skips: JSON.stringify(terms.skips) }),
  ...(terms.pause && { pause: JSON.stringify(terms.pause) }),
  ...(terms.isDeleted !== undefined && { deleted: terms.isDeleted ? 1 : 0 }),
})

/** An edition with what is known of its messages. */
export type EditionRow = EditionTable & {
  sent: number
  of: number
  sent_channel: string | null
  sent_message: string | null
}

export const editionOf = (row: EditionRow): Edition => ({
  id: row.id,
  digest: row.digest,
  slot: row.slot,
  due: row.due,
  state: row.state,
  ...(row.why !== null && { why: row.why }),
  ...(row.covers_from !== null &&
    row.covers_to !== null && { covers: { from: row.covers_from, to: row.covers_to } }),
  ...(row.of > 0 && { stands: { sent: row.sent, of: row.of } }),
  ...(row.sent_channel !== null &&
    row.sent_message && { posted: { channel: row.sent_channel, message: row.sent_message } }),
})
