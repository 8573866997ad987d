import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Wire } from '../api/wire.ts'
import { appToken } from './trial.ts'

type Frame = Record<string, unknown> & { type: string; envelope_id: string }

export type ByHand = {
  socket: WebSocket
  /** The next frame that has not been taken yet. */
  next(): Promise<Frame>
  say(what: unknown): void
  closed: Promise<number>
}

/** A connection without any library. */
export const byHand = async ({ wire }: { wire: Wire }): Promise<ByHand> =>
  connectTo(`${await wire.open(appToken)}`)

export const connectTo = (url: string): ByHand => {
  const socket = new WebSocket(url)
  onTestFinished(() => socket.terminate())
  const frames: Frame[] = []
  const takers: ((frame: Frame) => void)[] = []
  socket.on('message', (raw) => {
    const frame = JSON.parse(`${raw}`) as Frame
    const taker = takers.shift()
    if (taker) taker(frame)
    else frames.push(frame)
  })
  return {
    socket,
    next: () => {
      const frame = frames.shift()
      return frame ? Promise.resolve(frame) : new Promise((settle) => takers.push(settle))
    },
    say: (what) => socket.send(typeof what === 'string' ? what : JSON.stringify(what)),
    closed: new Promise((settle) => {
      socket.on('error', () => settle(0))
      socket.on('close', settle)
    }),
  }
}
