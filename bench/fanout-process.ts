import { fork } from 'node:child_process'
import { once } from 'node:events'

/** A program of its own, by what it said of itself when it was ready. */
export type Program<Ready, Told> = {
  ready: Ready
  /** What it has to tell by now. */
  tell(): Promise<Told>
  /** Has it do what it was made for, and says what came of that. */
  act<Done>(): Promise<Done>
  stop(): Promise<void>
}

/** What such a program has to be. */
export type Running<Ready, Told> = {
  ready: Ready
  tell(): Told
  act?(): Promise<unknown>
  stop(): Promise<void>
}

/** Starts a program with a plan, and waits until it is ready. */
export const startProgram = async <Plan, Ready, Told>(
  program: URL,
  plan: Plan,
): Promise<Program<Ready, Told>> => {
  const child = fork(program, [], { execArgv: [], serialization: 'advanced' })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${program.pathname} ended with ${code}`)
  })
  // Nobody may be listening when it ends as it was told to.
  failed.catch(() => undefined)
  const answer = async <T>(message: unknown): Promise<T> => {
    child.send(message as object)
    const [answered] = (await Promise.race([once(child, 'message'), failed])) as [T]
    return answered
  }
  return {
    ready: await answer<Ready>({ plan }),
    tell: () => answer<Told>('tell'),
    act: <Done>() => answer<Done>('act'),
    async stop() {
      child.send('stop')
      await failed.catch(() => undefined)
      process.off('exit', kill)
    },
  }
}

/** The other side: runs in this process, and nothing else does, what the parent has a plan for. */
export const runProgram = <Plan, Ready, Told>(
  open: (plan: Plan) => Promise<Running<Ready, Told>>,
): void => {
  const send = (message: unknown): void => void process.send!(message)
  process.once('message', async ({ plan }: { plan: Plan }) => {
    const running = await open(plan)
    process.on('message', async (asked) => {
      if (asked === 'tell') return send(running.tell())
      if (asked === 'act') return send(await running.act?.())
      await running.stop()
      process.disconnect?.()
    })
    send(running.ready)
  })
}
