import type { Call, Place } from '../place.ts'
import { type Answer, ok } from '../rest/answers.ts'
import { callback } from './callback.ts'
import { type } from './channel.ts'
import * as commands from './commands.ts'
import * as messages from './messages.ts'
import * as places from './places.ts'
import { create } from './post.ts'
import { openThread } from './threads.ts'
import * as webhook from './webhook.ts'

export const gatewayUrl = ({ settings }: Pick<Place, 'settings'>): string =>
  `ws://127.0.0.1:${settings.port}/gateway`

const gateway = (_call: Call, place: Place): Answer => ok({ url: gatewayUrl(place) })

const gatewayBot = (_call: Call, place: Place): Answer =>
  ok({
    url: gatewayUrl(place),
    shards: 1,
    session_start_limit: {
      total: 1_000,
      remaining: 1_000,
      reset_after: 86_400_000,
      max_concurrency: 16,
    },
  })

/** What there is of Discord's HTTP API. A route that is missing here answers 404 and is noted. */
export const routes: Record<string, (call: Call, place: Place) => Answer> = {
  'GET gateway': gateway,
  'GET gateway/bot': gatewayBot,
  'GET users/@me': places.ownUser,
  'GET users/@me/guilds': places.ownGuilds,
  'POST users/@me/channels': places.openDm,
  'GET applications/@me': places.application,
  'GET oauth2/applications/@me': places.application,
  'GET applications/:application/commands': commands.list,
  'GET applications/:application/commands/:command': commands.read,
  'PUT applications/:application/commands': commands.replace,
  'POST applications/:application/commands': commands.create,
  'PATCH applications/:application/commands/:command': commands.change,
  'DELETE applications/:application/commands/:command': commands.remove,
  'POST interactions/:interaction/:token/callback': callback,
  'POST webhooks/:application/:token': webhook.followUp,
  'GET webhooks/:application/:token/messages/:message': webhook.readAnswer,
  'PATCH webhooks/:application/:token/messages/:message': webhook.editAnswer,
  'DELETE webhooks/:application/:token/messages/:message': webhook.removeAnswer,
  'GET guilds/:guild': places.guild,
  'GET guilds/:guild/channels': places.guildChannels,
  'GET guilds/:guild/roles': places.guildRoles,
  'GET guilds/:guild/members/:user': places.guildMember,
  'GET channels/:channel': places.channel,
  'GET channels/:channel/messages': messages.list,
  'POST channels/:channel/messages': create,
  'GET channels/:channel/messages/:message': messages.read,
  'PATCH channels/:channel/messages/:message': messages.edit,
  'DELETE channels/:channel/messages/:message': messages.remove,
  'POST channels/:channel/messages/:message/threads': openThread,
  'POST channels/:channel/typing': type,
}

/** Routes that carry their own token in the path, or need none. */
export const isOpen = (route: string): boolean =>
  route === 'GET gateway' || / (interactions|webhooks)\//.test(route)
