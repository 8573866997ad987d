import { describe, expect, test } from 'vitest'
import { code, type Room, request, room } from './by-hand.ts'
import type { DiscordSettings, Interaction, Json } from './index.ts'
import { message } from './parts.ts'

describe('interactions', () => {
  type Asked = Room & {
    interaction: Interaction
    callback: string
    original: string
    webhook: string
  }

  const asked = async (settings: DiscordSettings = {}, more: Json = {}): Promise<Asked> => {
    const place = await room(settings)
    const { discord, channel } = place
    const interaction = discord.dispatchInteraction({
      type: 2,
      channel_id: channel.id,
      user: { id: discord.world.user('Ada').id },
      authorizing_integration_owners: { 0: '0' },
      ...more,
    })
    const { id, token } = interaction
    const webhook = `webhooks/${discord.bot.id}/${token}`
    const callback = `POST interactions/${id}/${token}/callback`
    return { ...place, interaction, callback, webhook, original: `${webhook}/messages/@original` }
  }
  const reply = { type: 4, data: message() }

  test('are answered once, with the message where that is asked for', async () => {
    const { discord, callback, original } = await asked()
    const answer = await request(discord, `${callback}?with_response=true`, reply)
    expect(answer).toMatchObject({
      status: 200,
      body: { resource: { message: { content: 'hello' } } },
    })
    expect(await code(discord, callback, reply)).toBe(40_060)
    expect((await request(discord, `GET ${original}`)).body).toMatchObject({ content: 'hello' })
    expect(discord.acks).toMatchObject([{ type: 4, isEphemeral: false }])
  })

  test('cannot be answered too late, nor where nobody asked', async () => {
    const { discord, callback } = await asked({ ackWithin: 5 })
    await new Promise((settle) =>
      discord.dispatchInteraction(
        { type: 2, user: { id: '1' }, channel_id: '1' },
        { failed: settle },
      ),
    )
    expect(await code(discord, callback, reply)).toBe(10_062)
    expect(await code(discord, 'POST interactions/1/x/callback', reply)).toBe(10_062)
  })

  test('take nothing more when their token is over, and nothing before they are acknowledged', async () => {
    const late = await asked({ tokenFor: -1 })
    await request(late.discord, late.callback, reply)
    expect(await code(late.discord, `POST ${late.webhook}`, message())).toBe(50_027)
    const early = await asked()
    expect(await code(early.discord, `POST ${early.webhook}`, message())).toBe(10_015)
    expect(await code(early.discord, `POST webhooks/${early.discord.bot.id}/x`, message())).toBe(
      50_027,
    )
  })

  test('are edited, followed up and taken back', async () => {
    const { discord, channel, interaction, callback, webhook, original } = await asked()
    await request(discord, callback, { type: 5 })
    expect([interaction.messages, discord.messages(channel)]).toEqual([[], []])
    expect((await request(discord, `GET ${original}`)).body).toMatchObject({ flags: 128 })
    const first = await request(discord, `POST ${webhook}`, message({ content: 'first' }))
    expect((await request(discord, `GET ${original}`)).body).toMatchObject({
      id: first.body.id,
      flags: 4,
    })
    const second = await request(discord, `POST ${webhook}`, message({ content: 'second' }))
    expect(second.body.id).not.toBe(first.body.id)
    expect(await code(discord, `PATCH ${webhook}/messages/${second.body.id}`, message())).toBe(200)
    expect(await code(discord, `DELETE ${original}`)).toBe(204)
    expect(await code(discord, `GET ${original}`)).toBe(10_008)
  })

  test('that a button made are answered beside its message, or in it', async () => {
    const place = await room()
    const { body: source } = await request(place.discord, `POST ${place.messages}`, message())
    const press = async (type: number) => {
      const where = { type: 3, channel_id: place.channel.id, message: source }
      const user = { id: place.discord.world.user('Ada').id }
      const owners = { authorizing_integration_owners: { 0: '0' } }
      const pressed = place.discord.dispatchInteraction({ ...where, user, ...owners })
      const data = type === 6 ? {} : { data: message({ content: 'answer' }) }
      const line = `POST interactions/${pressed.id}/${pressed.token}/callback`
      await request(place.discord, line, { type, ...data })
      return pressed
    }
    expect((await press(4)).messages).toMatchObject([{ content: 'answer', replyTo: source.id }])
    expect((await press(7)).messages).toMatchObject([{ content: 'answer', id: source.id }])
    const silent = await press(6)
    expect([silent.isSettled, silent.messages]).toEqual([false, []])
    const original = `PATCH webhooks/${place.discord.bot.id}/${silent.token}/messages/@original`
    await request(place.discord, original, message({ content: 'later' }))
    expect(silent).toMatchObject({
      isSettled: true,
      messages: [{ content: 'later', id: source.id }],
    })
  })

  test('give a guest of a server five follow-ups', async () => {
    const { discord, callback, webhook } = await asked(
      {},
      { authorizing_integration_owners: { 1: '7' } },
    )
    await request(discord, callback, reply)
    const codes: unknown[] = []
    for (let count = 0; count < 6; count += 1)
      codes.push(await code(discord, `POST ${webhook}`, message()))
    expect(codes).toEqual([200, 200, 200, 200, 200, 40_094])
  })

  test('tell whoever sent one by hand how it goes', async () => {
    const { discord, channel } = await room()
    const heard: string[] = []
    const { id, token } = discord.dispatchInteraction(
      { type: 2, channel_id: channel.id, user: { id: '1' }, authorizing_integration_owners: {} },
      {
        ack: ({ type }) => void heard.push(`ack ${type}`),
        settled: ({ messages }) => void heard.push(`settled ${messages.length}`),
      },
    )
    await request(discord, `POST interactions/${id}/${token}/callback`, { type: 5 })
    const original = `PATCH webhooks/${discord.bot.id}/${token}/messages/@original`
    await request(discord, original, message())
    expect(heard).toEqual(['ack 5', 'settled 1'])
  })
})
