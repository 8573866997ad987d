import { channelJson, dmJson } from '../json/channels.ts'
import { guildJson, listedGuildJson } from '../json/guilds.ts'
import { memberJson, ownUserJson, roleJson, userJson } from '../json/people.ts'
import type { Call, Place } from '../place.ts'
import { type Answer, ok, refusals } from '../rest/answers.ts'
import { isThread } from '../world/permissions.ts'
import type { Guild } from '../world/records.ts'
import { isLater } from '../world/snowflake.ts'
import { recipient } from '../world/world.ts'
import { inChannel } from './channel.ts'

/** A route within a server that the bot is in. */
const inGuild =
  (act: (guild: Guild, call: Call, place: Place) => Answer) =>
  (call: Call, place: Place): Answer => {
    const guild = place.world.guilds.get(call.params.guild ?? '')
    if (!guild) return refusals.unknownGuild
    return guild.isJoined ? act(guild, call, place) : refusals.missingAccess
  }

export const guild = inGuild((found) => ok(guildJson(found)))

export const guildChannels = inGuild(({ channels }) =>
  ok([...channels.values()].filter((one) => !isThread(one)).map(channelJson)),
)

export const guildRoles = inGuild(({ roles }) => ok([...roles.values()].map(roleJson)))

export const guildMember = inGuild(({ members }, { params: { user = '' } }, { world }) => {
  const member = members.get(user)
  if (member) return ok(memberJson(member))
  return world.users.has(user) ? refusals.unknownMember : refusals.unknownUser
})

export const channel = inChannel(({ channel: found }, _call, { world }) =>
  ok(found.guild ? channelJson(found) : dmJson(found, recipient(world, found))),
)

export const openDm = ({ body }: Call, { world }: Place): Answer => {
  const { recipient_id: id } = body as { recipient_id: string }
  const user = world.users.get(id)
  if (!user || user.isBot) return refusals.unknownUser
  return ok(dmJson(world.dm(user), user))
}

export const ownUser = (_call: Call, { world }: Place): Answer => ok(ownUserJson(world.bot))

export const ownGuilds = ({ query }: Call, { world }: Place): Answer => {
  const { after = '0', limit = '200' } = query
  const listed = [...world.guilds.values()]
    .filter(({ isJoined, id }) => isJoined && isLater(id, after))
    .slice(0, Number(limit))
  return ok(listed.map((one) => listedGuildJson(one, world.bot)))
}

export const application = (_call: Call, { world: { bot, guilds } }: Place): Answer =>
  ok({
    id: bot.id,
    name: bot.name,
    icon: null,
    description: '',
    bot: userJson(bot),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    team: null,
    integration_types_config: { 0: {} },
    approximate_guild_count: guilds.size,
  })
