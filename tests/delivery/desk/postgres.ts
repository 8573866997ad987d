import { setTimeout as wait } from 'node:timers/promises'
import { Client, Pool, types } from 'pg'
import { type Desk, type DeskWish, snags } from '../desk.ts'

const clock = '(extract(epoch from clock_timestamp()) * 1000)::bigint'

type Trigger = { name: string; after: string; on: string; when?: string; does: string }

const trigger = ({ name, after, on, when, does }: Trigger): string => `
  create or replace function ${name}() returns trigger language plpgsql as
    $$ begin ${does}; return null; end $$;
  create trigger ${name} after ${after} on ${on} for each row
    ${when === undefined || when === '' ? '' : `when (${when})`} execute function ${name}();`

const note = (what: string, id: string, data: string): string =>
  `insert into diary (at, what, id, data)
    values (${clock}, '${what}', ${id}, json_build_object(${data})::text)`

const limited = note('limit', 'new.channel', "'workspace', new.workspace, 'tlp', new.tlp")

/** The same diary as in a file (sqlite.ts). Limits are set while nothing is claimed, so that its order is that of commits. */
const triggers = [
  `create table diary (seq bigserial primary key, at bigint not null, what text not null,
    id text not null, data text not null);
  create table beat (count bigint not null);
  insert into beat values (0);`,
  trigger({
    ...{ name: 'diary_claim', after: 'update of attempt', on: 'delivery' },
    when: 'new.attempt > old.attempt',
    does: note('claim', 'new.id', "'attempt', new.attempt, 'by', new.lease_by"),
  }),
  trigger({
    ...{ name: 'diary_state', after: 'update of state', on: 'delivery' },
    when: 'new.state <> old.state',
    does: note('state', 'new.id', "'from', old.state, 'to', new.state"),
  }),
  trigger({ name: 'diary_limit', after: 'insert or update', on: 'label_limit', does: limited }),
  trigger({
    ...{ name: 'diary_arrival', after: 'insert', on: 'arrival' },
    does: note('arrival', 'new.briefing', "'revision', new.revision, 'seq', new.seq"),
  }),
  trigger({
    ...{ name: 'diary_digest', after: 'update of version, last', on: 'digest' },
    does: note(
      'digest',
      'new.id',
      "'rests', case when new.pause is null and new.deleted = 0 then 0 else 1 end, 'last', new.last",
    ),
  }),
  trigger({
    ...{ name: 'diary_digest_made', after: 'insert', on: 'digest' },
    does: note('digest', 'new.id', "'rests', 0, 'last', new.last"),
  }),
  trigger({
    ...{ name: 'beaten', after: 'update', on: 'lease', when: "new.name = 'planner'" },
    does: 'update beat set count = count + 1',
  }),
].join('\n')

const noOrder = trigger({
  ...{ name: 'no_order', after: 'insert', on: 'delivery' },
  does: 'update delivery set line = new.id where id = new.id',
})

/** What the product's writes hold (src/stores/postgres.ts). */
const writing = 7_470_702

/** Longer than any test. */
const endless = 'perform pg_sleep(3600)'

/** Counts are below 2^53. */
const getTypeParser = (type: number) => (type === 20 ? Number : types.getTypeParser(type))

export const keepDiary = async (url: string): Promise<void> => {
  const client = new Client(url)
  await client.connect()
  await client.query(triggers).finally(() => client.end())
}

export const openDesk = async (url: string, wish: DeskWish): Promise<Desk> => {
  const pool = new Pool({ connectionString: url, max: 4, types: { getTypeParser } })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  let holding: Client | undefined

  /** The database may just be starting again. */
  const query = async (text: string, parameters?: unknown[]): Promise<unknown[]> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return [await pool.query(text, parameters)].flat().at(-1)?.rows ?? []
      } catch (error) {
        const { code = '', message } = error as Error & { code?: string }
        const isLost = /^(?:57P0|08|ECONN)/.test(code) || /terminated/.test(message)
        if (!isLost || tries === 100) throw error
        await wait(100)
      }
    }
  }
  const desk: Desk = {
    async read<T>(sql: string, ...parameters: unknown[]) {
      const parts = sql.split('?')
      const numbered = parts.map((part, nth) => (nth === 0 ? part : `$${nth}${part}`)).join('')
      return (await query(numbered, parameters)) as T[]
    },
    write: async (sql, ...parameters) => void (await desk.read(sql, ...parameters)),
    snag: (at) => desk.write(trigger({ name: 'snag', ...snags[at], does: endless })),
    async mend() {
      // It has not heard yet that whoever asked it was killed.
      await desk.write(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event = 'PgSleep'`)
      await desk.write('drop function if exists snag cascade')
    },
    beats: async () =>
      (await desk.read<{ count: number }>('select count from beat'))[0]?.count ?? 0,
    async lock() {
      holding = new Client(url)
      holding.on('error', () => undefined)
      await holding.connect()
      await holding.query(`select pg_advisory_lock(${writing})`)
    },
    async unlock() {
      await holding?.end().catch(() => undefined)
      holding = undefined
    },
    async isLocked() {
      const [one] = await desk.read<{ isFree: boolean }>(
        `select pg_try_advisory_xact_lock(${writing}) as "isFree"`,
      )
      return one?.isFree !== true
    },
    async close() {
      await desk.unlock()
      await pool.end()
    },
  }
  if (wish.isOrderless) await desk.write(noOrder)
  return desk
}
