import { type Kysely, sql } from 'kysely'
import type { NewDelivery } from '#core/delivery'
import type { RequestStore } from '#core/question'
import { mostOpen, type NewRequest, type Notices, type Passed } from '#core/question'
import type { Reply } from '#core/reply'
import { addDeliveries } from './outbox/add.ts'
import { answerOf, findIn, isOpen, requestOf, rowOf, untaken } from './requests/rows.ts'
import { takingIn, turnOf } from './requests/take.ts'
import { tellWatchers, watchersIn } from './requests/tell.ts'
import type { Schema } from './schema.ts'
import type { Write } from './writes.ts'

type Db = Kysely<Schema>

/** Questions for the editors, and what became of them. */
export const requestsIn = (db: Db, write: Write): RequestStore => ({
  add: (request, notices) => write((one) => add(one, request, notices)),
  find: (id) => findIn(db, id),
  async open(workspaces, { offset, limit, person, today }) {
    if (workspaces.length === 0) return { items: [], total: 0 }
    const open = db
      .selectFrom('request')
      .where('workspace', 'in', workspaces)
      .where('state', '=', isOpen)
    const rows = await open
      .selectAll()
      .orderBy(turnOf(person, today))
      .orderBy(sql`coalesce(due, '9999')`)
      .orderBy('at')
      .orderBy('id')
      .limit(limit)
      .offset(offset)
      .execute()
    const { total } = await open
      .select((is) => is.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    return { items: rows.map(requestOf), total }
  },
  ...takingIn(db, write),
  watchers: () => watchersIn(db),
  settle: (id, as, telling) => write((one) => settle(one, id, as, telling)),
})

const add = async (db: Db, request: NewRequest, notices?: Notices): Promise<Passed> => {
  const { person } = request.asker
  const rows = await db
    .selectFrom('request')
    .selectAll()
    .where('person', '=', person)
    .where('state', '=', isOpen)
    .execute()
  const known = rows.find(
    ({ workspace, text }) => workspace === request.workspace && isSame(text, request.text),
  )
  if (known) {
    const name = request.name ?? null
    await db.updateTable('request').set({ name }).where('id', '=', known.id).execute()
    return { kind: 'known', request: requestOf({ ...known, name }) }
  }
  if (rows.length >= mostOpen) return { kind: 'too many' }
  await db.insertInto('request').values(rowOf(request)).execute()
  if (notices) await tellWatchers(db, notices)
  return { kind: 'new', request }
}

const isSame = (one: string, other: string): boolean => asHeard(one) === asHeard(other)
const asHeard = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\s?!.]+$/, '')
    .trim()

/** Nobody is told who was forgotten meanwhile. */
const settle = async (
  db: Db,
  id: string,
  as: Parameters<RequestStore['settle']>[1],
  telling: NewDelivery | undefined,
): Promise<boolean> => {
  const row = await db
    .updateTable('request')
    .set({ state: as.state, ...untaken, ...(as.state === 'answered' && answerOf(as.answer)) })
    .where('id', '=', id)
    .where('state', '=', isOpen)
    .returning('person')
    .executeTakeFirst()
  if (!row) return false
  if (telling && row.person !== null) await addDeliveries(db, [telling])
  return true
}

const nobody = { name: null, platform: null, channel: null, person: null }

/** The editors keep the words, and no longer know whose they are; what an editor had taken is free. */
export const forgetAsker = async (db: Db, person: string): Promise<void> => {
  await db.updateTable('request').set(nobody).where('person', '=', person).execute()
  await db.updateTable('request').set(untaken).where('taken_by', '=', person).execute()
}

/**
 * Drops the words of what was asked before then, also where they were repeated to the asker. The id
 * stays: under it somebody was told, and it must not come to mean another request.
 */
export const expireRequests = async (db: Db, before: number): Promise<void> => {
  await db
    .updateTable('request')
    .set({ text: '', topics: '[]', due: null, ...nobody, ...untaken })
    .set({ state: sql`case state when 'open' then 'closed' else state end` })
    .where('at', '<', before)
    .where('text', '<>', '')
    .execute()
  const told = sql`select delivery.id from delivery join request on request.id = cause_id
    where cause = 'answer' and at < ${before} and delivery.state not in ('planned', 'sending')`
  const { rows: answers } = await sql<Told>`select answer as id, document from sent
    where answer in (${told}) and ${isQuoting}`.execute(db)
  for (const { id, document } of answers)
    await db
      .updateTable('sent')
      .set({ document: unquoted(document) })
      .where('answer', '=', id)
      .execute()
  const { rows: deliveries } = await sql<Told>`select id, document from delivery
    where id in (${told}) and ${isQuoting}`.execute(db)
  for (const { id, document } of deliveries)
    await db
      .updateTable('delivery')
      .set({ document: unquoted(document), body: null })
      .where('id', '=', id)
      .execute()
}

type Told = { id: string; document: string }

const isQuoting = sql`document like '%"kind":"quote"%'`

const unquoted = (document: string): string => {
  const { blocks, ...rest } = JSON.parse(document) as Pick<Reply, 'blocks'>
  return JSON.stringify({ ...rest, blocks: blocks.filter(({ kind }) => kind !== 'quote') })
}
