import { type Kysely, sql } from 'kysely'
import type { Reached } from '#core/draft'
import type { Ref } from '#core/ref'
import type { Schema } from './schema.ts'

/** Where any revision of a briefing has been shown, as the ledger knows it. */
export const reachedIn = async (
  db: Kysely<Schema>,
  { workspace, briefing }: Ref,
): Promise<Reached> => {
  const showing = sql`select answer from shown where owner = ${workspace} and briefing = ${briefing}`
  const open = await sql<{ messages: number; channels: number }>`
    select coalesce(sum(json_array_length(messages)), 0) as messages,
      count(distinct platform || ' ' || channel) as channels
    from sent where person is null and answer in (${showing})`.execute(db)
  const alone = await sql<{ people: number }>`select count(distinct person) as people from shown
    where owner = ${workspace} and briefing = ${briefing} and person is not null
      and not exists (select 1 from sent where sent.answer = shown.answer and sent.person is null)`.execute(
    db,
  )
  const { messages = 0, channels = 0 } = open.rows[0] ?? {}
  return { messages, channels, people: alone.rows[0]?.people ?? 0 }
}
