/**
 * A thread that owns one SQLite connection, so that no statement, commit or wait for a lock ever
 * holds up the main thread (heartbeats and acknowledgements live there).
 */
import { backup, DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

export type WorkerData = { file: string; readOnly: boolean; busyMs: number }
export type Request =
  | { id: number; sql: string; parameters: readonly unknown[] }
  | { id: number; backup: string }
  | { id: number; close: true }
export type Response =
  | { id: number; rows: unknown[]; changes?: number | bigint; lastId?: number | bigint }
  | { id: number; fault: { message: string; code: number | undefined } }

const { file, readOnly, busyMs } = workerData as WorkerData
const port = parentPort!
const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>()
const mostPrepared = 200

const open = (): DatabaseSync => {
  const opened = new DatabaseSync(file, { readOnly, timeout: busyMs })
  // FULL: a power cut loses no acknowledged row; NORMAL lost some when it was measured.
  if (!readOnly) opened.exec('pragma journal_mode = wal; pragma synchronous = full')
  // What was erased must not linger in free pages, as far as that costs no further writing.
  if (!readOnly) opened.exec('pragma secure_delete = fast')
  opened.exec('pragma foreign_keys = on; pragma cache_size = -16000; pragma temp_store = memory')
  return opened
}

let database: DatabaseSync | undefined

const statement = (sql: string) => {
  const known = prepared.get(sql)
  if (known) return known
  if (prepared.size >= mostPrepared) prepared.clear()
  const made = database!.prepare(sql)
  // FTS5 numbers its own rows beyond what a JavaScript number holds, and reports the last of them.
  if (made.columns().length === 0) made.setReadBigInts(true)
  prepared.set(sql, made)
  return made
}

const run = (request: Extract<Request, { sql: string }>): Omit<Response, 'id'> => {
  const found = statement(request.sql)
  const parameters = request.parameters as SQLInputValue[]
  if (found.columns().length > 0) return { rows: found.all(...parameters) }
  const { changes, lastInsertRowid } = found.run(...parameters)
  return { rows: [], changes, lastId: lastInsertRowid }
}

const answer = async (request: Request): Promise<Omit<Response, 'id'>> => {
  database ??= open()
  if ('sql' in request) return run(request)
  if ('backup' in request) await backup(database, request.backup)
  else database.close()
  return { rows: [] }
}

port.on('message', async (request: Request) => {
  try {
    port.postMessage({ ...(await answer(request)), id: request.id })
  } catch (error) {
    const { message, errcode } = error as Error & { errcode?: number }
    port.postMessage({ id: request.id, fault: { message, code: errcode } })
  }
  if ('close' in request) port.close()
})
