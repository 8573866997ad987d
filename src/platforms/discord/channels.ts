import { PermissionFlagsBits } from 'discord.js'
import type { Postable } from '#core/writing'
import type { Servers } from './servers.ts'

const toPost = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]

/** Channels of a server in which somebody may write themselves, in the order of their names. */
export const channelsOf = async (
  servers: Servers,
  workspace: string,
  person: string,
): Promise<Postable[]> => {
  const guild = await servers.guild(workspace)
  const member = await guild?.members.fetch(person.replace(/^discord:/, '')).catch(() => undefined)
  if (!guild || !member) return []
  return guild.channels.cache
    .filter((one) => one.isTextBased() && !one.isThread() && one.permissionsFor(member).has(toPost))
    .map(({ id, name }) => ({ channel: id, name: `#${name}` }))
    .sort((a, b) => a.name.localeCompare(b.name))
}
