import { describe, expect, test } from 'vitest'
import { code, request, room } from './by-hand.ts'
import type { Json } from './index.ts'
import { embed, message } from './parts.ts'

describe('messages', () => {
  test('are written, read, listed newest first, edited and deleted', async () => {
    const { discord, messages, channel } = await room()
    const ids: string[] = []
    for (const content of ['one', 'two', 'three'])
      ids.push(`${(await request(discord, `POST ${messages}`, message({ content }))).body.id}`)
    const listed = async (query: string) =>
      (Object.values((await request(discord, `GET ${messages}?${query}`)).body) as Json[]).map(
        ({ content }) => content,
      )
    expect(await listed('limit=2')).toEqual(['three', 'two'])
    expect(await listed(`before=${ids[2]}`)).toEqual(['two', 'one'])
    expect(await listed(`after=${ids[0]}&limit=1`)).toEqual(['two'])
    await request(discord, `PATCH ${messages}/${ids[0]}`, message({ content: 'new' }))
    expect((await request(discord, `GET ${messages}/${ids[0]}`)).body).toMatchObject({
      content: 'new',
      edited_timestamp: expect.any(String),
    })
    expect(await code(discord, `DELETE ${messages}/${ids[0]}`)).toBe(204)
    expect(await code(discord, `GET ${messages}/${ids[0]}`)).toBe(10_008)
    expect(discord.messages(channel)).toHaveLength(2)
  })

  test('with the same nonce are one, which no reader is told', async () => {
    const { discord, messages } = await room()
    const twin = message({ nonce: 'key', enforce_nonce: true })
    const first = await request(discord, `POST ${messages}`, twin)
    const again = await request(discord, `POST ${messages}`, twin)
    expect(first.body).toMatchObject({ nonce: 'key' })
    expect(again.body.id).toBe(first.body.id)
    expect((await request(discord, `GET ${messages}/${first.body.id}`)).body).not.toHaveProperty(
      'nonce',
    )
    await request(discord, `DELETE ${messages}/${first.body.id}`)
    expect(await code(discord, `POST ${messages}`, twin)).toBe(10_008)
  })

  test.each([
    ['that is not enforced', { enforce_nonce: false }, {}],
    ['the first is long past', { enforce_nonce: true }, { nonceFor: -1 }],
  ])('with the same nonce are two where %s', async (_where, more, settings) => {
    const { discord, messages, channel } = await room(settings)
    const twin = message({ nonce: 'key', ...more })
    await request(discord, `POST ${messages}`, twin)
    await request(discord, `POST ${messages}`, twin)
    expect(discord.messages(channel)).toHaveLength(2)
  })

  const pings: [Json, Json][] = [
    [{ parse: [] }, { mention_everyone: false, mentions: [] }],
    [{ parse: ['everyone'] }, { mention_everyone: true, mentions: [] }],
    [{ parse: ['users'] }, { mention_everyone: false, mentions: [{ username: 'ada' }] }],
  ]
  test.each(pings)('ping whom allowed_mentions lets them: %j', async (allowed, want) => {
    const { discord, messages } = await room()
    const content = `@everyone <@${discord.world.user('Ada').id}>`
    const body = { content, flags: 4, allowed_mentions: allowed }
    expect((await request(discord, `POST ${messages}`, body)).body).toMatchObject(want)
  })

  test('show no embeds that are suppressed', async () => {
    const { discord, messages } = await room()
    const post = async (flags: number) =>
      (await request(discord, `POST ${messages}`, { ...embed(), flags })).body.embeds
    expect([await post(0), await post(4)]).toMatchObject([[{ title: 'Title' }], []])
  })

  test('have ids that grow and tell the time', async () => {
    const { discord, messages } = await room()
    const post = async () => (await request(discord, `POST ${messages}`, message())).body
    const [first, second] = [await post(), await post()]
    expect(BigInt(`${second.id}`)).toBeGreaterThan(BigInt(`${first.id}`))
    expect(Math.abs(Date.parse(`${first.timestamp}`) - Date.now())).toBeLessThan(5_000)
  })

  test('to people are refused as they wish', async () => {
    const { discord } = await room()
    const post = async (dms: 'open' | 'closed' | 'strangers') => {
      const { id } = discord.person({ dms }).user
      const opened = await request(discord, 'POST users/@me/channels', { recipient_id: id })
      return code(discord, `POST channels/${opened.body.id}/messages`, message())
    }
    expect(await post('open')).toBe(200)
    expect(await post('closed')).toBe(50_007)
    expect(await post('strangers')).toBe(50_278)
    expect(await code(discord, 'POST users/@me/channels', { recipient_id: '7' })).toBe(10_013)
  })

  test('of others cannot be edited, nor deleted without Manage Messages', async () => {
    const { discord, messages, channel } = await room()
    const { message: theirs } = await discord.person({ waits: false }).say(channel, 'mine')
    expect(await code(discord, `PATCH ${messages}/${theirs.id}`, message())).toBe(50_005)
    expect(await code(discord, `DELETE ${messages}/${theirs.id}`)).toBe(50_013)
  })
})
