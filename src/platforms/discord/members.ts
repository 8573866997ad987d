import {
  type APIGuildMember,
  type Client,
  DiscordAPIError,
  type Guild,
  type REST,
  Routes,
} from 'discord.js'
import type { Workspace } from '#core/places'
import { guildOpenness } from './facts.ts'
import { idOf } from './post/posting.ts'

/** Long enough for one conversation, short enough for someone who has left. */
const freshMs = 60_000
const mostKept = 10_000
/** Each costs a request, and whoever types waits for them. */
const mostAsked = 25

/** Who is a member of what: asked of Discord, since following it would take a privileged intent. */
export const createMembers = (client: Client, rest: REST) => {
  const asked = new Map<string, { at: number; isMember: Promise<boolean> }>()

  const memberOf = async (guild: string, user: string): Promise<Partial<APIGuildMember>> => {
    // Dropped by REST when one request was refused, which need not be for good.
    if (client.token) rest.setToken(client.token)
    return (await rest.get(Routes.guildMember(guild, user))) as Partial<APIGuildMember>
  }
  const ask = async (guild: string, user: string): Promise<boolean> => {
    try {
      await memberOf(guild, user)
      return true
    } catch (error) {
      if (error instanceof DiscordAPIError && error.status === 404) return false
      // Not knowing is not being one, and must not be remembered.
      asked.delete(`${guild}/${user}`)
      return false
    }
  }
  const isMember = async (guild: string, person: string): Promise<boolean> => {
    if (!client.guilds.cache.has(guild)) return false
    const key = `${guild}/${idOf(person)}`
    const known = asked.get(key)
    if (known && performance.now() - known.at < freshMs) return known.isMember
    if (asked.size >= mostKept) asked.clear()
    const found = ask(guild, idOf(person))
    asked.set(key, { at: performance.now(), isMember: found })
    return found
  }
  const nameOf = async (guild: string, person: string): Promise<string | undefined> => {
    const found = await memberOf(guild, idOf(person)).catch(() => undefined)
    return found?.nick ?? found?.user?.global_name ?? found?.user?.username
  }
  const workspace = (id: string): Workspace | undefined => {
    const guild = client.guilds.cache.get(id)
    if (!guild) return undefined
    const open = guildOpenness(guild)
    return { id, name: guild.name, ...(open && { open }) }
  }
  return {
    isMember,
    nameOf,
    workspace: async (id: string) => workspace(id),
    async memberships(person: string, typed: string): Promise<Workspace[]> {
      const words = typed.trim().toLowerCase()
      const isMeant = ({ id, name }: Guild): boolean =>
        id === words || name.toLowerCase().includes(words)
      const near = [...client.guilds.cache.values()]
        .sort((one, other) => Number(isMeant(other)) - Number(isMeant(one)))
        .slice(0, mostAsked)
      const mine = await Promise.all(near.map(({ id }) => isMember(id, person)))
      return near.flatMap(({ id }, at) => (mine[at] ? (workspace(id) ?? []) : []))
    },
  }
}
