import { expect, it } from 'vitest'
import { commands } from '#commands'
import { defineCommand } from '#core/command'
import { option } from '#core/options'
import { paragraph } from '#core/reply'
import { saying } from '#core/show'
import { joinOr } from '#core/words'
import { botScopes, slackManifest } from '#platforms/slack/manifest'
import { manifestFaults } from '../../support/slack/validate/index.ts'

const url = 'https://sitrep.example.org'
const command = (name: string, onMessage?: { label: string; option: string }) =>
  defineCommand({
    name,
    summary: `Does ${name}`,
    options: { words: option.optional(option.text('some words')) },
    examples: [],
    allow: 'anyone',
    audience: 'asker',
    ...(onMessage && { onMessage }),
    run: async () => saying(paragraph('done')),
  })

it.each([
  ['in Socket Mode', {}],
  ['at an address', { url }],
])('is what Slack takes %s', (_, wish) => {
  const found = manifestFaults(JSON.parse(JSON.stringify(slackManifest(commands, wish))))
  // Which scopes are needed is for the next test to say.
  expect(found.filter(({ rule }) => rule !== 'more than is needed')).toEqual([])
})

it('asks for these scopes and no more', () => {
  expect([...botScopes].sort()).toEqual([
    'app_mentions:read',
    'assistant:write',
    'channels:history',
    'channels:read',
    'chat:write',
    'commands',
    'files:read',
    'groups:history',
    'groups:read',
    'im:history',
    'im:write',
    'usergroups:read',
    'users:read',
  ])
  expect(slackManifest(commands).oauth_config).toEqual({ scopes: { bot: botScopes } })
})

it('names every command behind /sitrep, and those that are typed most by themselves', () => {
  const [all, ...alone] = slackManifest(commands).features.slash_commands
  expect(all).toMatchObject({ command: '/sitrep', should_escape: false })
  expect(all?.usage_hint?.split(' | ')).toEqual(commands.map(({ name }) => name))
  const digests = commands.flatMap(({ name }) => name.match(/^digest (.+)/)?.[1] ?? [])
  expect(alone).toEqual([
    {
      command: '/brief',
      description: 'Read a briefing, or the newest on a topic',
      usage_hint: '<subject>',
      should_escape: false,
    },
    {
      command: '/ask',
      description: 'Answer a question from the briefings, with sources',
      usage_hint: '<question>',
      should_escape: false,
    },
    {
      command: '/digest',
      description: `digest: ${joinOr(digests)}`,
      usage_hint: digests.join(' | '),
      should_escape: false,
    },
  ])
})

it('gives a family of commands one of its own', () => {
  const digest = [command('digest create'), command('digest stop')]
  expect(slackManifest(digest).features.slash_commands.slice(1)).toEqual([
    {
      command: '/digest',
      description: 'digest: create or stop',
      usage_hint: 'create | stop',
      should_escape: false,
    },
  ])
})

it('offers on a message what a command offers there, known by that command', () => {
  const { shortcuts } = slackManifest([
    command('x', { label: 'Look it up', option: 'words' }),
    command('y'),
  ]).features
  expect(shortcuts).toEqual([
    { type: 'message', name: 'Look it up', callback_id: 'x', description: 'Does x' },
  ])
})

it('names one address for everything, or none', () => {
  const reached = slackManifest(commands, { url: `${url}/desk/` })
  const events = `${url}/desk/slack/events`
  expect(reached.settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: { request_url: events },
    interactivity: { request_url: events, message_menu_options_url: events },
  })
  expect(reached.features.slash_commands.map((one) => one.url)).toEqual(Array(4).fill(events))
  const socket = slackManifest(commands)
  expect(socket.settings.socket_mode_enabled).toBe(true)
  expect(JSON.stringify(socket)).not.toContain('url')
})
