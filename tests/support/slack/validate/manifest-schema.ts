import * as z from 'zod'
import { words } from './texts.ts'

const filled = z.string().min(1)
/** What we never write is not looked into. */
const unread = z.unknown().optional()
const flag = z.boolean().optional()
const url = z
  .string()
  .max(3_000)
  .regex(/^https:\/\/[^\s/]+\S*$/, 'not an https address')
const optionalUrl = url.optional()

const displayInformation = z.strictObject({
  name: words(35),
  description: words(140).optional(),
  // The schema says 175, the documents 174.
  long_description: z.string().min(175).max(4_000).optional(),
  background_color: z
    .string()
    .regex(/^#[0-9a-f]{3}([0-9a-f]{3})?$/i, 'not a colour')
    .optional(),
})

const command = z.strictObject({
  command: z
    .string()
    .max(32)
    .regex(/^\/[a-z0-9_-]+$/, 'not a command name'),
  description: words(2_000),
  usage_hint: words(1_000).optional(),
  should_escape: flag,
  url: optionalUrl,
})

const shortcut = z.strictObject({
  name: words(24),
  type: z.enum(['message', 'global']),
  callback_id: words(255),
  description: words(150),
})

const prompts = z.array(z.strictObject({ title: filled, message: filled })).max(4)

const features = z.strictObject({
  app_home: z
    .strictObject({
      home_tab_enabled: flag,
      messages_tab_enabled: flag,
      messages_tab_read_only_enabled: flag,
    })
    .optional(),
  bot_user: z.strictObject({ display_name: words(80), always_online: flag }).optional(),
  slash_commands: z.array(command).min(1).max(50).optional(),
  shortcuts: z.array(shortcut).min(1).max(10).optional(),
  unfurl_domains: unread,
  agent_view: z
    .strictObject({
      agent_description: words(300).optional(),
      suggested_prompts: prompts.optional(),
      actions: unread,
    })
    .optional(),
  assistant_view: z
    .strictObject({ assistant_description: filled, suggested_prompts: prompts.optional() })
    .optional(),
})

const scopes = z.array(filled).max(255).optional()

const oauthConfig = z.strictObject({
  redirect_urls: unread,
  scopes: z
    .strictObject({ bot: scopes, user: scopes, bot_optional: scopes, user_optional: scopes })
    .optional(),
  token_management_enabled: flag,
  pkce_enabled: flag,
})

const events = z.array(filled).max(100).optional()

const settings = z.strictObject({
  allowed_ip_address_ranges: unread,
  event_subscriptions: z
    .strictObject({ request_url: optionalUrl, bot_events: events, user_events: events })
    .optional(),
  incoming_webhooks: unread,
  interactivity: z
    .strictObject({
      is_enabled: z.boolean(),
      request_url: optionalUrl,
      message_menu_options_url: optionalUrl,
    })
    .optional(),
  org_deploy_enabled: flag,
  socket_mode_enabled: flag,
  token_rotation_enabled: flag,
  is_hosted: flag,
  function_runtime: unread,
})

/** Versions 1 and 2 (slackapi/manifest-schema), without what belongs to apps that Slack hosts. */
export const manifest = z.strictObject({
  $schema: z.string().optional(),
  _metadata: z
    .strictObject({
      major_version: z.literal([1, 2]).optional(),
      minor_version: z.int().min(0).optional(),
    })
    .optional(),
  display_information: displayInformation,
  features: features.optional(),
  oauth_config: oauthConfig.optional(),
  settings: settings.optional(),
})

export type Manifest = z.infer<typeof manifest>
