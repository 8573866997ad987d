import { type APIChannel, type Channel, type Client, type Guild, Routes } from 'discord.js'

/** Servers and channels as they are now. */
export type Servers = {
  /** Undefined where the bot is not in it, or it cannot be told. With all its channels where they are wished for. */
  guild(id: string, wish?: 'channels'): Promise<Guild | undefined>
  /** Throws what Discord answers where it does not give it. */
  channel(id: string): Promise<Channel | undefined>
  /** False where the bot is certainly not in it. */
  mayBeIn(id: string): boolean
  all(): Promise<{ id: string; name: string }[]>
}

export type ServerParts = {
  /** Those whose shard is this process's own and connected: what they keep, the gateway keeps up to date. */
  near(): readonly Client[]
  /** Whether they hear of all servers. */
  isWhole(): boolean
  /** Never connected: asks Discord, and keeps nothing. */
  far: Client
  /** Whatever request Discord refused the token for, a client drops it; it may be good again later. */
  signIn(): void
}

const mostKept = 50_000
const mostAtOnce = 200

/**
 * What the gateway tells this process, and what Discord is asked for where another process hears of it. That
 * is asked anew each time: nothing may be posted by what was so a while ago.
 */
export const createServers = ({ near, isWhole, far, signIn }: ServerParts): Servers => {
  const nearGuild = (id: string): Guild | undefined =>
    near().flatMap(({ guilds }) => guilds.cache.get(id) ?? [])[0]
  /** A channel never moves to another server. */
  const homes = new Map<string, string>()

  const farGuild = async (id: string): Promise<Guild> => {
    const guild = await far.guilds.fetch({
      guild: id,
      cache: false,
      force: true,
      withCounts: false,
    })
    await guild.members.fetchMe({ force: true })
    return guild
  }
  const homeOf = async (id: string): Promise<string | undefined> => {
    const known = homes.get(id)
    if (known !== undefined) return known
    const found = (await far.rest.get(Routes.channel(id))) as APIChannel
    const home = 'guild_id' in found ? found.guild_id : undefined
    if (home === undefined) return undefined
    if (homes.size >= mostKept) homes.clear()
    homes.set(id, home)
    return home
  }
  const farChannel = async (id: string): Promise<Channel | undefined> => {
    const home = await homeOf(id)
    if (home === undefined) return (await far.channels.fetch(id, { cache: false })) ?? undefined
    const guild = nearGuild(home) ?? (await farGuild(home))
    const fresh = { cache: false, force: true }
    const channel = (await guild.channels.fetch(id, fresh)) as Channel | null
    // The limits of a thread are those of the channel it hangs on.
    if (channel?.isThread() && channel.parentId && !channel.parent)
      await guild.channels.fetch(channel.parentId, fresh)
    return channel ?? undefined
  }

  return {
    async guild(id, wish) {
      const known = nearGuild(id)
      if (known || isWhole() || id === '') return known
      try {
        signIn()
        const guild = await farGuild(id)
        if (wish === 'channels') await guild.channels.fetch(undefined, { cache: false })
        return guild
      } catch {
        return undefined
      }
    },
    async channel(id) {
      const known = near().flatMap(({ channels }) => channels.cache.get(id) ?? [])[0]
      if (known) return known
      signIn()
      const [first] = near()
      return first && isWhole() ? ((await first.channels.fetch(id)) ?? undefined) : farChannel(id)
    },
    mayBeIn: (id) => nearGuild(id) !== undefined || !isWhole(),
    async all() {
      if (isWhole()) return near().flatMap(({ guilds }) => [...guilds.cache.values()])
      signIn()
      const found: { id: string; name: string }[] = []
      for (let after = '0'; ; after = found.at(-1)?.id ?? '') {
        const page = await far.guilds.fetch({ after, limit: mostAtOnce })
        found.push(...[...page.values()].map(({ id, name }) => ({ id, name })))
        if (page.size < mostAtOnce) return found
      }
    },
  }
}
