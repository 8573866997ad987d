import { spawn } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { expect, it } from 'vitest'
import type { Store } from '#core/store'
import { openStore } from '#stores/open'
import { made, publication } from '../support/briefings.ts'
import { newDigest, occurrence, planOf } from '../support/digests.ts'
import { shippedFolder } from '../support/engine.ts'
import { temporaryFolder } from '../support/folder.ts'
import { databaseForTest } from '../support/postgres.ts'
import { installation, root } from '../support/program.ts'

const into = async (file: string, write: (store: Store) => Promise<void>): Promise<void> => {
  const store = await openStore({
    place: { kind: 'sqlite', file },
    ...{ now: () => Temporal.Now.instant(), zone: 'UTC', busyMs: 5_000 },
  })
  await write(store)
  await store.close()
}

/** A store in a file, in which people have read, asked, subscribed and appointed. */
const livedIn = async () => {
  const folder = temporaryFolder()
  cpSync(shippedFolder, folder, { recursive: true })
  const old = installation({ BRIEFINGS_DIR: folder })
  const { out } = await old.terminal(
    [
      ...['/brief nato', '/search bergen', 'Who leads the exercise?', '/used bergen'],
      ...['What does the cook of Bergen earn?', '/requests send', '/latest page:2'],
    ].join('\n'),
  )
  expect(out).toContain('Bergen')
  const url = await databaseForTest({ isBare: true })
  const file = join(old.folder, 'sitrep.db')
  await into(file, async (store) => {
    const digest = await store.digests.add(newDigest())
    const now = await store.outbox.clock()
    await store.digests.plan([planOf(digest, now, occurrence('e1', now))])
  })
  return {
    old,
    file,
    url,
    renewed: installation({ BRIEFINGS_DIR: folder, DATABASE_URL: url }),
    folder,
  }
}

/** Everything a store can tell, file by file. */
const exported = async (sitrep: ReturnType<typeof installation>['sitrep']) => {
  const folder = join(temporaryFolder(), 'out')
  const { code, err } = await sitrep(['export', folder, '--clearance', 'RED'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  return files
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path.slice(folder.length), readFileSync(path, 'utf8')]
    })
    .sort()
}

/** Briefings enough that a move takes several steps. */
const fill = (file: string, count: number) =>
  into(file, (store) =>
    store.publish(
      '',
      Array.from({ length: count }, (_, at) => publication({ slug: `made-up-${at}` })),
    ),
  )

const query = async <R>(url: string, text: string): Promise<R[]> => {
  const client = new Client(url)
  await client.connect()
  const { rows } = await client.query(text).finally(() => client.end())
  return rows as R[]
}

it('moves everything, and goes on from there', async () => {
  const { old, file, url, renewed, folder } = await livedIn()
  const before = await exported(old.sitrep)
  const { out, code, err } = await old.sitrep(['move-store', file, url])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/All are equal on both sides: SHA-256 [0-9a-f]{64}/)
  expect(await exported(renewed.sitrep)).toEqual(before)
  expect(
    (await renewed.sitrep(['search', '--json', 'bergen'])).out.replace(/"ms":[\d.]+/, ''),
  ).toBe((await old.sitrep(['search', '--json', 'bergen'])).out.replace(/"ms":[\d.]+/, ''))
  expect((await renewed.sitrep(['audit', 'verify'])).code).toBe(0)
  // What counts up must not begin at what has come along.
  writeFileSync(join(folder, 'newest.md'), made({ title: 'A new matter' }))
  const added = await renewed.sitrep(['import', folder])
  expect({ code: added.code, err: added.err }).toEqual({ code: 0, err: '' })
  expect(added.out).toContain('Added 1')
  // The edition that was to be sent is still to be sent, from there.
  expect((await renewed.sitrep(['deliveries'])).out).toBe((await old.sitrep(['deliveries'])).out)
  expect((await renewed.terminal('/brief a-new-matter\n')).out).toContain('A new matter')
})

it('goes on where it was after kill -9, and ends equal', async () => {
  const { old, file, url, renewed } = await livedIn()
  await fill(file, 1_500)
  const child = spawn(
    process.execPath,
    [join(root, 'src/start.js'), 'cli/main.ts', 'move-store', file, url],
    { cwd: root, env: { ...old.env, PATH: process.env.PATH }, stdio: 'ignore' },
  )
  const died = new Promise((settle) => child.once('exit', settle))
  await expect
    .poll(
      async () => {
        const [one] = await query<{ n: number }>(
          url,
          `select count(*)::int as n from pg_tables where tablename = 'revision'`,
        )
        if (!one?.n) return 0
        const [rows] = await query<{ n: number }>(url, 'select count(*)::int as n from revision')
        return rows?.n ?? 0
      },
      { interval: 20 },
    )
    .toBeGreaterThan(200)
  child.kill('SIGKILL')
  await died
  const halfway = await renewed.sitrep(['search', 'bergen'])
  expect(halfway.code).toBe(1)
  expect(halfway.err).toContain('Run "sitrep move-store" to its end first.')

  // What has been moved already is not moved again.
  const [xmin] = await query<{ first: string }>(
    url,
    'select min(xmin::text::bigint) as first from revision',
  )
  const { code, err } = await old.sitrep(['move-store', file, url])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(await query(url, 'select min(xmin::text::bigint) as first from revision')).toEqual([xmin])
  expect(await exported(renewed.sitrep)).toEqual(await exported(old.sitrep))
})

it('begins anew where the file has changed since the break', async () => {
  const { old, file, url, renewed } = await livedIn()
  expect((await old.sitrep(['move-store', file, url])).code).toBe(0)
  // As if it had been broken off at the end, and Sitrep had gone on in the file.
  await query(url, 'create table moving ()')
  await old.terminal('/used nato\n/brief nato\n')
  const { code, err } = await old.sitrep(['move-store', file, url])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(await exported(renewed.sitrep)).toEqual(await exported(old.sitrep))
})

it('refuses what would lose or mix something, in one line', async () => {
  const { old, file, url, renewed } = await livedIn()
  const refused = async (args: string[], says: string, run = old.sitrep) => {
    const { code, err, out } = await run(['move-store', ...args])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toContain(says)
    expect(err).not.toContain(new URL(url).password ? `:${new URL(url).password}@` : '\0')
  }
  await refused([], 'Which store? Usage: sitrep move-store <sqlite> [<postgres>]')
  await refused(['/nowhere/at-all.db', url], 'There is no store /nowhere/at-all.db.')
  await refused([url, url], 'The first must be a file')
  await refused([file, file], 'The second address must be like postgres://')
  await refused([file, `file:${file}`], 'Where to?')
  await refused([file], 'Where to?')

  // Somebody writes into the file meanwhile.
  const other = new DatabaseSync(file)
  other.exec('begin immediate')
  await refused([file, url], 'is locked by another program', (args) =>
    installation({ DATABASE_BUSY_MS: '200' }).sitrep(args),
  )
  other.exec('rollback')
  other.close()

  // Somebody serves it.
  await into(file, async ({ leases }) => void (await leases.take('replica/one', 'one', 60_000)))
  await refused([file, url], 'Stop it, and try again in a minute.')
  await into(file, ({ leases }) => leases.release('replica/one', 'one'))

  expect((await renewed.terminal('/topics\n')).code).toBe(0)
  await refused([file, url], 'holds a store already. Nothing was changed')
})
