import type { World } from '../api/world.ts'
import { channelJson } from '../json/channels.ts'
import { roleJson, userJson } from '../json/people.ts'
import type { Json } from '../world/records.ts'
import { optionTypes } from './options.ts'

/** People, channels and roles that options name, as an interaction brings them along. */
export const resolvedJson = (options: readonly Json[], world: World): { resolved?: Json } => {
  const leaves = options.flatMap(leavesOf)
  const roles = new Map([...world.guilds.values()].flatMap((guild) => [...guild.roles]))
  const found = {
    users: named(leaves, optionTypes.user, world.users, userJson),
    channels: named(leaves, optionTypes.channel, world.channels, channelJson),
    roles: named(leaves, optionTypes.role, roles, roleJson),
  }
  const full = Object.entries(found).filter(([, known]) => Object.keys(known).length > 0)
  return full.length > 0 ? { resolved: Object.fromEntries(full) } : {}
}

const leavesOf = (option: Json): Json[] =>
  Array.isArray(option.options) ? (option.options as Json[]).flatMap(leavesOf) : [option]

const named = <T>(
  leaves: readonly Json[],
  type: number,
  known: ReadonlyMap<string, T>,
  json: (found: T) => Json,
): Json =>
  Object.fromEntries(
    leaves.flatMap((one) => {
      const found = one.type === type ? known.get(`${one.value}`) : undefined
      return found ? [[`${one.value}`, json(found)]] : []
    }),
  )
