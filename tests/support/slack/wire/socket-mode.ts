import type { RawData } from 'ws'
import type { Taken } from '../api/wire.ts'
import type { Connection } from './connections.ts'
import { envelope } from './frames.ts'
import { brokenBy, type Sent, type Spoken } from './judge.ts'
import { meant, type Records } from './records.ts'
import { lost, type Way } from './way.ts'

export type SocketMode = {
  way: Way
  /** What the app says over a connection. */
  hear(connection: Connection, raw: RawData): void
  /** A connection is gone, and with it what was not acknowledged. */
  gone(connection: Connection): void
}

export const createSocketMode = (
  next: () => Connection | undefined,
  records: Records,
  ackWithin: number,
): SocketMode => {
  const sent = new Map<string, Sent>()
  return {
    async way(attempt) {
      const connection = next()
      if (!connection) return lost('nobody listens')
      const frame = envelope(attempt)
      const ack = records.noteSent(attempt, connection.number)
      return new Promise((resolve) => {
        const settle = (taken: Taken): void => {
          clearTimeout(timer)
          resolve(taken)
        }
        const timer = setTimeout(settle, ackWithin, lost('late'))
        const take = (response: unknown): void => settle(ack(response))
        const { envelope_id: id, accepts_response_payload: accepts } = frame
        sent.set(id, { accepts, connection, pending: { take, settle } })
        connection.socket.send(JSON.stringify(frame))
      })
    },
    hear(connection, raw) {
      const spoken = read(raw)
      const one = sent.get(`${spoken?.envelope_id}`)
      const rule = brokenBy(spoken, connection, one)
      if (rule) records.noteViolation(rule, spoken ?? `${raw}`)
      one?.pending?.take(meant(spoken?.payload))
      delete one?.pending
    },
    gone(connection) {
      for (const one of sent.values())
        if (one.connection === connection) one.pending?.settle(lost('cut'))
    },
  }
}

const read = (raw: RawData): Spoken | undefined => {
  try {
    return JSON.parse(`${raw}`)
  } catch {
    return undefined
  }
}
