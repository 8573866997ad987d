import { setTimeout as wait } from 'node:timers/promises'
import { OperatorError } from '#core/errors'
import type { Log } from '#core/log'
import { errorOf, outcomeOf, revoked, whyOf } from './failure.ts'
import type { Team, Teams } from './teams.ts'

export const tokenUnknown =
  'SLACK_BOT_TOKEN is not known to Slack. Copy it again from the app’s settings (OAuth & Permissions, Bot User OAuth Token).'

const firstPauseMs = 1_000
const longestPauseMs = 30_000

type Parts = { teams: Teams; log: Log; api: string; leaving: AbortSignal }

/**
 * Asks every token whose it is, once Slack can be reached, however long that takes. Throws OperatorError
 * for a token that Slack refuses.
 */
export const signIn = async ({ teams, log, api, leaving }: Parts): Promise<Team[]> => {
  for (let pause = firstPauseMs; !leaving.aborted; pause = Math.min(2 * pause, longestPauseMs)) {
    try {
      return await teams.all()
    } catch (error) {
      const outcome = outcomeOf(error)
      if (outcome.kind === 'signedOut' || revoked.has(errorOf(error) ?? '') || isNoHeader(error))
        throw new OperatorError(tokenUnknown)
      log.warn({ why: whyOf(error), api, seconds: pause / 1_000 }, 'Slack cannot be reached yet')
      await wait(pause, undefined, { signal: leaving }).catch(() => undefined)
    }
  }
  return []
}

/** The token holds what no header can, and so no token does. */
const isNoHeader = (error: unknown): boolean => {
  const { original } = error as { original?: unknown }
  return (original ?? error) instanceof TypeError && !(original as Error)?.cause
}
