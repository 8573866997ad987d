import { Worker } from 'node:worker_threads'
import type { Request, Response, WorkerData } from './worker.ts'

/** A fault of SQLite, with its extended result code (https://sqlite.org/rescode.html). */
export class SqliteError extends Error {
  override readonly name = 'SqliteError'
  readonly code: number | undefined
  constructor(message: string, code: number | undefined) {
    super(message)
    this.code = code
  }
}

export type Result = Extract<Response, { rows: unknown[] }>
export type Thread = {
  run(sql: string, parameters?: readonly unknown[]): Promise<Result>
  backup(file: string): Promise<void>
  close(): Promise<void>
}

type Wish = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never
type Waiting = { resolve(result: Result): void; reject(error: Error): void }

/** Starts a thread with a connection of its own; the file is opened by its first statement. */
export const startThread = (data: WorkerData): Thread => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: data })
  const waiting = new Map<number, Waiting>()
  let next = 0

  const settle = (id: number): Waiting | undefined => {
    const found = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
    return found
  }
  worker.on('message', (response: Response) => {
    const asked = settle(response.id)
    if ('fault' in response)
      asked?.reject(new SqliteError(response.fault.message, response.fault.code))
    else asked?.resolve(response)
  })
  worker.on('error', (error) => {
    for (const id of [...waiting.keys()]) settle(id)?.reject(error as Error)
  })
  worker.on('exit', () => {
    for (const id of [...waiting.keys()]) settle(id)?.reject(new Error('the store is closed'))
  })

  const send = (wish: Wish): Promise<Result> =>
    new Promise((resolve, reject) => {
      const id = next++
      waiting.set(id, { resolve, reject })
      worker.ref()
      worker.postMessage({ ...wish, id })
    })

  return {
    run: (sql, parameters = []) => send({ sql, parameters }),
    backup: async (file) => void (await send({ backup: file })),
    close: async () => {
      await send({ close: true })
      await worker.terminate()
    },
  }
}
