import { describe, expect, test } from 'vitest'
import { manifestFaults } from './index.ts'
import type { Planted } from './planted/planted.ts'
import { long, many } from './sound.ts'
import { app, command, http, shortcut, url, without, withScope } from './sound-manifest.ts'

const events = 'settings.event_subscriptions.bot_events'
const subscribed = (...names: string[]) =>
  app({ settings: { event_subscriptions: { bot_events: names } } })
const commands = (...all: unknown[]) => app({ features: { slash_commands: all } })
const shortcuts = (...all: unknown[]) => app({ features: { shortcuts: all } })
const agent = (agent_view: unknown) => app({ features: { agent_view } })
const prompt = { title: 'x', message: 'y' }

/** No part that asks for a scope. */
const bare = { agent_view: undefined, slash_commands: undefined, shortcuts: undefined }
const opened = { event_subscriptions: { bot_events: ['app_home_opened'] } }

const shapes: Planted[] = [
  ['missing', 'display_information', { settings: {} }],
  ['unknown property', 'name', { ...app(), name: 'Sitrep' }],
  ['none of 1, 2', '_metadata.major_version', { ...app(), _metadata: { major_version: 3 } }],
  ['missing', 'display_information.name', app({ display: { name: undefined } })],
  ['over 35 characters', 'display_information.name', app({ display: { name: long(36) } })],
  [
    'over 140 characters',
    'display_information.description',
    app({ display: { description: long(141) } }),
  ],
  [
    'under 175 characters',
    'display_information.long_description',
    app({ display: { long_description: long(174) } }),
  ],
  [
    'over 4000 characters',
    'display_information.long_description',
    app({ display: { long_description: long(4_001) } }),
  ],
  [
    'not a colour',
    'display_information.background_color',
    app({ display: { background_color: 'navy' } }),
  ],
  [
    'over 80 characters',
    'features.bot_user.display_name',
    app({ features: { bot_user: { display_name: long(81) } } }),
  ],
  ['empty', 'features.slash_commands', commands()],
  [
    'over 50 items',
    'features.slash_commands',
    commands(...many(51, (at) => command({ command: `/a${at}` }))),
  ],
  [
    'not a command name',
    'features.slash_commands.0.command',
    commands(command({ command: 'sitrep' })),
  ],
  [
    'not a command name',
    'features.slash_commands.0.command',
    commands(command({ command: '/Sit rep' })),
  ],
  [
    'over 32 characters',
    'features.slash_commands.0.command',
    commands(command({ command: `/${long(32)}` })),
  ],
  [
    'over 1000 characters',
    'features.slash_commands.0.usage_hint',
    commands(command({ usage_hint: long(1_001) })),
  ],
  ['empty', 'features.slash_commands.0.description', commands(command({ description: '' }))],
  [
    'over 10 items',
    'features.shortcuts',
    shortcuts(...many(11, (callback_id) => shortcut({ callback_id }))),
  ],
  ['over 24 characters', 'features.shortcuts.0.name', shortcuts(shortcut({ name: long(25) }))],
  ['none of message, global', 'features.shortcuts.0.type', shortcuts(shortcut({ type: 'user' }))],
  [
    'over 150 characters',
    'features.shortcuts.0.description',
    shortcuts(shortcut({ description: long(151) })),
  ],
  [
    'over 300 characters',
    'features.agent_view.agent_description',
    agent({ agent_description: long(301) }),
  ],
  [
    'over 4 items',
    'features.agent_view.suggested_prompts',
    agent({ suggested_prompts: many(5, () => prompt) }),
  ],
  [
    'unknown property',
    'features.agent_view.assistant_description',
    agent({ assistant_description: 'x' }),
  ],
  ['unknown property', 'settings.socket_mode', app({ settings: { socket_mode: true } })],
  ['missing', 'settings.interactivity.is_enabled', app({ settings: { interactivity: {} } })],
  ['empty', 'features.shortcuts', shortcuts()],
  [
    'over 255 characters',
    'features.shortcuts.0.callback_id',
    shortcuts(shortcut({ callback_id: long(256) })),
  ],
  [
    'over 2000 characters',
    'features.slash_commands.0.description',
    commands(command({ description: long(2_001) })),
  ],
  [
    'over 3000 characters',
    'features.slash_commands.0.url',
    commands(command({ url: `https://x.test/${long(2_986)}` })),
  ],
  ['over 255 items', 'oauth_config.scopes.bot', app({ scopes: many(256, (at) => at) })],
  ['over 100 items', events, subscribed(...many(101, (at) => at))],
  ['under 0', '_metadata.minor_version', { ...app(), _metadata: { minor_version: -1 } }],
  ['empty', `${events}.0`, subscribed('')],
]

const agreements: Planted[] = [
  ['scope twice', 'oauth_config.scopes.bot.8', withScope('commands')],
  ['no scope of a bot', 'oauth_config.scopes.bot.8', withScope('chat:read')],
  ['no scope of a bot', 'oauth_config.scopes.bot.8', withScope('admin')],
  ['event twice', `${events}.1`, subscribed('app_mention', 'app_mention')],
  ['no event we know', `${events}.0`, subscribed('message.direct')],
  ['without im:history', `${events}.0`, without('im:history')],
  ['without app_mentions:read', `${events}.1`, without('app_mentions:read')],
  ['without channels:history', `${events}.0`, subscribed('message.channels')],
  [
    'without commands',
    'features.slash_commands',
    without('commands', { features: { shortcuts: undefined } }),
  ],
  [
    'without commands',
    'features.shortcuts',
    without('commands', { features: { slash_commands: undefined } }),
  ],
  ['without assistant:write', 'features.agent_view', without('assistant:write')],
  ['command twice', 'features.slash_commands.1.command', commands(command(), command())],
  [
    'callback_id twice',
    'features.shortcuts.1.callback_id',
    shortcuts(shortcut(), shortcut({ name: 'Other' })),
  ],
  [
    'without interactivity',
    'features.shortcuts',
    app({ settings: { interactivity: { is_enabled: false } } }),
  ],
  [
    'scopes without a bot user',
    'features.bot_user',
    app({ features: { bot_user: undefined }, settings: { event_subscriptions: undefined } }),
  ],
  [
    'events without a bot user',
    events,
    app({ features: { bot_user: undefined, ...bare }, scopes: [], settings: opened }),
  ],
]

const modes: Planted[] = [
  ['address in Socket Mode', 'features.slash_commands.0.url', commands(command({ url }))],
  [
    'address in Socket Mode',
    'settings.event_subscriptions.request_url',
    app({ settings: { event_subscriptions: { request_url: url, bot_events: [] } } }),
  ],
  [
    'address in Socket Mode',
    'settings.interactivity.request_url',
    app({ settings: { interactivity: { is_enabled: true, request_url: url } } }),
  ],
  [
    'address in Socket Mode',
    'settings.interactivity.message_menu_options_url',
    app({ settings: { interactivity: { is_enabled: true, message_menu_options_url: url } } }),
  ],
  [
    'no address in HTTP mode',
    'features.slash_commands.0.url',
    http({ features: { slash_commands: [command()] } }),
  ],
  [
    'no address in HTTP mode',
    'settings.event_subscriptions.request_url',
    http({ settings: { event_subscriptions: { bot_events: ['app_mention'] } } }),
  ],
  [
    'no address in HTTP mode',
    'settings.interactivity.request_url',
    http({ settings: { interactivity: { is_enabled: true, message_menu_options_url: url } } }),
  ],
  [
    'not an https address',
    'settings.interactivity.request_url',
    http({ settings: { interactivity: { is_enabled: true, request_url: 'http://sitrep.test' } } }),
  ],
]

const againstUs: Planted[] = [
  ['more than is needed', 'oauth_config.scopes.bot.8', withScope('files:write')],
  [
    'a command of Slack',
    'features.slash_commands.0.command',
    commands(command({ command: '/search' })),
  ],
  ['nobody can write to it', 'features.app_home', app({ features: { app_home: {} } })],
  [
    'the legacy view',
    'features.assistant_view',
    app({ features: { agent_view: undefined, assistant_view: { assistant_description: 'x' } } }),
  ],
  [
    'no address for suggestions',
    'settings.interactivity.message_menu_options_url',
    http({ settings: { interactivity: { is_enabled: true, request_url: url } } }),
  ],
]

describe('a manifest', () => {
  test.each([
    ['in Socket Mode', app()],
    ['in HTTP mode', http()],
    ['with read-back', withScope('channels:history')],
    ['with next to nothing', { display_information: { name: 'Sitrep' } }],
  ])('is sound %s', (_said, manifest) => {
    expect(manifestFaults(manifest)).toEqual([])
  })
  test.each([...shapes, ...agreements, ...modes])('%s at %s', (rule, path, manifest) => {
    expect(manifestFaults(manifest)).toEqual([{ rule, path }])
  })
  test.each(againstUs)('our own: %s at %s', (rule, path, manifest) => {
    expect(manifestFaults(manifest)).toEqual([{ rule, path, isOurs: true }])
  })
  test('has one view of an agent', () => {
    const both = app({ features: { assistant_view: { assistant_description: 'x' } } })
    expect(manifestFaults(both)).toContainEqual({
      rule: 'beside agent_view',
      path: 'features.assistant_view',
    })
  })
})
