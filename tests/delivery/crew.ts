import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Order, Report, Wish } from './wish.ts'

/** One worker, a process of its own. */
export type Hand = {
  /** Opens the store and signs in; it then waits for `go`. */
  prepare(wish: Wish): Promise<void>
  go(): void
  /** Resolves when it has frozen itself, where it is to. */
  frozen(): Promise<void>
  /** SIGSTOP and SIGCONT. */
  freeze(): void
  thaw(): void
  kill(): Promise<void>
  /** Lets it finish what is on its way. */
  stop(): Promise<void>
  /** How it ended: a signal, or nothing for one that left by itself. */
  ended: Promise<NodeJS.Signals | undefined>
  [Symbol.asyncDispose](): Promise<void>
}

const file = join(import.meta.dirname, 'worker.ts')

/** Starts a process that loads what these platforms need. */
export const hire = (platforms: readonly string[]): Hand => {
  const child = fork(file, [...platforms], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit').then(([, signal]) => (signal ?? undefined) as NodeJS.Signals)
  const said = reportsOf(child, ended)
  const loaded = said('loaded')
  loaded.catch(() => undefined)
  const order = (one: Order): void => {
    if (child.connected) child.send(one, () => undefined)
  }
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  return {
    async prepare(wish) {
      await loaded
      const prepared = said('prepared')
      order({ order: 'prepare', wish })
      await prepared
    },
    go: () => order({ order: 'go' }),
    frozen: () => said('frozen'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    kill,
    async stop() {
      order({ order: 'stop' })
      await ended
    },
    ended,
    [Symbol.asyncDispose]: kill,
  }
}

/** Resolves with the next report of a kind; rejects where none can come any more. */
const reportsOf =
  (child: ChildProcess, ended: Promise<unknown>) =>
  (kind: Report['report']): Promise<void> =>
    new Promise((settle, fail) => {
      const hear = (report: Report): void => {
        if (report.report === 'broken') fail(new Error(report.why))
        else if (report.report === kind) settle()
        else return
        child.off('message', hear)
      }
      child.on('message', hear)
      void ended.then(() => fail(new Error(`the worker ended before it was ${kind}`)))
    })
