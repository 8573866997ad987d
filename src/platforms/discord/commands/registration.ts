import { isDeepStrictEqual } from 'node:util'
import type { APIApplicationCommand } from 'discord.js'
import type { DiscordCommand } from './commands.ts'

export type Registry = {
  /** What is registered: GET /applications/{id}/commands. */
  list(): Promise<readonly APIApplicationCommand[]>
  /** Replaces all of it: PUT of the same. */
  overwrite(commands: readonly DiscordCommand[]): Promise<unknown>
}

/** Writes only what has changed: Discord allows few new commands a day, and each write reloads clients. */
export const register = async (
  { list, overwrite }: Registry,
  wanted: readonly DiscordCommand[],
): Promise<'unchanged' | 'written'> => {
  if (isRegistered(wanted, await list())) return 'unchanged'
  await overwrite(wanted)
  return 'written'
}

/** Whether what Discord says is registered, with all that it adds and in any order, is what is wanted. */
export const isRegistered = (
  wanted: readonly DiscordCommand[],
  registered: readonly APIApplicationCommand[],
): boolean => isDeepStrictEqual(meaning(wanted), meaning(registered))

const meaning = (commands: readonly object[]): unknown[] =>
  commands
    .map((command) => said(command) as Record<string, unknown>)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))

const key = ({ type, name }: Record<string, unknown>): string => `${type} ${name}`

// https://docs.discord.com/developers/interactions/application-commands: what whoever registers says.
// The rest is Discord's own (ids, versions) or follows from these (dm_permission from contexts).
const told = new Set(
  `type name name_localizations description description_localizations nsfw contexts integration_types
  default_member_permissions options required autocomplete choices value channel_types min_value
  max_value min_length max_length`.split(/\s+/),
)
const unordered = new Set(['contexts', 'integration_types'])

/** What a command says, without what it would say by default. */
const said = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(said)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, one]) => told.has(name) && !isDefault(one))
      .map(([name, one]) => [name, unordered.has(name) ? [...one].sort() : said(one)]),
  )
}

const defaults: readonly unknown[] = [undefined, null, false, '']
const isDefault = (value: unknown): boolean =>
  defaults.includes(value) || (Array.isArray(value) && value.length === 0)
