import { randomUUID } from 'node:crypto'
import type { Json } from '../../discord/world/records.ts'
import type { Notice } from '../api/wire.ts'
import type { Attempt } from './way.ts'

// What Slack's frames look like: docs.slack.dev, using Socket Mode.

const debugInfo = { host: 'applink-loopback', build_number: 1, approximate_connection_time: 18_060 }

export const hello = (appId: string, connections: number): string =>
  JSON.stringify({
    type: 'hello',
    num_connections: connections,
    debug_info: debugInfo,
    connection_info: { app_id: appId },
  })

export const sayDisconnect = (reason: string): string =>
  JSON.stringify({ type: 'disconnect', reason, debug_info: { host: debugInfo.host } })

const types: Record<Notice['kind'], string> = {
  event: 'events_api',
  command: 'slash_commands',
  interaction: 'interactive',
}

export type Envelope = Json & { envelope_id: string; accepts_response_payload: boolean }

export const envelope = ({ notice, retry }: Attempt): Envelope => ({
  envelope_id: randomUUID(),
  type: types[notice.kind],
  payload: notice.body,
  accepts_response_payload: notice.kind !== 'event',
  // The one reason that was ever seen there.
  ...(notice.kind === 'event' && {
    retry_attempt: retry,
    retry_reason: retry === 0 ? '' : 'timeout',
  }),
})
