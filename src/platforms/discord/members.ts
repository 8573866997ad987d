import { type APIGuildMember, DiscordAPIError, type REST, Routes } from 'discord.js'
import type { Workspace } from '#core/places'
import { guildOpenness } from './facts.ts'
import { idOf } from './post/posting.ts'
import type { Servers } from './servers.ts'

/** Long enough for one conversation, short enough for someone who has left. */
const freshMs = 60_000
const mostKept = 10_000
/** Each costs a request, and whoever types waits for them. */
const mostAsked = 25

/** Who is a member of what: asked of Discord, since following it would take a privileged intent. */
export const createMembers = (servers: Servers, rest: REST, signIn: () => void) => {
  const asked = new Map<string, { at: number; name: Promise<string | undefined> }>()

  const ask = async (guild: string, user: string): Promise<string | undefined> => {
    try {
      signIn()
      const found = (await rest.get(Routes.guildMember(guild, user))) as APIGuildMember
      return found.nick ?? found.user.global_name ?? found.user.username
    } catch (error) {
      if (error instanceof DiscordAPIError && error.status === 404) return undefined
      // Not knowing is not being one, and must not be remembered.
      asked.delete(`${guild}/${user}`)
      return undefined
    }
  }
  const memberName = async (guild: string, person: string): Promise<string | undefined> => {
    if (!servers.mayBeIn(guild)) return undefined
    const key = `${guild}/${idOf(person)}`
    const known = asked.get(key)
    if (known && performance.now() - known.at < freshMs) return known.name
    if (asked.size >= mostKept) asked.clear()
    const found = ask(guild, idOf(person))
    asked.set(key, { at: performance.now(), name: found })
    return found
  }
  const isMember = async (guild: string, person: string): Promise<boolean> =>
    (await memberName(guild, person)) !== undefined
  const workspace = async (id: string): Promise<Workspace | undefined> => {
    const guild = await servers.guild(id)
    if (!guild) return undefined
    const open = guildOpenness(guild)
    return { id, name: guild.name, ...(open && { open }) }
  }
  return {
    isMember,
    memberName,
    workspace,
    async memberships(person: string, typed: string): Promise<Workspace[]> {
      const words = typed.trim().toLowerCase()
      const isMeant = ({ id, name }: { id: string; name: string }): boolean =>
        id === words || name.toLowerCase().includes(words)
      const near = (await servers.all().catch(() => []))
        .sort((one, other) => Number(isMeant(other)) - Number(isMeant(one)))
        .slice(0, mostAsked)
      const mine = await Promise.all(near.map(({ id }) => isMember(id, person)))
      const theirs = near.filter((_, at) => mine[at])
      const found = await Promise.all(theirs.map(({ id }) => workspace(id)))
      return found.flatMap((one) => one ?? [])
    },
  }
}
