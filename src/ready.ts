import { statSync } from 'node:fs'
import type { Viewer } from '#core/viewer'
import { shared } from '#core/viewer'
import type { App } from './app.ts'
import type { Config } from './config.ts'

/** Whether one part of Sitrep can do its work at this moment; rejects where that cannot be told. */
export type Part = () => boolean | Promise<boolean>

/** What must work besides the platforms themselves, each by the name that /readyz gives it. */
export const partsOf = ({ store }: Pick<App, 'store'>, { database }: Pick<Config, 'database'>) =>
  ({
    store: async () => (await store.count(anyone)).briefings >= 0,
    ...(database.kind === 'sqlite' && { 'store file': isWhere(database.file) }),
  }) satisfies Record<string, Part>

/**
 * Once everything is served: somebody who is alive plans, and sends what each bot has to send. While one
 * takes over from another nobody does, and to a balancer all processes must not look unready for that.
 */
export const lanesOf = (
  { store }: Pick<App, 'store'>,
  platforms: readonly { name: string; pace: { per: 'bot' | 'workspace' } }[],
  graceMs: number,
): Part => {
  // Lanes of workspaces come and go with what there is to send.
  const bots = platforms.filter(({ pace }) => pace.per === 'bot')
  const needed = ['planner', ...bots.map(({ name }) => `lane/${name}`)]
  let missedSince: number | undefined
  return async () => {
    const all = await store.leases.taken()
    const isHeld = (lease: string) => all.some(({ name, leftMs }) => name === lease && leftMs > 0)
    missedSince = needed.every(isHeld) ? undefined : (missedSince ?? performance.now())
    return missedSince === undefined || performance.now() - missedSince < graceMs
  }
}

/** All of them at once; one that cannot be told cannot work. */
export const readiness = async (parts: Readonly<Record<string, Part>>) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(parts).map(
        async ([name, works]): Promise<[string, boolean]> => [
          name,
          await Promise.try(works).catch(() => false),
        ],
      ),
    ),
  )

const anyone: Viewer = { kind: 'channel', workspace: shared, channel: '', clearance: 'CLEAR' }

/**
 * SQLite writes on into a file that was moved or deleted, where nobody finds it again: what stands at the
 * path must be what was opened.
 */
const isWhere = (file: string): Part => {
  const opened = identity(file)
  return () => opened !== undefined && identity(file) === opened
}

const identity = (file: string): string | undefined => {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false })
  return found && `${found.dev}/${found.ino}`
}
