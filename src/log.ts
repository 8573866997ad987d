import { type Logger, pino } from 'pino'

export type LogSettings = { level: string; secrets: readonly string[] }

/** Of a fault what helps to find it; a request that failed carries tokens and what was to be shown. */
const bare = (error: unknown) => {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name: type, message, stack, code, status } = error as Error & Record<string, unknown>
  return { type, message, stack, code, status }
}

/** Lines of JSON on standard error: answers own standard output. A secret is blotted out wherever it stands. */
export const createLog = (
  { level, secrets }: LogSettings,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Logger => {
  const blotted = (line: string) =>
    secrets.reduce(
      (text, secret) => text.replaceAll(JSON.stringify(secret).slice(1, -1), '[secret]'),
      line,
    )
  return pino(
    { level, base: null, serializers: { err: bare } },
    { write: (line: string) => write(blotted(line)) },
  )
}
