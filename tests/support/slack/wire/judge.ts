import type { Taken } from '../api/wire.ts'
import type { Connection } from './connections.ts'
import { meant } from './records.ts'

/** What an app said, whatever it is. */
export type Spoken = { envelope_id?: unknown; payload?: unknown } | null

/** An envelope that an app was given; pending until it is acknowledged. */
export type Sent = {
  accepts: boolean
  connection: Connection
  pending?: { take(response: unknown): void; settle(taken: Taken): void }
}

/** The rule of Socket Mode that a message of the app breaks, if any. */
export const brokenBy = (
  spoken: Spoken | undefined,
  connection: Connection,
  sent: Sent | undefined,
): string | undefined => {
  if (!isAck(spoken)) return 'an app says nothing but acks'
  if (!sent) return 'an ack is for an envelope that was sent'
  if (!sent.pending) return 'an envelope is acknowledged once'
  if (meant(spoken.payload) !== undefined && !sent.accepts)
    return 'an ack has a payload only where one is accepted'
  return isElsewhere(sent, connection)
    ? 'an ack goes over the connection its envelope came by'
    : undefined
}

const isAck = (spoken: Spoken | undefined): spoken is NonNullable<Spoken> =>
  typeof spoken?.envelope_id === 'string' &&
  Object.keys(spoken).every((key) => key === 'envelope_id' || key === 'payload')

/** Slack's own client acknowledges over the new connection what came by one that has ended. */
const isElsewhere = ({ connection: { socket } }: Sent, connection: Connection): boolean =>
  socket !== connection.socket && socket.readyState === socket.OPEN
