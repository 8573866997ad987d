import { PermissionFlagsBits, type Role } from 'discord.js'
import type { Mention } from '#core/digest'
import { folded } from '#core/near'
import type { Servers } from './servers.ts'

/** A role that somebody names or has picked, or its id, if the bot can call it; never everyone. */
export const roleNamed = async (
  servers: Pick<Servers, 'guild'>,
  workspace: string,
  typed: string,
): Promise<Mention | undefined> => {
  const guild = await servers.guild(workspace)
  if (!guild) return undefined
  const me = guild.members.me ?? (await guild.members.fetchMe().catch(() => null))
  const mayCallAll = me?.permissions.has(PermissionFlagsBits.MentionEveryone) ?? false
  const isCallable = ({ id, managed, mentionable }: Role): boolean =>
    id !== guild.id && !managed && (mentionable || mayCallAll)
  const words = typed.trim()
  const [, id = words] = words.match(/^<@&(\d+)>$/) ?? []
  const name = folded(words.replace(/^@/, ''))
  const callable = guild.roles.cache.filter(isCallable)
  const role = callable.get(id) ?? callable.find((one) => name !== '' && folded(one.name) === name)
  return role && { id: role.id, text: `@${role.name}` }
}
