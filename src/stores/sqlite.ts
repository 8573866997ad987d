import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, sql } from 'kysely'
import type { Headline } from '#core/briefing'
import { headlineOf } from '#core/briefing'
import { OperatorError } from '#core/errors'
import type { Store } from '#core/store'
import type { Viewer } from '#core/viewer'
import { auditIn, noteDeed } from './sqlite/audit.ts'
import { databaseClock } from './sqlite/clock.ts'
import { noteLate } from './sqlite/corrections/places.ts'
import { correctionsIn } from './sqlite/corrections.ts'
import { threadDialect } from './sqlite/dialect.ts'
import { digestsIn } from './sqlite/digests.ts'
import { draftsIn } from './sqlite/drafts.ts'
import { explained } from './sqlite/faults.ts'
import { inboxIn } from './sqlite/inbox.ts'
import { listLatest, listTopics, replaceTopics, topicsOf } from './sqlite/lists.ts'
import { migrate } from './sqlite/migrate.ts'
import { outboxIn } from './sqlite/outbox.ts'
import { expireIn, peopleIn } from './sqlite/people.ts'
import { pressesIn } from './sqlite/presses.ts'
import { prepare, publishBatch } from './sqlite/publish.ts'
import { questionsIn } from './sqlite/questions.ts'
import { reachIn } from './sqlite/reach.ts'
import { allRecords, restoreRecords } from './sqlite/records.ts'
import { requestsIn } from './sqlite/requests.ts'
import {
  allRevisions,
  allShown,
  byKeys,
  byName,
  standingByName,
  standingInFolder,
} from './sqlite/revisions.ts'
import { rolesIn } from './sqlite/roles.ts'
import { recordSent, roomsIn } from './sqlite/rooms.ts'
import type { Schema } from './sqlite/schema.ts'
import { createSearch } from './sqlite/search.ts'
import { settingsIn } from './sqlite/settings.ts'
import { settleOpened } from './sqlite/settle.ts'
import { createSpellings } from './sqlite/spellings.ts'
import { startThread, type Thread } from './sqlite/thread.ts'
import { usesIn } from './sqlite/uses.ts'
import { highestOf, listWalls, type Wall, type Walls, wallsOf } from './sqlite/walls.ts'
import { groupedWrites } from './sqlite/writes.ts'

export type SqliteSettings = {
  /** Path of the database file; its folder is made when it is missing, that above it is not. */
  file: string
  /** The moment now, and the zone in which its day counts. */
  now: () => Temporal.Instant
  zone: string
  /** How long to wait for a lock another process holds, in milliseconds. */
  busyMs?: number
  /** How far the clock of the database is off, for tests; in milliseconds. */
  clockOffsetMs?: () => number
}

const lastDay = '9999-12-31'

/** Opens the embedded store: one thread that writes, one that reads. Throws OperatorError. */
export const openSqlite = async (settings: SqliteSettings): Promise<Store> => {
  const { file, now, zone, busyMs = 5_000, clockOffsetMs } = settings
  const clock = databaseClock(clockOffsetMs)
  makeFolder(file)
  const writer = guarded(startThread({ file, readOnly: false, busyMs }), file)
  const reader = guarded(startThread({ file, readOnly: true, busyMs }), file)
  const writing = new Kysely<Schema>({ dialect: threadDialect(writer) })
  const db = new Kysely<Schema>({ dialect: threadDialect(reader, 'shared') })
  const today = () => now().toZonedDateTimeISO(zone).toPlainDate().toString()
  const moment = () => ({ at: now().toString(), today: today(), clock })
  let closing: Promise<unknown> | undefined
  const close = async (): Promise<void> => {
    closing ??= Promise.allSettled([reader.close(), writer.close()])
    await closing
  }
  try {
    await migrate(writing, writer, file)
    await writing.transaction().execute((one) => settleOpened(one, today(), clock))
  } catch (error) {
    await close()
    throw error
  }

  const write = groupedWrites(writing)
  const search = createSearch(db)
  const spellings = createSpellings(db)
  const behind = (viewer: Viewer): Walls => wallsOf(db, viewer, today())
  // An export that left out what is dated ahead would lose it.
  const everBehind = (viewer: Viewer): Walls =>
    viewer.kind === 'operator' ? wallsOf(db, viewer, lastDay) : behind(viewer)
  const filled = async (walls: Walls): Promise<Wall[]> =>
    (await listWalls(walls)).filter(({ size }) => size > 0)
  const headlines = async (walls: Walls, keys: readonly number[]): Promise<Headline[]> => {
    const found = await byKeys(db, walls, keys)
    return keys.flatMap((key) => {
      const briefing = found.get(key)
      return briefing ? [headlineOf(briefing)] : []
    })
  }

  return {
    async count(viewer) {
      const walls = await filled(behind(viewer))
      const tlp = highestOf(walls)
      return { briefings: walls.reduce((sum, { size }) => sum + size, 0), ...(tlp && { tlp }) }
    },
    async topics(viewer) {
      const own = viewer.kind === 'operator' ? [] : [viewer.workspace]
      return listTopics(db, behind(viewer), ['', ...own])
    },
    briefing: async (viewer, name) => byName(db, behind(viewer), name),
    briefings: async (viewer, keys) => byKeys(db, behind(viewer), keys),
    async latest(viewer, wish) {
      const walls = behind(viewer)
      const { keys, total } = await listLatest(db, await listWalls(walls), wish)
      return { items: await headlines(walls, keys), total }
    },
    candidates: async (viewer, wish) => search.candidates(await filled(behind(viewer)), wish),
    async titles(viewer, query, limit) {
      const walls = behind(viewer)
      return headlines(walls, await search.titles(await filled(walls), query, limit))
    },
    spellings: async (viewer, terms) => spellings(await filled(behind(viewer)), terms),
    async *revisions(viewer, ids) {
      yield* allRevisions(db, everBehind(viewer), ids)
    },
    async *shown(viewer) {
      yield* allShown(db, everBehind(viewer))
    },
    standing: (workspace, names) => standingByName(db, workspace, names),
    fromFolder: (workspace) => standingInFolder(db, workspace),
    async publish(workspace, batch, deed) {
      const prepared = await prepare(batch)
      await write(async (one) => {
        await settleOpened(one, today(), clock)
        await publishBatch(one, workspace, prepared, moment())
        if (deed) await noteDeed(one, deed, now())
      })
    },
    topicsOf: (workspace) => topicsOf(db, [workspace]),
    setTopics: (workspace, topics, deed) =>
      write(async (one) => {
        await replaceTopics(one, workspace, topics)
        if (deed) await noteDeed(one, deed, now())
      }),
    recordShown: (lines) =>
      write(async (one) => {
        if (lines.length === 0) return
        await one
          .insertInto('shown')
          .values([...lines])
          .execute()
        for (const answer of new Set(lines.map((line) => line.answer)))
          if (answer !== undefined) await noteLate(one, answer)
      }),
    recordSent: (sent) => write((one) => recordSent(one, sent)),
    takeBackShown: (answer) =>
      write(async (one) => {
        await one.deleteFrom('shown').where('answer', '=', answer).execute()
      }),
    rooms: roomsIn(db, write, now),
    roles: rolesIn(db, write, now),
    audit: auditIn({ db, write, behind, now }),
    inbox: inboxIn(db, write),
    people: peopleIn(db, write),
    presses: pressesIn(db, write),
    questions: questionsIn(db, write),
    requests: requestsIn(db, write),
    uses: usesIn(db, write, behind),
    reach: reachIn(db),
    settings: settingsIn(db, write, now),
    drafts: draftsIn(db, write, {
      async publish(one, workspace, batch) {
        await settleOpened(one, today(), clock)
        await publishBatch(one, workspace, batch, moment())
      },
      note: (one, deed) => noteDeed(one, deed, now()),
    }),
    digests: digestsIn({ db, write, behind, today, clock, now }),
    corrections: correctionsIn({ db, write, behind, clock, zone }),
    outbox: outboxIn({ db, write, behind, clock }),
    expire: (expiry) => write((one) => expireIn(one, expiry)),
    records: () => allRecords(db),
    restore: (records) => write((one) => restoreRecords(one, records)),
    backup: (target) => reader.backup(target),
    async check() {
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
      return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok')
    },
    close,
  }
}

const makeFolder = (file: string): void => {
  try {
    // What stands in the store may be for few eyes. Only the last folder is made: asked for several, Node
    // never comes back from places like /proc.
    if (!existsSync(dirname(file))) mkdirSync(dirname(file), { mode: 0o700 })
  } catch {
    throw new OperatorError(
      `The folder ${dirname(file)} cannot be made. Make it, or point DATABASE_URL at another place.`,
    )
  }
}

/** The same thread, with faults told as the operator can act on them. */
const guarded = (thread: Thread, file: string): Thread => {
  const explain = (error: unknown): never => {
    throw explained(error, file)
  }
  return {
    run: (text, parameters) => thread.run(text, parameters).catch(explain),
    backup: (target) => thread.backup(target).catch(explain),
    close: () => thread.close(),
  }
}
