import * as assistant from './assistant.ts'
import * as auth from './auth.ts'
import * as chat from './chat.ts'
import * as conversations from './conversations.ts'
import * as history from './history.ts'
import type { AppMethod, Method } from './method.ts'
import * as usergroups from './usergroups.ts'
import * as users from './users.ts'
import * as views from './views.ts'

const page = { cursor: 'text?', limit: 'number?' } as const

const written = {
  channel: 'channel',
  text: 'text?',
  blocks: 'json?',
  metadata: 'json?',
  parse: 'text?',
  link_names: 'flag?',
  reply_broadcast: 'flag?',
} as const

const listed = {
  channel: 'channel',
  ...page,
  oldest: 'time?',
  latest: 'time?',
  inclusive: 'flag?',
  include_all_metadata: 'flag?',
} as const

/** The methods we may call, and what each takes (docs.slack.dev/reference/methods). */
export const methods: Record<string, (Method & { forApp?: never }) | AppMethod> = {
  'apps.connections.open': { forApp: auth.openConnection },
  'auth.test': { takes: {}, act: auth.test },
  'bots.info': { takes: { bot: 'text' }, act: auth.botInfo, scope: 'users:read' },
  'conversations.info': {
    takes: { channel: 'channel', include_locale: 'flag?', include_num_members: 'flag?' },
    act: conversations.info,
  },
  'conversations.members': { takes: { channel: 'channel', ...page }, act: conversations.members },
  'conversations.history': { takes: listed, act: history.history },
  'conversations.replies': { takes: { ...listed, ts: 'ts' }, act: history.replies },
  'conversations.open': {
    takes: { users: 'users?', channel: 'channel?', return_im: 'flag?', prevent_creation: 'flag?' },
    act: conversations.open,
    scope: 'im:write',
  },
  'usergroups.list': {
    takes: { include_count: 'flag?', include_disabled: 'flag?', include_users: 'flag?' },
    act: usergroups.list,
    scope: 'usergroups:read',
  },
  'users.info': {
    takes: { user: 'user', include_locale: 'flag?' },
    act: users.info,
    scope: 'users:read',
  },
  'users.list': {
    takes: { ...page, include_locale: 'flag?' },
    act: users.list,
    scope: 'users:read',
  },
  'users.conversations': {
    takes: { user: 'user?', types: 'text?', exclude_archived: 'flag?', ...page },
    act: users.conversations,
    scope: 'channels:read',
  },
  'chat.postMessage': {
    takes: {
      ...written,
      thread_ts: 'ts?',
      mrkdwn: 'flag?',
      unfurl_links: 'flag?',
      unfurl_media: 'flag?',
    },
    act: chat.post,
    scope: 'chat:write',
  },
  'chat.update': { takes: { ...written, ts: 'ts' }, act: chat.update, scope: 'chat:write' },
  'chat.delete': {
    takes: { channel: 'channel', ts: 'ts' },
    act: chat.remove,
    scope: 'chat:write',
  },
  'views.open': { takes: { trigger_id: 'text', view: 'json' }, act: views.open },
  'views.push': { takes: { trigger_id: 'text', view: 'json' }, act: views.push },
  'views.update': {
    takes: { view: 'json', view_id: 'text?', external_id: 'text?', hash: 'text?' },
    act: views.update,
  },
  'views.publish': { takes: { view: 'json', user_id: 'user', hash: 'text?' }, act: views.publish },
  'assistant.threads.setStatus': {
    takes: {
      channel_id: 'channel',
      thread_ts: 'ts',
      status: 'text',
      loading_messages: 'json?',
    },
    act: assistant.setStatus,
    scope: 'chat:write',
  },
  'assistant.threads.setSuggestedPrompts': {
    takes: { channel_id: 'channel', prompts: 'json', title: 'text?', thread_ts: 'ts?' },
    act: assistant.setSuggestedPrompts,
    scope: 'assistant:write',
  },
}
