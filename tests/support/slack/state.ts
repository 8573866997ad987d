import type { Requested } from './api/slack.ts'
import type { Place } from './place.ts'

/** What to know when a wait was in vain: the connections, the last calls, what was broken. */
export const stateOf = ({ wire, violations }: Place, requests: readonly Requested[]): string =>
  [
    `${wire.connections} connections are open. The last calls:`,
    ...requests.slice(-8).map(sayRequest),
    ...wire.acks
      .slice(-4)
      .map(({ kind, after }) => `  ack of ${kind} after ${Math.round(after)} ms`),
    ...violations
      .slice(-8)
      .map(({ method, rule, path }) => `  broken: ${rule} at ${path} (${method})`),
  ].join('\n')

const sayRequest = ({ method, status, error }: Requested): string =>
  `  ${method} ${status ?? '(no answer)'} ${error ?? ''}`
