import { type Kysely, sql } from 'kysely'
import type { NewRequest, Request } from '#core/question'
import type { RequestTable, Schema } from '../schema.ts'

// Written out, so that the index of what is open serves.
export const isOpen = sql<'open'>`'open'`

/** In nobody's hand. */
export const untaken = { taken_by: null, taken_name: null }

export const findIn = async (db: Kysely<Schema>, id: string): Promise<Request | undefined> => {
  const row = await db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirst()
  return row && requestOf(row)
}

export const answerOf = ({
  workspace: owner,
  briefing,
  revision,
}: NonNullable<Request['answer']>) => ({
  owner,
  briefing,
  revision,
})

export const rowOf = ({ topics, at, asker, name, answer, takenBy, due, ...request }: NewRequest) =>
  ({
    ...request,
    ...asker,
    name: name ?? null,
    taken_by: takenBy?.person ?? null,
    taken_name: takenBy?.name ?? null,
    due: due ?? null,
    topics: JSON.stringify([...new Set(topics)]),
    at: Date.parse(at),
    ...(answer ? answerOf(answer) : { owner: null, briefing: null, revision: null }),
  }) satisfies RequestTable

export const requestOf = (row: RequestTable): Request => {
  const { id, workspace, text, topics, at, name, state } = row
  const { platform, channel, person, owner, briefing, revision } = row
  const { taken_by: taker, taken_name: called, due } = row
  return {
    ...{ id, workspace, text, state, topics: JSON.parse(topics) as string[] },
    at: Temporal.Instant.fromEpochMilliseconds(at).toString(),
    ...(name !== null && { name }),
    ...(taker !== null && { takenBy: { person: taker, name: called ?? '' } }),
    ...(due !== null && { due }),
    ...(platform !== null &&
      channel !== null &&
      person !== null && { asker: { platform, channel, person } }),
    ...(owner !== null &&
      briefing !== null &&
      revision !== null && { answer: { workspace: owner, briefing, revision } }),
  }
}
