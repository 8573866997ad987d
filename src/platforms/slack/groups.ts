import type { Mention } from '#core/digest'
import { folded } from '#core/near'
import { errorOf } from './failure.ts'
import type { Team, Teams } from './teams.ts'

type Group = { id: string; handle: string }

/** Slack writes a group that was picked as `<!subteam^S123|@desk>`, the name only sometimes. */
const picked = /^<!subteam\^(S[A-Z0-9]+)(?:\|([^<>|]*))?>$/
/** An id and no handle in capitals: what stands for one where no list of groups can tell. */
const bare = /^(S(?=[A-Z]*\d)[A-Z0-9]+)$/

/**
 * A user group that somebody names or has picked, or its id. Where the app may not read them all, only
 * Slack's own way of writing one tells which is meant.
 */
export const groupNamed = async (
  teams: Teams,
  workspace: string,
  typed: string,
): Promise<Mention | undefined> => {
  const team = await teams.at(workspace)
  if (!team) return undefined
  const words = typed.trim()
  const [, id, said] = words.match(picked) ?? words.match(bare) ?? []
  const groups = await groupsOf(team)
  if (!groups) return id === undefined ? undefined : { id, text: said || 'that group' }
  const handle = folded(words.replace(/^@/, ''))
  const found =
    groups.find((one) => one.id === (id ?? words)) ??
    groups.find((one) => !picked.test(words) && folded(one.handle) === handle)
  return found && { id: found.id, text: `@${found.handle}` }
}

/** Undefined where the app may not read them. */
const groupsOf = async ({ client }: Team): Promise<Group[] | undefined> => {
  try {
    const { usergroups = [] } = await client.usergroups.list()
    return usergroups.flatMap(({ id, handle }) => (id && handle ? [{ id, handle }] : []))
  } catch (error) {
    const said = errorOf(error)
    // A free workspace has no groups at all.
    if (said === 'plan_upgrade_required') return []
    if (said === 'missing_scope') return undefined
    throw error
  }
}
