import { z } from 'zod'
import { OperatorError } from '#core/errors'
import type { FairUse } from '#core/fair-use'
import type { StorePlace } from '#core/store'
import { parseTlp, type Tlp, tlps } from '#core/tlp'

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined
  } catch {
    return false
  }
}

const milliseconds = (usual: number) =>
  z.coerce
    .number({ error: 'must be a number of milliseconds, like 5000' })
    .int('must be a whole number of milliseconds')
    .min(0, 'must not be below 0')
    .default(usual)

/** So many in a minute; 0 is without end. */
const aMinute = (usual: number) =>
  z.coerce
    .number({ error: 'must be a number of questions and commands a minute, like 20' })
    .int('must be a whole number a minute')
    .min(0, 'must not be below 0, which is without end')
    .default(usual)

const people = z
  .string()
  .default('')
  .transform((list) => list.split(/[\s,]+/).filter((one) => one !== ''))
  .refine((list) => list.every((one) => /^(?:discord:\d+|slack:\w+\/\w+)$/.test(one)), {
    error: 'must name people as discord:<id> or slack:<team>/<id>, with commas between them',
  })

/** `30d` is thirty days. */
const days = (usual: string) =>
  z
    .string()
    .regex(/^\d{1,5}d$/, 'must be a number of days, like 30d')
    .default(usual)
    .transform((text) => Number.parseInt(text, 10))

const address = z.url({
  protocol: /^https?$/,
  error: 'must be a web address, like http://127.0.0.1:4870/api',
})

const label = (usual: string) =>
  z
    .string()
    .default(usual)
    .transform((text, context) => {
      const tlp = parseTlp(text)
      if (!tlp) context.addIssue(`must be one of ${tlps.join(', ')}`)
      return tlp ?? 'CLEAR'
    })

/** What is secret does not belong in an address, and what it ends with must not be a search. */
const isBareAddress = (text: string): boolean => {
  const address = URL.parse(text)
  if (!address) return true // Named as a fault already.
  const { username, password, search, hash } = address
  return `${username}${password}${search}${hash}` === ''
}

type Limits = { size: number; statementTimeoutMs: number }

/** What an address names; undefined where it names no database. */
export const databaseOf = (
  text: string,
  limits: Limits = { size: 10, statementTimeoutMs: 30_000 },
): StorePlace | undefined => {
  if (/^file:.+/.test(text))
    return { kind: 'sqlite', file: text.replace(/^file:(?:\/\/(?=\/))?/, '') }
  const url = URL.parse(text)
  if (!url || !/^postgres(?:ql)?:$/.test(url.protocol) || url.pathname.length < 2) return undefined
  return { kind: 'postgres', url: text, ...limits }
}

/** Every setting: its name, form and default. `.env.example` is tested against this. */
export const settings = z.object({
  DATABASE_URL: z
    .string()
    .refine(
      (text) => databaseOf(text) !== undefined,
      'must be file: and a path, like file:./data/sitrep.db, or postgres://user:password@host:5432/database',
    )
    .default('file:./data/sitrep.db'),
  DATABASE_POOL: z.coerce
    .number({ error: 'must be a number of connections, like 10' })
    .int('must be a whole number of connections')
    .min(2, 'must be at least 2: one writes while another reads')
    .max(500, 'must be at most 500')
    .default(10),
  DATABASE_STATEMENT_TIMEOUT_MS: milliseconds(30_000),
  BRIEFINGS_DIR: z.string().min(1, 'must name a folder, like ./briefings').default('./briefings'),
  TIME_ZONE: z
    .string()
    .refine(isZone, 'must be a time zone like Europe/Brussels')
    .default('Europe/Brussels'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .optional(),
  SITREP_MANAGERS: people,
  SITREP_EDITORS: people,
  RETAIN_QUESTIONS: days('30d'),
  RETAIN_SHOWN: days('400d'),
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_SHARDS: z.coerce
    .number({ error: 'must be a number of shards, like 2' })
    .int('must be a whole number of shards')
    .min(1, 'must be at least 1')
    .max(10_000, 'must be at most 10000')
    .optional(),
  DISCORD_API_URL: address.default('https://discord.com/api'),
  SLACK_BOT_TOKEN: z
    .string()
    .refine(
      (token) => !token.trim().startsWith('xapp-'),
      'must be the bot token, which begins with xoxb-; the one that begins with xapp- belongs in SLACK_APP_TOKEN',
    )
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .refine(
      (token) => !token.trim().startsWith('xoxb-'),
      'must be the app-level token, which begins with xapp-; the one that begins with xoxb- belongs in SLACK_BOT_TOKEN',
    )
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: address.default('https://slack.com/api/'),
  ANSWER_MODEL_URL: address
    .refine(isBareAddress, 'must have no password, ? or #; a key belongs in ANSWER_MODEL_KEY')
    .optional(),
  ANSWER_MODEL_NAME: z.string().optional(),
  ANSWER_MODEL_KEY: z
    .string()
    .regex(/^\s*[\x21-\x7e]+\s*$/, 'must be one word, as the server gave it')
    .optional(),
  ANSWER_MODEL_LABEL: label('TLP:CLEAR'),
  ANSWER_MODEL_TIMEOUT_MS: milliseconds(4_000).refine(
    (ms) => ms >= 100 && ms <= 60_000,
    'must be from 100 to 60000: whoever asked is waiting',
  ),
  FAIR_USE_PERSON: aMinute(20),
  FAIR_USE_CHANNEL: aMinute(60),
  FAIR_USE_WORKSPACE: aMinute(600),
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: z.coerce
    .number({ error: 'must be a port, like 8080' })
    .int('must be a port, like 8080')
    .min(0, 'must be a port, like 8080')
    .max(65_535, 'must be a port, like 8080')
    .default(8_080),
  DATABASE_BUSY_MS: milliseconds(5_000),
  REQUEST_TIMEOUT_MS: milliseconds(15_000),
  STOP_WITHIN_MS: milliseconds(10_000),
  HAND_OVER_MS: milliseconds(20_000),
  HEARTBEAT_SECONDS: z.coerce
    .number({ error: 'must be a number of seconds, like 2' })
    .int('must be a whole number of seconds')
    .min(1, 'must be at least 1')
    .max(30, 'must be at most 30: an edition would be late by as much')
    .default(2),
  LEASE_MS: milliseconds(60_000),
  QUARANTINE_MS: milliseconds(60_000),
  LANE_LEASE_MS: milliseconds(15_000),
  NOTICE_AFTER_MS: milliseconds(240_000),
  WATCH_QUIET_MS: milliseconds(2_000),
})

export type Config = {
  /** Where the store is kept; the name says so to people, without a password. */
  database: StorePlace
  databaseName: string
  briefingsFolder: string
  zone: string
  /** Undefined where it is left to whoever starts. */
  logLevel: z.infer<typeof settings>['LOG_LEVEL']
  busyMs: number
  watchQuietMs: number
  /** People who manage, and people who edit, beside those the platforms name. */
  managers: string[]
  editors: string[]
  retainDays: { questions: number; shown: number }
  /** Undefined without a token. */
  discord: { token: string; api: string; shards: number | undefined } | undefined
  /** With an app token by Socket Mode, else by HTTP with a signing secret. Undefined without a bot token. */
  slack: { token: string; appToken?: string; signingSecret?: string; api: string } | undefined
  /** A model that may choose among sentences, and the highest label it may be shown. Undefined without its address. */
  model: { url: string; model: string; key?: string; timeoutMs: number; label: Tlp } | undefined
  fairUse: FairUse
  http: { host: string; port: number }
  /** How long to wait for a platform's answer, and for open work when stopping. */
  requestTimeoutMs: number
  stopWithinMs: number
  /** How long to go on answering at most, when stopping while another process is to take over. */
  handOverMs: number
  /** How often to look for what is due, in seconds. */
  heartbeatSeconds: number
  /** See `SenderSettings` (engine/sender.ts) and `PlannerSettings` (engine/planner.ts). */
  leaseMs: number
  quarantineMs: number
  laneLeaseMs: number
  noticeAfterMs: number
  /** Whether the terminal may use colour (https://no-color.org). */
  mayColour: boolean
  /** Values that must never stand in a log, an error or a reply. */
  secrets: string[]
}

/**
 * Reads the settings; with none given, from the environment and `.env`. Throws OperatorError with
 * every fault at once, each naming its variable and the remedy, never a value.
 */
export const readConfig = (given?: Record<string, string | undefined>): Config => {
  const environment = given ?? fromProcess()
  // An empty line in .env means the default, as if it were not there.
  const filled = Object.entries(environment).filter(([, value]) => value?.trim() !== '')
  const read = settings.safeParse(Object.fromEntries(filled))
  if (!read.success) throw new OperatorError(sayFaults(read.error.issues))
  const values = read.data
  if (values.LEASE_MS <= values.REQUEST_TIMEOUT_MS)
    throw new OperatorError(
      'LEASE_MS must be longer than REQUEST_TIMEOUT_MS: no request may outlive its lease.',
    )
  return {
    ...databaseFrom(values),
    briefingsFolder: values.BRIEFINGS_DIR,
    zone: values.TIME_ZONE,
    logLevel: values.LOG_LEVEL,
    busyMs: values.DATABASE_BUSY_MS,
    watchQuietMs: values.WATCH_QUIET_MS,
    managers: values.SITREP_MANAGERS,
    editors: values.SITREP_EDITORS,
    retainDays: { questions: values.RETAIN_QUESTIONS, shown: values.RETAIN_SHOWN },
    discord: values.DISCORD_TOKEN
      ? {
          token: values.DISCORD_TOKEN.trim(),
          api: values.DISCORD_API_URL.replace(/(?:\/v\d+)?\/*$/, ''),
          shards: values.DISCORD_SHARDS,
        }
      : undefined,
    slack: slackFrom(values),
    model: modelFrom(values),
    fairUse: {
      person: values.FAIR_USE_PERSON,
      channel: values.FAIR_USE_CHANNEL,
      workspace: values.FAIR_USE_WORKSPACE,
    },
    http: { host: values.HTTP_HOST, port: values.HTTP_PORT },
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    stopWithinMs: values.STOP_WITHIN_MS,
    handOverMs: values.HAND_OVER_MS,
    heartbeatSeconds: values.HEARTBEAT_SECONDS,
    leaseMs: values.LEASE_MS,
    quarantineMs: values.QUARANTINE_MS,
    laneLeaseMs: values.LANE_LEASE_MS,
    noticeAfterMs: values.NOTICE_AFTER_MS,
    mayColour: !environment.NO_COLOR,
    secrets: secretsIn(environment),
  }
}

const databaseFrom = (
  values: z.infer<typeof settings>,
): Pick<Config, 'database' | 'databaseName'> => {
  const { DATABASE_URL: text, DATABASE_POOL: size } = values
  const database = databaseOf(text, {
    size,
    statementTimeoutMs: values.DATABASE_STATEMENT_TIMEOUT_MS,
  })
  if (!database) throw new Error('DATABASE_URL was read before')
  if (database.kind === 'sqlite') return { database, databaseName: database.file }
  const { hostname, pathname } = new URL(text)
  return { database, databaseName: `${decodeURIComponent(pathname.slice(1))} at ${hostname}` }
}

const slackFrom = (values: z.infer<typeof settings>): Config['slack'] => {
  const token = values.SLACK_BOT_TOKEN?.trim()
  const appToken = values.SLACK_APP_TOKEN?.trim()
  const signingSecret = values.SLACK_SIGNING_SECRET?.trim()
  if (!token && !appToken && !signingSecret) return undefined
  if (!token)
    throw new OperatorError(
      'SLACK_BOT_TOKEN must be set beside the other SLACK_ settings: the token that begins with xoxb- (OAuth & Permissions).',
    )
  if (!appToken && !signingSecret)
    throw new OperatorError(
      'SLACK_BOT_TOKEN needs SLACK_APP_TOKEN beside it (Socket Mode), or SLACK_SIGNING_SECRET (HTTP mode).',
    )
  const api = values.SLACK_API_URL.replace(/\/*$/, '/')
  return { token, ...(appToken ? { appToken } : { signingSecret: signingSecret ?? '' }), api }
}

const modelFrom = (values: z.infer<typeof settings>): Config['model'] => {
  const url = values.ANSWER_MODEL_URL
  const model = values.ANSWER_MODEL_NAME?.trim()
  const key = values.ANSWER_MODEL_KEY?.trim()
  if (!url && !model && !key) return undefined
  if (!url)
    throw new OperatorError(
      'ANSWER_MODEL_URL must be set beside the other ANSWER_MODEL_ settings: the address of a server, like http://127.0.0.1:11434/v1.',
    )
  if (!model)
    throw new OperatorError(
      'ANSWER_MODEL_URL needs ANSWER_MODEL_NAME beside it: what that server calls the model.',
    )
  return {
    url: url.replace(/(?:\/chat\/completions)?\/*$/, ''),
    model,
    ...(key && { key }),
    timeoutMs: values.ANSWER_MODEL_TIMEOUT_MS,
    label: values.ANSWER_MODEL_LABEL,
  }
}

const fromProcess = (): Record<string, string | undefined> => {
  try {
    process.loadEnvFile()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new OperatorError('The file .env cannot be read. Give this user permission to read it.')
  }
  return process.env
}

const sayFaults = (issues: readonly z.core.$ZodIssue[]): string =>
  issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join('\n')

const secretName = /TOKEN|SECRET|PASSWORD|API_KEY|MODEL_KEY/

const secretsIn = (environment: Record<string, string | undefined>): string[] =>
  Object.entries(environment).flatMap(([name, value]) => {
    if (!value) return []
    const password = URL.canParse(value) ? decodeURIComponent(new URL(value).password) : ''
    return [
      ...(secretName.test(name) && value.length >= 8 ? [value.trim()] : []),
      ...(password ? [password] : []),
    ]
  })
