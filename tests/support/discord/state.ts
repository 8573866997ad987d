import type { Requested } from './api/discord.ts'
import type { Place } from './place.ts'

/** What to know when a wait was in vain: the connection, the last requests, what was broken. */
export const stateOf = ({ gateway, violations }: Place, requests: readonly Requested[]): string =>
  [
    `The gateway is ${gateway.isUp ? 'up' : 'down'}. The last requests:`,
    ...requests.slice(-8).map(sayRequest),
    ...violations
      .slice(-8)
      .map(({ route, rule, path }) => `  broken: ${rule} at ${path} (${route})`),
  ].join('\n')

const sayRequest = ({ method, path, status }: Requested): string =>
  `  ${method} ${path.replace(/[\w-]{40,}/g, (token) => `${token.slice(0, 6)}…`)} ${status ?? '(no answer)'}`
