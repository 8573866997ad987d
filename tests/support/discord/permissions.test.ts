import { describe, expect, test } from 'vitest'
import { code, request } from './by-hand.ts'
import {
  bitsOf,
  type Channel,
  type Json,
  type OverwriteWish,
  type Permission,
  permissionsIn,
} from './index.ts'
import { embed, message } from './parts.ts'
import { loopback } from './trial.ts'

describe('permissions', () => {
  type May = readonly Permission[]
  type Case = {
    everyone?: May
    bot?: May
    overwrites?: (of: { bot: { id: string }; role: { id: string } }) => unknown[]
    post?: Json
    want: { see?: unknown; post?: unknown; list?: number }
  }
  const both: May = ['ViewChannel', 'SendMessages']
  const everyone = 'everyone' as const
  const cases: [string, Case][] = [
    ['nothing at all', { want: { see: 50_001, post: 50_001 } }],
    ['sight by its own role', { bot: ['ViewChannel'], want: { see: 200, post: 50_013 } }],
    ['everything by @everyone', { everyone: both, want: { post: 200 } }],
    [
      'Administrator, whatever is denied',
      {
        bot: ['Administrator'],
        overwrites: () => [{ for: everyone, deny: both }],
        want: { see: 200, post: 200, list: 1 },
      },
    ],
    [
      'a channel denied to @everyone',
      {
        everyone: both,
        overwrites: () => [{ for: everyone, deny: ['ViewChannel'] }],
        want: { see: 50_001, post: 50_001 },
      },
    ],
    [
      'a channel denied to @everyone and allowed to its role',
      {
        everyone: both,
        overwrites: ({ role }) => [
          { for: everyone, deny: both },
          { for: role, allow: both },
        ],
        want: { post: 200 },
      },
    ],
    [
      'a channel allowed to its role and denied to itself',
      {
        overwrites: ({ bot, role }) => [
          { for: role, allow: both },
          { for: bot, deny: ['SendMessages'] },
        ],
        want: { see: 200, post: 50_013 },
      },
    ],
    ['an embed without Embed Links', { bot: both, post: embed(), want: { post: 50_013 } }],
    [
      'an embed with Embed Links',
      { bot: [...both, 'EmbedLinks'], post: embed(), want: { post: 200 } },
    ],
    ['no history', { bot: both, want: { post: 200, list: 0 } }],
    ['history', { bot: [...both, 'ReadMessageHistory'], want: { post: 200, list: 1 } }],
    [
      'a reply without history',
      {
        bot: both,
        post: message({ message_reference: { message_id: '1', fail_if_not_exists: false } }),
        want: { post: 160_002 },
      },
    ],
  ]

  test.each(cases)('%s', async (_name, { everyone = [], bot = [], overwrites, post, want }) => {
    const discord = await loopback()
    const { world } = discord
    const guild = world.guild('Desk', { everyone, bot })
    const wishes = overwrites?.({ bot: world.bot, role: world.botRole(guild) }) ?? []
    const channel = world.channel(guild, 'policy', { overwrites: wishes as OverwriteWish[] })
    const messages = `channels/${channel.id}/messages`
    const found = {
      see: await code(discord, `GET channels/${channel.id}`),
      post: await code(discord, `POST ${messages}`, post ?? message()),
      list: Object.keys((await request(discord, `GET ${messages}`)).body).length,
    }
    expect(found).toMatchObject(want)
  })

  test('in a thread are those of its channel; a private one is for those in it', async () => {
    const { world } = await loopback()
    const guild = world.guild('Desk', { bot: ['ViewChannel', 'SendMessagesInThreads'] })
    const channel = world.channel(guild, 'policy')
    const open = world.thread(channel, 'open')
    const closed = world.thread(channel, 'closed', { isPrivate: true })
    const ours = world.thread(channel, 'ours', { isPrivate: true, people: [world.bot] })
    const sees = (one: Channel) => permissionsIn(one, world.bot.id) !== 0n
    expect([open, closed, ours].map(sees)).toEqual([true, false, true])
    expect(permissionsIn(channel, '7')).toBe(0n)
    expect(permissionsIn(channel, guild.owner.id) & bitsOf(['ManageGuild'])).not.toBe(0n)
  })
})
