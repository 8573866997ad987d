import { type Kysely, sql } from 'kysely'
import { fewestAskers, type Gap, type KeptQuestion, type QuestionStore } from '#core/question'
import { type Tlp, tlpRank, tlps } from '#core/tlp'
import type { QuestionTable, Schema } from './schema.ts'
import { speechOf } from './speech.ts'
import type { Write } from './writes.ts'

type Db = Kysely<Schema>

/** Questions as they were asked, for as long as they are kept. */
export const questionsIn = (db: Db, write: Write): QuestionStore => ({
  keep: (question) =>
    write(async (one) => {
      await one.insertInto('question').values(rowOf(question)).execute()
    }),
  async last({ platform, workspace, channel, person }, since) {
    const row = await db
      .selectFrom('question')
      .selectAll()
      .where((is) => is.and({ platform, workspace, channel, person }))
      .where('at', '>=', Date.parse(since))
      .orderBy('at', 'desc')
      .orderBy(asTheyCame, 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && questionOf(row)
  },
  async find(id) {
    const row = await db.selectFrom('question').selectAll().where('id', '=', id).executeTakeFirst()
    return row && questionOf(row)
  },
  judge: (id, verdict) =>
    write(async (one) => {
      const { numUpdatedRows } = await one
        .updateTable('question')
        .set({ verdict })
        .where('id', '=', id)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    }),
  gaps: (workspaces, clearance) => gapsIn(db, workspaces, clearance),
})

/** Drops what was asked before then. */
export const expireQuestions = async (db: Db, before: number): Promise<void> => {
  await db.deleteFrom('question').where('at', '<', before).execute()
}

/** Who has been helped has no gap, whatever the answer was. */
const gapsIn = async (db: Db, workspaces: readonly string[], clearance: Tlp): Promise<Gap[]> => {
  if (workspaces.length === 0) return []
  const { items } = speechOf(db)
  const { rows } = await sql<{ topic: string | null; questions: number; askers: number }>`
    select named.value as topic, count(*) as questions, count(distinct person) as askers
    from question cross join ${items(sql`case topics when '[]' then '[null]' else topics end`, 'named')}
    where workspace in (${sql.join(workspaces)})
      and clearance <= ${tlpRank(clearance)} and clearance < ${tlpRank('RED')}
      and (verdict = 'did not help' or (outcome = 'not answered' and verdict is null))
    group by named.value having count(distinct person) >= ${fewestAskers}
    order by askers desc, questions desc, named.value is not null, named.value`.execute(db)
  return rows.map(({ topic, ...counts }) => ({ topic: topic ?? undefined, ...counts }))
}

// Of two in the same millisecond the later row is the newer.
const asTheyCame = sql<number>`rowid`

const rowOf = ({ topics, verdict, clearance, at, ...question }: KeptQuestion): QuestionTable => ({
  ...question,
  topics: JSON.stringify([...new Set(topics)]),
  verdict: verdict ?? null,
  clearance: tlpRank(clearance),
  at: Date.parse(at),
})

const questionOf = (row: QuestionTable): KeptQuestion => {
  const { id, platform, workspace, channel, person, text, understood, outcome, verdict } = row
  return {
    ...{ id, platform, workspace, channel, person, text, understood, outcome },
    topics: JSON.parse(row.topics) as string[],
    ...(verdict && { verdict }),
    clearance: tlps[row.clearance] ?? 'RED',
    at: Temporal.Instant.fromEpochMilliseconds(row.at).toString(),
  }
}
