import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'
import { speechOf } from './speech.ts'

/** Adds (1) or takes off (-1) what these briefings count in the lists they stand in. */
export const addTally = async (
  db: Kysely<Schema>,
  seqs: readonly number[],
  by: 1 | -1,
): Promise<void> => {
  await sql`insert into tally (workspace, wall, topic, size)
    select workspace, wall, topic, ${by} * count(*) from listing
    where seq in ${speechOf(db).list(seqs)} and published is not null
    group by workspace, wall, topic
    on conflict (wall, topic) do update set size = tally.size + excluded.size`.execute(db)
}
