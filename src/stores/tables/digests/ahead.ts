import { type Kysely, sql } from 'kysely'
import type { AheadWish, Event } from '#core/digest'
import { tlps } from '#core/tlp'
import type { Schema } from '../schema.ts'
import { speechOf } from '../speech.ts'
import type { Walls } from '../walls.ts'

type Row = {
  date: string
  title: string
  workspace: string
  id: string
  revision: number
  tlp: number
}

const monthLength = 7

/** Dates to come, each once: as the briefing names it that most may see. A month counts as long as it lasts. */
export const eventsAhead = async (
  db: Kysely<Schema>,
  walls: Walls,
  { topics, from, to, most }: Omit<AheadWish, 'viewer'>,
): Promise<Event[]> => {
  const inTopics =
    topics.length === 0
      ? sql`true`
      : sql`exists (select 1 from listing where listing.seq = event.seq
          and topic in ${speechOf(db).list(topics)})`
  const { rows } = await sql<Row>`select * from (
      select event.date, event.title, briefing.workspace, briefing.id, briefing.revision, wall.tlp,
        row_number() over (partition by event.date, event.title order by wall.tlp, event.seq) as nth
      from event join briefing on briefing.seq = event.seq join wall on wall.id = briefing.wall
      where event.date >= ${from.slice(0, monthLength)} and event.date <= ${to}
        and (length(event.date) = ${monthLength} or event.date >= ${from})
        and briefing.wall in ${walls} and ${inTopics}) as named
    where nth = 1 order by date, title limit ${most}`.execute(db)
  return rows.map(
    ({ date, title, workspace, id, revision, tlp }): Event => ({
      date,
      title,
      ref: { workspace, briefing: id, revision },
      tlp: tlps[tlp] ?? 'RED',
    }),
  )
}
