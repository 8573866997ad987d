import type { Kysely } from 'kysely'
import type { Headline } from '#core/briefing'
import { headlineOf } from '#core/briefing'
import type { Store } from '#core/store'
import type { Viewer } from '#core/viewer'
import { auditIn, noteDeed } from './audit.ts'
import type { Clock } from './clock.ts'
import { noteLate } from './corrections/places.ts'
import { correctionsIn } from './corrections.ts'
import { digestsIn } from './digests.ts'
import { draftsIn } from './drafts.ts'
import { expireFairUse, fairUseIn } from './fair-use.ts'
import { inboxIn } from './inbox.ts'
import { expireLeases, leasesIn } from './leases.ts'
import { listLatest, listTopics, replaceTopics, topicsOf } from './lists.ts'
import { outboxIn } from './outbox.ts'
import { expireIn, peopleIn } from './people.ts'
import { pressesIn } from './presses.ts'
import { prepare, publishBatch } from './publish.ts'
import { questionsIn } from './questions.ts'
import { reachIn } from './reach.ts'
import { allRecords, restoreRecords } from './records.ts'
import { requestsIn } from './requests.ts'
import {
  allRevisions,
  allShown,
  byKeys,
  byName,
  standingByName,
  standingInFolder,
} from './revisions.ts'
import { rolesIn } from './roles.ts'
import { recordSent, roomsIn } from './rooms.ts'
import type { Schema } from './schema.ts'
import { createSearch } from './search.ts'
import { settingsIn } from './settings.ts'
import { settleOpened } from './settle.ts'
import { createSpellings } from './spellings.ts'
import { usesIn } from './uses.ts'
import { highestOf, listWalls, type Wall, type Walls, wallsOf } from './walls.ts'
import type { WordIndex } from './words.ts'
import type { Write } from './writes.ts'

/** A database as the store needs it; each engine brings its own. */
export type Database = {
  /** For reads; never within a transaction. */
  db: Kysely<Schema>
  /** Writes while nobody else does: what is written may be decided from all that is read with it. */
  write: Write
  /**
   * Writes while others do so too, but none of those that write alone: what is only added, or changed row by
   * row with a look at what the row was.
   */
  beside: Write
  /** A single statement, which waits for no other write. */
  apart: Write
  clock: Clock
  words: WordIndex
  /** The moment now, and the zone in which its day counts. */
  now: () => Temporal.Instant
  zone: string
} & Pick<Store, 'backup' | 'check' | 'close'>

const lastDay = '9999-12-31'

/** The store over a database whose schema is up to date. */
export const storeOver = async (database: Database): Promise<Store> => {
  const { db, write, beside, apart, clock, words, now, zone, backup, check, close } = database
  const today = () => now().toZonedDateTimeISO(zone).toPlainDate().toString()
  const moment = () => ({ at: now().toString(), today: today(), clock, words })
  const search = createSearch(db, words)
  const spellings = createSpellings(db, words)
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

  await write((one) => settleOpened(one, today(), { clock, words }))
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
        await settleOpened(one, today(), { clock, words })
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
      beside(async (one) => {
        if (lines.length === 0) return
        await one
          .insertInto('shown')
          .values([...lines])
          .execute()
        const answers = lines.flatMap(({ answer }) => answer ?? [])
        await noteLate(one, [...new Set(answers)])
      }),
    recordSent: (sent) => beside((one) => recordSent(one, [sent])),
    takeBackShown: (answer) =>
      beside(async (one) => {
        await one.deleteFrom('shown').where('answer', '=', answer).execute()
      }),
    rooms: roomsIn(db, write, now),
    roles: rolesIn(db, write, now),
    audit: auditIn({ db, write, behind, now }),
    inbox: inboxIn(db, beside),
    people: peopleIn(db, write),
    presses: pressesIn(db, beside),
    fairUse: fairUseIn(beside, clock),
    questions: questionsIn(db, beside),
    requests: requestsIn(db, write),
    uses: usesIn(db, write, behind),
    reach: reachIn(db),
    settings: settingsIn(db, write, now),
    drafts: draftsIn(db, write, {
      async publish(one, workspace, batch) {
        await settleOpened(one, today(), { clock, words })
        await publishBatch(one, workspace, batch, moment())
      },
      note: (one, deed) => noteDeed(one, deed, now()),
    }),
    digests: digestsIn({ db, write, behind, today, clock, words, now }),
    corrections: correctionsIn({ db, write, behind, clock, zone }),
    outbox: outboxIn({ db, write, beside, behind, clock }),
    leases: leasesIn(db, apart, clock),
    expire: (expiry) =>
      write(async (one) => {
        await expireIn(one, expiry)
        await expireLeases(one, clock)
        await expireFairUse(one, clock)
      }),
    records: () => allRecords(db),
    restore: (records) => write((one) => restoreRecords(one, records)),
    backup,
    check,
    close,
  }
}
