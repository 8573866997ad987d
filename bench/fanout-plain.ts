import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startBot } from './chat-bot.ts'
import { rounded, type Sent } from './fanout-figures.ts'
import { startProgram } from './fanout-process.ts'
import type { Plain } from './fanout-results.ts'

/** What discord.js alone makes of so many channels, in the first so many seconds. */
export const runPlain = async (
  folder: string,
  server: URL,
  { channels, seconds }: { channels: number; seconds: number },
): Promise<Plain> => {
  const own = join(folder, 'plain')
  mkdirSync(own)
  type Ready = { settings: Record<string, string> }
  const platform = await startProgram<{ channels: number }, Ready, Sent[]>(server, { channels })
  const bot = startBot({
    name: 'plain',
    file: join(own, 'none.db'),
    settings: platform.ready.settings,
    plain: new URL('./fanout-discord-plain.ts', import.meta.url),
  })
  const posted = async (): Promise<Sent[]> =>
    (await platform.tell()).filter(({ kind }) => kind === 'message')
  const measure = async (): Promise<Sent[]> => {
    while ((await posted()).length === 0) await wait(250)
    await wait(seconds * 1_000)
    return posted()
  }
  const sent = await Promise.race([measure(), bot.ended])
  await bot.stop()
  await platform.stop()
  // It sends fifty at once, then waits for the next second: whole seconds are what counts.
  const from = Math.min(...sent.map(({ at }) => at))
  const accepted = sent.filter(({ at, isAccepted }) => isAccepted && at < from + seconds * 1_000)
  const count = sent.filter(({ isTooMany }) => isTooMany).length
  const perThousand = rounded((1_000 * count) / sent.length)
  return {
    seconds,
    requests: accepted.length,
    perSecond: rounded(accepted.length / seconds),
    tooMany: { count, perThousand, others: 0 },
  }
}
