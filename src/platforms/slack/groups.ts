import type { Mention } from '#core/digest'
import { folded } from '#core/near'
import { errorOf } from './failure.ts'
import type { Teams } from './teams.ts'

/** Slack writes a group that was picked as `<!subteam^S123|@desk>`, the name only sometimes. */
const picked = /^<!subteam\^(S[A-Z0-9]+)(?:\|([^<>|]*))?>$/

/** A user group that somebody names or has picked; by name only where the app may read them all. */
export const groupNamed = async (
  teams: Teams,
  workspace: string,
  typed: string,
): Promise<Mention | undefined> => {
  const [, id, said] = typed.trim().match(picked) ?? []
  const wanted = folded(typed.trim().replace(/^@/, ''))
  const all = await groupsOf(teams, workspace)
  const found = all.find((one) => (id ? one.id === id : folded(one.handle) === wanted))
  if (found) return { id: found.id, text: `@${found.handle}` }
  return id ? { id, text: said || 'that group' } : undefined
}

const groupsOf = async (teams: Teams, workspace: string) => {
  try {
    const team = await teams.at(workspace)
    const { usergroups = [] } = (await team?.client.usergroups.list()) ?? {}
    return usergroups.flatMap(({ id, handle }) => (id && handle ? [{ id, handle }] : []))
  } catch (error) {
    if (errorOf(error) === 'missing_scope') return []
    throw error
  }
}
