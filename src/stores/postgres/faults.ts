import { OperatorError } from '#core/errors'

type Fault = Error & { code?: string }

/** What says that a connection is gone, or that there is no database to connect to yet (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const lostCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  // admin_shutdown, crash_shutdown, cannot_connect_now, idle sessions that were ended, connection failures
  ...['57P01', '57P02', '57P03', '57P05', '25P03', '08000', '08001', '08003', '08004', '08006'],
])

/** How `pg` says it in words alone. */
const lostWords =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed)/

export const isLost = (error: unknown): boolean => {
  const { code, message } = error as Fault
  if (error instanceof AggregateError) return error.errors.some(isLost)
  return (code !== undefined && lostCodes.has(code)) || lostWords.test(message ?? '')
}

/** Deadlocks, and what could not be put in an order. */
export const isEntangled = (error: unknown): boolean =>
  ['40P01', '40001'].includes((error as Fault).code ?? '')

/** Where the database is, without user and password. */
export const placeOf = (url: string): string => {
  const { hostname, port, pathname } = new URL(url)
  return `${decodeURIComponent(pathname.slice(1)) || 'postgres'} at ${hostname || 'localhost'}:${port || 5432}`
}

export const unreachable = (url: string, cause: unknown): OperatorError =>
  new OperatorError(
    `The database ${placeOf(url)} cannot be reached (${(cause as Fault).code ?? 'no answer'}). Check that PostgreSQL runs there and DATABASE_URL names it, then start again.`,
    { cause },
  )

const remedies: Record<string, string> = {
  '28P01': 'refuses the password. Check the user and password in DATABASE_URL',
  '28000': 'refuses this user. Check the user in DATABASE_URL and pg_hba.conf there',
  '3D000': 'does not exist. Make it (createdb), or name another in DATABASE_URL',
  '42501':
    'does not let this user make or use tables. Make the user owner of the database, or grant CREATE on its schema',
  '53100': 'cannot grow: its disk is full. Free some space there',
  '53200': 'is out of memory. Give it more',
  '53300': 'has too many connections. Lower DATABASE_POOL, or raise max_connections there',
  '25006': 'is read-only. DATABASE_URL must name the primary, not a standby',
  XX001: 'is damaged. Restore a backup (docs/operating.md)',
  XX002: 'is damaged. Restore a backup (docs/operating.md)',
}

const tls =
  /^(?:The server does not support SSL|self[- ]signed certificate|unable to (?:verify|get)|certificate has expired|Hostname\/IP does not match)/i

/** What a fault means to the operator; faults that nobody outside can mend stay as they are. */
export const explained = (error: unknown, url: string): unknown => {
  if (error instanceof OperatorError) return error
  const { code = '', message } = error as Fault
  const remedy = remedies[code]
  if (remedy) return new OperatorError(`The database ${placeOf(url)} ${remedy}.`)
  if (isLost(error)) return unreachable(url, error)
  if (tls.test(message ?? ''))
    return new OperatorError(
      `The database ${placeOf(url)} cannot be reached by TLS as DATABASE_URL asks: ${message}. Check sslmode and sslrootcert there.`,
    )
  return error
}
