import { z } from 'zod'
import { OperatorError } from '#core/errors'

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

/** Every setting: its name, form and default. `.env.example` is tested against this. */
export const settings = z.object({
  DATABASE_URL: z
    .string()
    .regex(
      /^file:.+/,
      'must begin with file: and name a path, like file:./data/sitrep.db (PostgreSQL is not supported yet)',
    )
    .default('file:./data/sitrep.db'),
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
  DATABASE_BUSY_MS: milliseconds(5_000),
  WATCH_QUIET_MS: milliseconds(2_000),
})

export type Config = {
  databaseFile: string
  briefingsFolder: string
  zone: string
  /** Undefined where it is left to whoever starts. */
  logLevel: z.infer<typeof settings>['LOG_LEVEL']
  busyMs: number
  watchQuietMs: number
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
  return {
    databaseFile: values.DATABASE_URL.replace(/^file:(?:\/\/(?=\/))?/, ''),
    briefingsFolder: values.BRIEFINGS_DIR,
    zone: values.TIME_ZONE,
    logLevel: values.LOG_LEVEL,
    busyMs: values.DATABASE_BUSY_MS,
    watchQuietMs: values.WATCH_QUIET_MS,
    mayColour: !environment.NO_COLOR,
    secrets: secretsIn(environment),
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

const secretName = /TOKEN|SECRET|PASSWORD|API_KEY/

const secretsIn = (environment: Record<string, string | undefined>): string[] =>
  Object.entries(environment).flatMap(([name, value]) => {
    if (!value) return []
    const password = URL.canParse(value) ? decodeURIComponent(new URL(value).password) : ''
    return [
      ...(secretName.test(name) && value.length >= 8 ? [value] : []),
      ...(password ? [password] : []),
    ]
  })
