import { Collection, PermissionsBitField } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { roleNamed } from '#platforms/discord/roles'
import type { Servers } from '#platforms/discord/servers'

type Role = { id: string; name: string; managed?: boolean; mentionable?: boolean }

/** What the gateway keeps of one server. */
const serverWith = (roles: readonly Role[], mayCallAll = true): Pick<Servers, 'guild'> => {
  const all: readonly Role[] = [{ id: '7', name: '@everyone', mentionable: true }, ...roles]
  const cache = new Collection(
    all.map((role) => [role.id, { managed: false, mentionable: false, ...role }] as const),
  )
  const permissions = new PermissionsBitField(mayCallAll ? ['MentionEveryone'] : [])
  const guild = { id: '7', roles: { cache }, members: { me: { permissions } } }
  return {
    guild: async (id) =>
      id === '7' ? (guild as unknown as Awaited<ReturnType<Servers['guild']>>) : undefined,
  }
}

const desk: Role = { id: '70', name: 'Policy desk' }
const asMention = { id: '70', text: '@Policy desk' }

describe('a role', () => {
  it.each(['<@&70>', ' <@&70> ', '70', 'Policy desk', '@policy DESK', ' policy-desk '])(
    'is meant by %j',
    async (typed) => expect(await roleNamed(serverWith([desk]), '7', typed)).toEqual(asMention),
  )

  it.each(['', '@', '---', 'Policy', '<@70>', '<@&71>', '<@&70', '71'])(
    'is not meant by %j',
    async (typed) => expect(await roleNamed(serverWith([desk]), '7', typed)).toBeUndefined(),
  )

  it.each(['everyone', '@everyone', '@here', '<@&7>', '7'])(
    'is never everyone: %j',
    async (typed) => expect(await roleNamed(serverWith([desk]), '7', typed)).toBeUndefined(),
  )

  it('is one of the same server', async () => {
    expect(await roleNamed(serverWith([desk]), '8', '70')).toBeUndefined()
  })

  it('that belongs to a bot, or that the bot cannot call, is none', async () => {
    const managed = serverWith([{ ...desk, managed: true, mentionable: true }])
    expect(await roleNamed(managed, '7', '70')).toBeUndefined()
    expect(await roleNamed(serverWith([desk], false), '7', '70')).toBeUndefined()
    const open = serverWith([{ ...desk, mentionable: true }], false)
    expect(await roleNamed(open, '7', '70')).toEqual(asMention)
  })

  it('may have the name of one that cannot be called', async () => {
    const managed = { id: '60', name: 'Policy desk', managed: true }
    expect(await roleNamed(serverWith([managed, desk]), '7', '@Policy desk')).toEqual(asMention)
    expect(await roleNamed(serverWith([managed, desk]), '7', '<@&60>')).toBeUndefined()
  })
})
