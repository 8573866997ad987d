import { type APIChannel, type Channel, type Client, type Guild, Routes } from 'discord.js'
import { nobodyElse, type Word } from '#core/word'

export type Thread = { id: string; channel: string; name: string }

/** Servers and channels as they are now. */
export type Servers = {
  /** With all its channels; undefined where the bot is not in it, or it cannot be told. */
  guild(id: string): Promise<Guild | undefined>
  /** Throws what Discord answers where it does not give it. */
  channel(id: string): Promise<Channel | undefined>
  /** A thread that this process has just opened in a channel. */
  opened(thread: Thread): void
  /** Where a thread hangs that was opened here a moment ago, unless the gateway tells this process more. */
  openedHere(id: string): Thread | undefined
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
  /** What other processes hear of, they pass on. */
  word?: Pick<Word, 'heard'>
  /** Whatever request Discord refused the token for, a client drops it; it may be good again later. */
  signIn(): void
}

const mostKept = 50_000
const mostAtOnce = 200
/** Word of a change comes at once; this is for the while in which nobody hears of a server. In milliseconds. */
const freshMs = 60_000

/** What is passed on where all that a shard hears of may have changed while nobody heard. */
export const wordOfShard = (shard: number, of: number): string => `shard/${shard}/${of}`

/** Which shard hears of a server (https://docs.discord.com/developers/events/gateway#sharding-sharding-formula). */
const isOfShard = (guild: string, word: string): boolean => {
  const [kind, shard, of] = word.split('/')
  return kind === 'shard' && (BigInt(guild) >> 22n) % BigInt(of ?? 1) === BigInt(shard ?? 0)
}

/**
 * What the gateway tells this process, and what Discord is asked for where another process hears of it. That
 * is asked anew once the other has heard of a change: nothing may be posted by what was so a while ago.
 */
export const createServers = (parts: ServerParts): Servers => {
  const { near, isWhole, far, signIn, word = nobodyElse } = parts
  const nearGuild = (id: string): Guild | undefined =>
    near().flatMap(({ guilds }) => guilds.cache.get(id) ?? [])[0]
  /** A channel never moves to another server. */
  const homes = new Map<string, string>()

  const asked = new Map<string, { at: number; guild: Promise<Guild> }>()

  /** With all its channels, and what the bot may do there. */
  const ask = async (id: string): Promise<Guild> => {
    const guild = await far.guilds.fetch({
      guild: id,
      cache: false,
      force: true,
      withCounts: false,
    })
    await guild.members.fetchMe({ force: true })
    const channels = await guild.channels.fetch(undefined, { cache: false })
    if (homes.size >= mostKept) homes.clear()
    for (const channel of channels.keys()) homes.set(channel, id)
    return guild
  }
  const hear = async (): Promise<void> => {
    for (const one of await word.heard())
      for (const id of asked.keys()) if (id === one || isOfShard(id, one)) asked.delete(id)
  }
  const farGuild = async (id: string): Promise<Guild> => {
    await hear()
    const known = asked.get(id)
    if (known && performance.now() - known.at < freshMs) return known.guild
    const fresh = { at: performance.now(), guild: ask(id) }
    asked.set(id, fresh)
    fresh.guild.catch(() => asked.get(id) === fresh && asked.delete(id))
    return fresh.guild
  }
  const threads = new Map<string, Thread & { at: number }>()
  const nearChannel = (id: string): Channel | undefined =>
    near().flatMap(({ channels }) => channels.cache.get(id) ?? [])[0]

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
    const known = guild.channels.cache.get(id)
    if (known) return known
    const fresh = { cache: false, force: true }
    const channel = (await guild.channels.fetch(id, fresh)) as Channel | null
    // The limits of a thread are those of the channel it hangs on.
    if (channel?.isThread() && channel.parentId && !channel.parent)
      await guild.channels.fetch(channel.parentId, fresh)
    return channel ?? undefined
  }

  return {
    async guild(id) {
      const known = nearGuild(id)
      if (known || isWhole() || id === '') return known
      try {
        signIn()
        return await farGuild(id)
      } catch {
        return undefined
      }
    },
    async channel(id) {
      const known = nearChannel(id)
      if (known) return known
      signIn()
      const [first] = near()
      return first && isWhole() ? ((await first.channels.fetch(id)) ?? undefined) : farChannel(id)
    },
    opened(thread) {
      const now = performance.now()
      for (const [id, { at }] of threads) if (now - at >= freshMs) threads.delete(id)
      threads.set(thread.id, { ...thread, at: now })
    },
    openedHere(id) {
      const thread = threads.get(id)
      const isFresh = thread !== undefined && performance.now() - thread.at < freshMs
      return isFresh && !nearChannel(id) ? thread : undefined
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
