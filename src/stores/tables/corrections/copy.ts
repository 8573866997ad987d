import { sql } from 'kysely'
import type { Briefing } from '#core/briefing'
import type { Occasion } from '#core/chat'
import type { Arrived, Shift } from '#core/corrected'
import type { Copy, Corrections, News } from '#core/correction'
import type { Ref } from '#core/ref'
import type { Reply } from '#core/reply'
import { briefingOf, newest } from '../revisions.ts'
import { integer, speechOf } from '../speech.ts'
import type { Walls } from '../walls.ts'
import { isEmptied, isGone, removedAt } from './removed.ts'
import type { Db } from './rows.ts'

/** A message with what it shows, as it was first shown and as those behind these walls may see it now. */
export const copy = async (
  db: Db,
  walls: Walls,
  { answer, message, zone }: { answer: string; message: string; zone: string },
): Promise<Copy | undefined> => {
  const row = await db
    .selectFrom('sent')
    .selectAll()
    .where('answer', '=', answer)
    .executeTakeFirst()
  if (!row) return undefined
  // Asked together, they cost one way to the thread that reads and back.
  const [messages, delivery, shifts, zoneThere] = await Promise.all([
    messagesOf(db, answer, JSON.parse(row.messages)),
    db.selectFrom('delivery').select('id').where('id', '=', answer).executeTakeFirst(),
    shiftsOf(db, walls, answer),
    zoneOf(db, row.platform, row.person ?? row.channel, zone),
  ])
  if (!messages.includes(message)) return undefined
  const { tlp, headline, blocks } = JSON.parse(row.first ?? row.document) as Reply
  return {
    channel: row.channel,
    messages,
    occasion: (row.occasion ?? (delivery ? 'unasked' : 'answer')) as Occasion,
    first: {
      kind: 'reply',
      ...(tlp && { tlp }),
      ...(headline && { headline }),
      blocks,
      shows: shifts.map(({ was }) => was.ref),
    },
    shifts,
    zone: zoneThere,
  }
}

/** Where one document became several messages that were delivered one by one, all of them in order. */
const messagesOf = async (
  db: Db,
  answer: string,
  own: readonly string[],
): Promise<readonly string[]> => {
  const { rows } = await sql<{ message: string | null }>`select other.sent_message as message
    from delivery as mine join delivery as other on other.cause = mine.cause
      and other.cause_id = mine.cause_id and other.target = mine.target
      and other.document = mine.document
    where mine.id = ${answer} and mine.cause = 'edition' order by other.part`.execute(db)
  return rows.length > 1 ? rows.map(({ message }) => message ?? '') : own
}

/**
 * Each briefing in the oldest revision that an answer is known to have shown: the one it was made from.
 * Of one whose words are gone for good, what stands there since.
 */
const basesOf = async (db: Db, answer: string): Promise<Ref[]> => {
  const { rows } = await sql<{ owner: string; briefing: string; revision: number }>`
    select owner, briefing, coalesce(min(case when ${isGone} then null else revision end), max(revision)) as revision
    from shown where answer = ${answer} group by owner, briefing order by min(id)`.execute(db)
  return rows.map(({ owner, briefing, revision }) => ({ workspace: owner, briefing, revision }))
}

const shiftsOf = async (db: Db, walls: Walls, answer: string): Promise<Shift[]> => {
  const bases = await basesOf(db, answer)
  return Promise.all(bases.map((base) => shiftOf(db, walls, base)))
}

const shiftOf = async (db: Db, walls: Walls, base: Ref): Promise<Shift> => {
  const [now, then, arrived] = await Promise.all([
    newestOf(db, walls, base),
    revisionAt(db, base),
    arrivedSince(db, base),
  ])
  const was = then ?? (now && { ...now, ref: base })
  if (!was) throw new Error(`revision ${base.revision} of ${base.briefing} is not known`)
  const isErased = now?.withdrawn !== undefined && (await isEmptied(db, base))
  return { was, now, arrived, ...(isErased && { isErased }) }
}

const newestOf = async (db: Db, walls: Walls, { workspace, briefing }: Omit<Ref, 'revision'>) => {
  const row = await newest(db, walls)
    .where((is) => is.and({ 'briefing.workspace': workspace, 'briefing.id': briefing }))
    .executeTakeFirst()
  return row && briefingOf(row)
}

/** The old words are looked for in what was shown, and go nowhere else. */
const revisionAt = async (db: Db, ref: Ref): Promise<Briefing | undefined> => {
  const { workspace, briefing: id, revision } = ref
  const document = await removedAt(db, ref)
  if (document !== undefined) return briefingOf({ seq: 0, workspace, id, revision, document })
  const row = await db
    .selectFrom('revision')
    .select('document')
    .where((is) => is.and({ workspace, briefing: id, revision }))
    .executeTakeFirst()
  return row && briefingOf({ seq: 0, workspace, id, revision, document: row.document })
}

const arrivedSince = (db: Db, { workspace, briefing, revision }: Ref): Promise<Arrived[]> =>
  db
    .selectFrom('arrival')
    .select(['revision', 'at'])
    .where((is) => is.and({ workspace, briefing }))
    .where('revision', '>', revision)
    .orderBy('revision')
    .execute()

/** The zone of a digest there; else the bot's own. */
const zoneOf = async (db: Db, platform: string, target: string, zone: string): Promise<string> => {
  const row = await db
    .selectFrom('digest')
    .select('zone')
    .where((is) => is.and({ platform, target, deleted: 0 }))
    .orderBy('created')
    .executeTakeFirst()
  return row?.zone ?? zone
}

/** What a new post says, and how much of it was said there before. */
export const news = async (
  db: Db,
  walls: Walls,
  ref: Ref,
  { platform, target }: Parameters<Corrections['news']>[2],
  zone: string,
): Promise<News> => {
  const { items, text } = speechOf(db)
  const { rows } = await sql<{ told: number | null }>`
    select max(${integer(text(sql`carried.value`, 'revision'))}) as told
    from delivery join correction on correction.id = delivery.cause_id
      cross join ${items(sql`delivery.carries`, 'carried')}
    where delivery.target = ${target} and delivery.platform = ${platform}
      and delivery.cause = 'correction' and delivery.act = 'post' and delivery.state = 'sent'
      and correction.workspace = ${ref.workspace}
      and correction.briefing = ${ref.briefing}`.execute(db)
  return {
    newest: await newestOf(db, walls, ref),
    arrived: await arrivedSince(db, { ...ref, revision: 0 }),
    zone: await zoneOf(db, platform, target, zone),
    told: rows[0]?.told ?? 0,
  }
}

/** What an edit that is known to have arrived has made of a message. */
export const standing = async (db: Db, answer: string, message: string) => {
  const row = await db
    .selectFrom('delivery')
    .select('body')
    .where((is) => is.and({ answer, message, act: 'edit', state: 'sent' }))
    .where('body', 'is not', null)
    .orderBy('due', 'desc')
    .orderBy('cause_id', 'desc')
    .executeTakeFirst()
  return row?.body == null ? undefined : JSON.parse(row.body)
}
