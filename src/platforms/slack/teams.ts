import type { webApi } from '@slack/bolt'
import { createClient } from './client.ts'
import { errorOf, revoked } from './failure.ts'
import type { SlackSettings } from './settings.ts'

/** A workspace that has installed the app, as its token says. */
export type Team = {
  workspace: string
  name: string
  /** The bot there: as one who writes, as one who is mentioned, and what people call it. */
  bot: { id: string; user: string; name: string }
  client: webApi.WebClient
}

/** Where the app is installed. Asks each token once whose it is. */
export type Teams = {
  all(): Promise<Team[]>
  /** Undefined where the app is not installed. Throws what the Web API throws. */
  at(workspace: string): Promise<Team | undefined>
  /** The app was removed there, or its token is no longer good. */
  drop(workspace: string, why: Gone): void
}

/** Why a workspace can no longer be served. */
export type Gone = 'uninstalled' | 'revoked'

export const createTeams = (
  settings: Pick<SlackSettings, 'tokens' | 'api' | 'timeoutMs'>,
  gone: (workspace: string, why: Gone) => void = () => undefined,
): Teams => {
  const { tokens } = settings
  const known = new Map<string, Team>()

  const ask = async (token: string): Promise<Team> => {
    const client = createClient(token, settings)
    const { team_id, team, bot_id, user_id, user } = await client.auth.test()
    const found = {
      workspace: team_id ?? '',
      name: team ?? '',
      bot: { id: bot_id ?? '', user: user_id ?? '', name: user ?? '' },
      client,
    }
    known.set(found.workspace, found)
    return found
  }
  const isHis = (token: string) => (team: Team) => team.client.token === token

  return {
    async all() {
      const all = [...new Set(await tokens.all())]
      return Promise.all(all.map((token) => [...known.values()].find(isHis(token)) ?? ask(token)))
    },
    async at(workspace) {
      const team = known.get(workspace)
      if (team) return team
      const token = await tokens.tokenFor(workspace)
      const found = token === undefined ? undefined : await askOnce(ask, token)
      return found?.workspace === workspace ? found : undefined
    },
    drop(workspace, why) {
      if (known.delete(workspace)) gone(workspace, why)
    },
  }
}

/** A token that is no longer good belongs to nobody. */
const askOnce = async (
  ask: (token: string) => Promise<Team>,
  token: string,
): Promise<Team | undefined> => {
  try {
    return await ask(token)
  } catch (error) {
    if (revoked.has(errorOf(error) ?? '')) return undefined
    throw error
  }
}
