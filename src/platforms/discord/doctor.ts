import {
  type APIApplicationCommand,
  type APIUser,
  GatewayIntentBits,
  type RESTGetAPIGatewayBotResult as GatewayLimits,
  REST,
  Routes,
  type RESTAPIPartialCurrentUserGuild as Server,
} from 'discord.js'
import type { Command } from '#core/command'
import { counted } from '#core/show'
import { visible } from '#core/visible'
import { shortened } from '#core/words'
import { intents } from './client.ts'
import { type DiscordCommand, discordCommands } from './commands/commands.ts'
import { isRegistered } from './commands/registration.ts'
import { sayFailure } from './failure.ts'
import { lackedBy, toOpenThreads } from './permissions.ts'

/** What was found out about one thing: what is wrong and how to mend it, or what is well. */
export type Finding = { name: string; fault?: string; fine?: string }

export type Examination = {
  /** Without a version: `https://discord.com/api`. */
  api: string
  token: string
  commands: readonly Command[]
  /** How long to wait for each answer, in milliseconds. */
  timeoutMs?: number
}

type Found = Omit<Finding, 'name'>
type Get = <T>(route: `/${string}`, query?: Record<string, string>) => Promise<T>

/**
 * Asks Discord whether this token, gateway, servers and commands will do, and changes nothing. Without
 * a good token there is nothing more to ask.
 */
export const examineDiscord = async (wish: Examination): Promise<Finding[]> => {
  const get = askerOf(wish)
  const wanted = discordCommands(wish.commands)
  const known = await examined('Discord token', token(get))
  if (known.fault !== undefined) return [known]
  return [
    known,
    await examined('Discord gateway', gateway(get)),
    await examined('Discord servers', servers(get)),
    await examined('Discord commands', registration(get, wanted)),
  ]
}

/** A longer wait for a limit to pass would look as if this hung. */
const longestWaitMs = 5_000

const askerOf = ({ api, token, timeoutMs = 10_000 }: Examination): Get => {
  const rejectOnRateLimit = ({ retryAfter }: { retryAfter: number }) => retryAfter > longestWaitMs
  const rest = new REST({ api, version: '10', retries: 0, rejectOnRateLimit }).setToken(token)
  return async <T>(route: `/${string}`, query: Record<string, string> = {}) =>
    (await rest.get(route, {
      query: new URLSearchParams(query),
      // REST's own timeout ends when an answer has begun.
      signal: AbortSignal.timeout(timeoutMs),
    })) as T
}

const examined = async (name: string, found: Promise<Found>): Promise<Finding> => {
  try {
    return { name, ...(await found) }
  } catch (error) {
    return { name, fault: sayFailure(error) }
  }
}

const quoted = (name: string): string => `"${shortened(visible(name))}"`

const token = async (get: Get): Promise<Found> => {
  const { username, id } = await get<APIUser>(Routes.user())
  return { fine: `known as ${quoted(username)}, id ${visible(id)}` }
}

const gateway = async (get: Get): Promise<Found> => {
  const { session_start_limit: starts } = await get<GatewayLimits>(Routes.gatewayBot())
  if (starts.remaining === 0)
    return {
      fault: `Too many starts today. Discord allows more in ${counted(Math.ceil(starts.reset_after / 3_600_000), 'hour')}; find out what restarts Sitrep.`,
    }
  const asked = intents.map((intent) => GatewayIntentBits[intent]).join(', ')
  return {
    fine: `${starts.remaining} of ${starts.total} starts left today; intents ${asked}, none privileged`,
  }
}

const mostNamed = 10

const servers = async (get: Get): Promise<Found> => {
  const all = await serversAfter('0', get)
  if (all.length === 0) return { fine: 'in none yet; the README says how to invite it' }
  const lacking = all
    .map(({ name, permissions }) => ({ name, lacked: lackedBy(BigInt(permissions)) }))
    .filter(({ lacked }) => lacked.length > 0)
  const failing = lacking.filter(({ lacked }) => lacked.some((one) => one !== toOpenThreads))
  if (failing.length > 0)
    return {
      fault: `The bot lacks ${listed(failing)}. Allow its role this (Server Settings, Roles).`,
    }
  const fine = `in ${counted(all.length, 'server')}, with every permission it needs`
  if (lacking.length === 0) return { fine }
  return { fine: `${fine}; wanted, so that details stand in a thread: ${listed(lacking)}` }
}

type Lacking = { name: string; lacked: readonly string[] }

const listed = (servers: readonly Lacking[]): string => {
  const named = servers
    .slice(0, mostNamed)
    .map(({ name, lacked }) => `${lacked.join(', ')} in ${quoted(name)}`)
  const more = servers.length > mostNamed ? `; and in ${servers.length - mostNamed} more` : ''
  return `${named.join('; ')}${more}`
}

/** https://docs.discord.com/developers/resources/user, Get Current User Guilds */
const pageSize = 200

const serversAfter = async (after: string, get: Get): Promise<Server[]> => {
  const page = await get<Server[]>(Routes.userGuilds(), { limit: `${pageSize}`, after })
  const last = page.at(-1)?.id
  // Ids ascend; a page that does not go on would be asked for again and again.
  const goesOn = page.length === pageSize && last !== undefined && BigInt(last) > BigInt(after)
  return goesOn ? [...page, ...(await serversAfter(last, get))] : page
}

const registration = async (get: Get, wanted: readonly DiscordCommand[]): Promise<Found> => {
  const { id } = await get<{ id: string }>(Routes.currentApplication())
  const registered = await get<APIApplicationCommand[]>(Routes.applicationCommands(id))
  return {
    fine: isRegistered(wanted, registered)
      ? `${registered.length} registered`
      : 'will be registered at the next start',
  }
}
