import { type Client, PermissionFlagsBits } from 'discord.js'
import type { Mention } from '#core/digest'
import { folded } from '#core/near'

/** A role that somebody names or has picked, if the bot can call it; never everyone. */
export const roleNamed = async (
  client: Client,
  workspace: string,
  typed: string,
): Promise<Mention | undefined> => {
  const guild = client.guilds.cache.get(workspace)
  if (!guild) return undefined
  const [, picked] = typed.trim().match(/^<@&(\d+)>$/) ?? []
  const name = folded(typed.trim().replace(/^@/, ''))
  const role =
    guild.roles.cache.get(picked ?? typed.trim()) ??
    guild.roles.cache.find((one) => name !== '' && folded(one.name) === name)
  if (!role || role.id === guild.id || role.managed) return undefined
  const me = guild.members.me ?? (await guild.members.fetchMe().catch(() => null))
  const mayCall = role.mentionable || me?.permissions.has(PermissionFlagsBits.MentionEveryone)
  return mayCall ? { id: role.id, text: `@${role.name}` } : undefined
}
