import { type Logger, pino } from 'pino'

export type LogSettings = { level: string; secrets: readonly string[] }

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
  return pino({ level, base: null }, { write: (line: string) => write(blotted(line)) })
}
