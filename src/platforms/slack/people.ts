import type { webApi } from '@slack/bolt'
import type { Workspace } from '#core/places'
import type { Word } from '#core/word'
import { personAt, personOf } from './address.ts'
import { errorOf, scopeLacking } from './failure.ts'
import { remember } from './remember.ts'
import type { Team, Teams } from './teams.ts'

/** What a workspace says of one person. */
export type Profile = {
  name: string
  /** Of the workspace in full: no guest, nobody of another team, nobody who has left. */
  isMember: boolean
  /** Administers or owns the workspace. */
  manages: boolean
}

/** Names of guests by their id. */
export type Guests = ReadonlyMap<string, string>

type Changed = {
  id: string
  deleted?: boolean
  is_restricted?: boolean
  is_ultra_restricted?: boolean
}

type User = NonNullable<webApi.UsersInfoResponse['user']>

/** Slack tells of whoever changes, leaves or becomes a guest; this is for what it did not tell. */
const freshMs = 300_000
/** Each costs a request, and whoever types waits for them. */
const mostAsked = 25
/** Slack's largest page of people; https://docs.slack.dev/reference/methods/users.list */
const pageSize = 1_000
/** People of so many pages are read, at twenty requests a minute. */
const mostPages = 20

/** Slack tells each thing to one process alone: `hear` forgets what another was told has changed. */
export type PeopleWord = Pick<Word, 'pass'> & { hear(): Promise<void> }

const alone: PeopleWord = { pass: async () => undefined, hear: async () => undefined }

export type People = ReturnType<typeof createPeople>

/** Who is who in each workspace: asked of Slack, and remembered for some minutes. */
export const createPeople = (teams: Teams, { hear, pass }: PeopleWord = alone) => {
  const profiles = remember<Profile | undefined>(freshMs)
  const guests = remember<Guests | undefined>(freshMs)

  const forget = (id: string): void => {
    profiles.forget(`${id}/`)
    guests.forget(`${id}/`)
  }
  /** Guests of whom the others were told. */
  const passed = new Set<string>()

  const profile = async (workspace: string, user: string): Promise<Profile | undefined> => {
    await hear()
    const team = await teams.at(workspace)
    return team && profiles.get(`${workspace}/${user}`, () => ask(team, user))
  }
  const memberName = async (workspace: string, person: string): Promise<string | undefined> => {
    const { user } = personOf(person)
    const found = user === '' ? undefined : await profile(workspace, user).catch(() => undefined)
    return found?.isMember ? found.name : undefined
  }
  const isMember = async (workspace: string, person: string): Promise<boolean> =>
    (await memberName(workspace, person)) !== undefined
  /** Who is there by invitation to some channels; undefined where the app may not read that. */
  const guestsOf = async (team: Team): Promise<Guests | undefined> => {
    await hear()
    return guests.get(`${team.workspace}/`, () => listGuests(team))
  }

  const workspace = async (team: Team): Promise<Workspace> => {
    const found = await guestsOf(team)
    const { workspace: id, name } = team
    return { id, name, ...(found === undefined && { open: unreadable }) }
  }
  const workspaceAt = async (id: string): Promise<Workspace | undefined> => {
    const team = await teams.at(id).catch(() => undefined)
    return team && workspace(team).catch(() => ({ id, name: team.name, open: unreadable }))
  }
  return {
    profile,
    guestsOf,
    isMember,
    memberName,
    workspace: workspaceAt,
    async memberships(person: string, typed: string): Promise<Workspace[]> {
      const words = typed.trim().toLowerCase()
      const isMeant = ({ workspace: id, name }: Team): boolean =>
        id.toLowerCase() === words || name.toLowerCase().includes(words)
      const near = (await teams.all().catch(() => []))
        .sort((one, other) => Number(isMeant(other)) - Number(isMeant(one)))
        .slice(0, mostAsked)
      const mine = await Promise.all(near.map((team) => isMember(team.workspace, person)))
      return near.flatMap(({ workspace: id, name }, at) => (mine[at] ? [{ id, name }] : []))
    },
    /** Somebody has come in: who is a guest is asked anew unless they are a member. */
    async cameIn(id: string, user: string): Promise<void> {
      profiles.forget(`${id}/${user}`)
      if (await isMember(id, personAt(id, user))) return
      guests.forget(`${id}/`)
      await pass(id)
    },
    /** Slack says that somebody changed: true where they have become a guest, or are one no longer. */
    async changed(id: string, user: Changed): Promise<boolean> {
      const team = await teams.at(id).catch(() => undefined)
      const known = team && (await guestsOf(team).catch(() => undefined))
      const isNews = known?.has(user.id) !== (isGuest(user) && !user.deleted)
      if (isNews) guests.forget(`${id}/`)
      profiles.forget(`${id}/${user.id}`)
      // Who was read as a guest already may be none to the others yet.
      const isUntold = isGuest(user) && !passed.has(user.id)
      if (isGuest(user)) passed.add(user.id)
      else passed.delete(user.id)
      if (isNews || isUntold) await pass(id)
      return isNews
    },
    forget,
  }
}

/** Half a sentence. */
export const unreadable = 'who is a guest here cannot be read'

const ask = async ({ client, workspace }: Team, user: string): Promise<Profile | undefined> => {
  try {
    const { user: found } = await client.users.info({ user })
    return found && profileOf(found, workspace)
  } catch (error) {
    if (errorOf(error) === 'user_not_found') return undefined
    throw error
  }
}

const profileOf = (user: User, workspace: string): Profile => {
  const { is_admin, is_owner, is_primary_owner } = user
  const isMember = isOf(user, workspace) && !isGuest(user) && !user.deleted && !user.is_bot
  return {
    name: nameOf(user),
    isMember,
    manages: isMember && Boolean(is_admin || is_owner || is_primary_owner),
  }
}

const nameOf = ({
  profile,
  real_name,
  name,
}: Pick<User, 'profile' | 'real_name' | 'name'>): string =>
  profile?.display_name || real_name || name || 'somebody'

const isOf = (user: User, workspace: string): boolean => {
  const { team_id, enterprise_user } = user
  const isHere = team_id === workspace || (enterprise_user?.teams?.includes(workspace) ?? false)
  return isHere && !isStranger(user)
}

const isGuest = ({ is_restricted, is_ultra_restricted }: Partial<User>): boolean =>
  Boolean(is_restricted || is_ultra_restricted)

/** Of another organisation, met in a shared channel. */
const isStranger = (user: object): boolean =>
  Boolean((user as { is_stranger?: boolean }).is_stranger)

const listGuests = async ({ client }: Team): Promise<Guests | undefined> => {
  const found = new Map<string, string>()
  let cursor = ''
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await client.users
      .list({ limit: pageSize, ...(cursor && { cursor }) })
      .catch((error: unknown) => {
        if (scopeLacking(error)) return undefined
        throw error
      })
    if (!answer) return undefined
    for (const user of answer.members ?? [])
      if (user.id && !user.deleted && (isGuest(user) || isStranger(user)))
        found.set(user.id, nameOf(user))
    cursor = answer.response_metadata?.next_cursor ?? ''
    if (cursor === '') return found
  }
  return undefined
}
