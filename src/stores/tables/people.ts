import { type Kysely, sql } from 'kysely'
import type { Expiry, Kept, People } from '#core/room'
import { forgetFairUse } from './fair-use.ts'
import { expireQuestions } from './questions.ts'
import { expireRequests, forgetAsker } from './requests.ts'
import type { InboxTable, Schema } from './schema.ts'
import type { Write } from './writes.ts'

type Db = Kysely<Schema>

const personal = [
  'shown',
  'inbox',
  'question',
  'request',
  'used_workspace',
  'digest',
  'watch',
  'used',
] as const

const kept = async (db: Db, person: string): Promise<Kept> => {
  const rows = (table: (typeof personal)[number]) =>
    db
      .selectFrom(table)
      .select((is) => is.fn.countAll<number>().as('rows'))
      .where('person', '=', person)
      .executeTakeFirstOrThrow()
  const [shown, questions, asked, requests, chosen, digests, watched, used, drafts] =
    await Promise.all([...personal.map(rows), unpublished(db, person)])
  const { taken } = await db
    .selectFrom('request')
    .select((is) => is.fn.countAll<number>().as('taken'))
    .where('taken_by', '=', person)
    .executeTakeFirstOrThrow()
  return {
    shown: shown?.rows ?? 0,
    questions: questions?.rows ?? 0,
    asked: asked?.rows ?? 0,
    requests: requests?.rows ?? 0,
    taken,
    workspace: (chosen?.rows ?? 0) > 0,
    digests: digests?.rows ?? 0,
    watches: (watched?.rows ?? 0) > 0,
    drafts: drafts?.rows ?? 0,
    used: used?.rows ?? 0,
  }
}

const unpublished = (db: Db, person: string) =>
  db
    .selectFrom('draft')
    .select((is) => is.fn.countAll<number>().as('rows'))
    .where((is) => is.and({ person }).and('state', '<>', 'published'))
    .executeTakeFirstOrThrow()

/** Who wrote what was published stays in the audit alone. */
const forgetDrafts = async (db: Db, person: string): Promise<void> => {
  await db
    .deleteFrom('draft')
    .where((is) => is.and({ person }).and('state', '<>', 'published'))
    .execute()
  await db
    .updateTable('draft')
    .set({ person: '', name: '', edited_by: '' })
    .where('person', '=', person)
    .execute()
}

export const peopleIn = (db: Db, write: Write): People => ({
  async used(person) {
    const row = await db
      .selectFrom('used_workspace')
      .select('workspace')
      .where('person', '=', person)
      .executeTakeFirst()
    return row?.workspace
  },
  use: (person, workspace) =>
    write(async (one) => {
      await one.deleteFrom('used_workspace').where('person', '=', person).execute()
      if (workspace !== undefined)
        await one.insertInto('used_workspace').values({ person, workspace }).execute()
    }),
  kept: (person) => kept(db, person),
  forget: (person) =>
    write(async (one) => {
      const was = await kept(one, person)
      await one.deleteFrom('sent').where('person', '=', person).execute()
      await one.deleteFrom('shown').where('person', '=', person).where(isPrivate).execute()
      await one.updateTable('shown').set({ person: null }).where('person', '=', person).execute()
      await one
        .updateTable('inbox')
        .set({ person: '', name: '', text: '', files: null, state: whenErased })
        .where('person', '=', person)
        .execute()
      for (const table of ['used_workspace', 'owed', 'watch', 'used'] as const)
        await one.deleteFrom(table).where('person', '=', person).execute()
      await one.deleteFrom('question').where('person', '=', person).execute()
      await forgetAsker(one, person)
      await forgetFairUse(one, person)
      await forgetDigests(one, person)
      await forgetDrafts(one, person)
      return was
    }),
})

/** Their own digests, and whatever else was sent to them on the bot's own account. */
const forgetDigests = async (db: Db, person: string): Promise<void> => {
  await db
    .deleteFrom('edition')
    .where('digest', 'in', (of) =>
      of.selectFrom('digest').select('id').where('person', '=', person),
    )
    .execute()
  await db.deleteFrom('digest').where('person', '=', person).execute()
  for (const table of ['delivery', 'carried'] as const)
    await db.deleteFrom(table).where('target', '=', person).execute()
}

/** What a channel saw must stay correctable: there only who asked for it is dropped. */
const isPrivate = sql<boolean>`not exists
  (select 1 from sent where sent.answer = shown.answer and sent.person is null)`

/** Without its words nothing can be answered; its id must stay, or it would be taken for new. */
const whenErased = sql<InboxTable['state']>`case state when 'open' then 'missed' else state end`

/** Ids of messages received stay for as long as a platform may send them again. */
export const expireIn = async (db: Db, { shown, questions }: Expiry): Promise<void> => {
  await db.deleteFrom('inbox').where('at', '<', questions).where('state', '!=', 'open').execute()
  await db.deleteFrom('press').where('at', '<', questions).execute()
  await expireQuestions(db, Date.parse(questions))
  await expireRequests(db, Date.parse(questions))
  await db.deleteFrom('owed').where('at', '<', Date.parse(shown)).execute()
  await db.deleteFrom('sent').where('person', 'is not', null).where('at', '<', shown).execute()
  const old = sql<boolean>`person is not null and at < ${shown}`
  await db.deleteFrom('shown').where(old).where(isPrivate).execute()
  await db.updateTable('shown').set({ person: null }).where(old).execute()
  await db
    .deleteFrom('delivery')
    .where(isToPerson)
    .where('due', '<', Date.parse(shown))
    .where('state', 'not in', ['planned', 'sending'])
    .execute()
}

/** People are named by their platform and their id there; what they alone were sent says what they were shown. */
const isToPerson = sql<boolean>`substr(target, 1, length(platform) + 1) = platform || ':'`
