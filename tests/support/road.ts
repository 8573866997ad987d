import { connect, createServer, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'

export type Road = {
  /** The port by which one comes to the other; on 127.0.0.1. */
  port: number
  /** Opens or closes it; closing cuts those who are on it. */
  set(isOpen: boolean): Promise<void>
}

/** Another way to a port, that can be closed and opened. */
export const roadTo = async (port: number): Promise<Road> => {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy()).on('close', () => sockets.delete(socket))
      socket.pipe(other)
    }
  })
  const listen = (at: number): Promise<void> =>
    new Promise((settle) => server.listen(at, '127.0.0.1', settle))
  await listen(0)
  const { port: own } = server.address() as { port: number }
  const close = (): Promise<unknown> => {
    const closed = new Promise((settle) => server.close(settle))
    for (const socket of sockets) socket.destroy()
    return closed
  }
  return {
    port: own,
    async set(isOpen) {
      await (isOpen ? listen(own) : close())
      // A client keeps connections for later; by now it has been told that they are closed.
      await turn()
      await turn()
    },
  }
}
