import { describe, expect, test } from 'vitest'
import { type Room, request, room, type Spoken } from './by-hand.ts'
import { type Discord, type Json, lockScreen, textOf } from './index.ts'
import { button, message, row, text, v2 } from './parts.ts'
import { plantedChoices, plantedCommands, plantedForms } from './planted.ts'
import {
  type Planted,
  plantedAgainstUs,
  plantedMessages,
  soundMessages,
} from './planted-messages.ts'

/** An interaction of somebody, whose answers are given by hand. */
const asked = ({ discord, channel }: Room, type = 2): { callback: string; webhook: string } => {
  const user = { id: discord.world.user('Ada').id }
  const where = { channel_id: channel.id, authorizing_integration_owners: { 0: '0' } }
  const { id, token } = discord.dispatchInteraction({ type, user, ...where })
  return {
    callback: `POST interactions/${id}/${token}/callback`,
    webhook: `webhooks/${discord.bot.id}/${token}`,
  }
}

const shortened = (body: Json): string =>
  JSON.stringify(body)
    .replace(/x{20,}/g, (all) => `x*${all.length}`)
    .slice(0, 120)

const cases = (planted: readonly Planted[]) =>
  planted.map(([rule, body]) => [rule, shortened(body), body] as const)

const rules = ({ violations }: Discord, isOurs = false): string[] =>
  violations.filter((one) => one.isOurs === isOurs).map(({ rule }) => rule)

const expectRefused = ({ discord }: Room, rule: string, answer: Spoken): void => {
  expect(rules(discord)).toContain(rule)
  expect(answer).toMatchObject({ status: 400, body: { code: 50035 } })
}

describe('a planted violation is caught', () => {
  test.each(cases(plantedMessages))('%s: %s', async (rule, _said, body) => {
    const place = await room()
    const line = `POST channels/${place.channel.id}/messages`
    expectRefused(place, rule, await request(place.discord, line, body))
  })

  test.each(cases(plantedAgainstUs))('our own: %s: %s', async (rule, _said, body) => {
    const { discord, channel } = await room()
    const answer = await request(discord, `POST channels/${channel.id}/messages`, body)
    expect([rules(discord, true), rules(discord)]).toEqual([[rule], []])
    expect(answer.status).toBe(200)
  })

  test.each(cases(plantedCommands))('command: %s: %s', async (rule, _said, body) => {
    const place = await room()
    const line = `PUT applications/${place.discord.bot.id}/commands`
    expectRefused(place, rule, await request(place.discord, line, [body]))
  })

  test.each(cases(plantedForms))('form: %s: %s', async (rule, _said, data) => {
    const place = await room()
    const line = asked(place).callback
    expectRefused(place, rule, await request(place.discord, line, { type: 9, data }))
  })

  test.each(cases(plantedChoices))('choices: %s: %s', async (rule, _said, data) => {
    const place = await room()
    const line = asked(place, 4).callback
    expectRefused(place, rule, await request(place.discord, line, { type: 8, data }))
  })

  const callbacks: [number, Json, string, boolean][] = [
    [2, { type: 6 }, 'callback does not fit the interaction', false],
    [2, { type: 8, data: { choices: [] } }, 'callback does not fit the interaction', false],
    [3, { type: 7, data: message() }, 'callback does not fit the interaction', false],
    [5, { type: 9, data: {} }, 'schema: no string', false],
    [2, { type: 99 }, 'schema: no never', false],
    [2, { type: 5, data: { flags: 68 } }, 'a deferral with other flags than ephemeral', true],
    [2, { type: 4, data: { content: 'x', flags: 4 } }, 'no allowed_mentions with parse', true],
  ]
  test.each(callbacks)('callback to %s: %j: %s', async (type, body, rule, isOurs) => {
    const place = await room()
    const answer = await request(place.discord, asked(place, type).callback, body)
    expect(rules(place.discord, isOurs)).toContain(rule)
    expect(answer.status).toBe(isOurs ? 204 : 400)
  })

  const edits: [Json, Json, string][] = [
    [v2(text()), { ...v2(text()), flags: 0 }, 'Components V2 switched off'],
    [v2(text()), { content: 'x', allowed_mentions: { parse: [] } }, 'content beside Components V2'],
    [message(), v2(text()), 'content beside Components V2'],
    [message(), { ...message(), content: '' }, 'message without anything'],
    [message(), { content: 'x' }, 'no allowed_mentions with parse'],
    [message(), { ...message(), flags: 0 }, 'link preview possible'],
  ]
  test.each(edits)('%j edited by %j: %s', async (before, edit, rule) => {
    const { discord, channel } = await room()
    const messages = `channels/${channel.id}/messages`
    const { body } = await request(discord, `POST ${messages}`, before)
    expect(discord.violations).toEqual([])
    await request(discord, `PATCH ${messages}/${body.id}`, edit)
    expect(discord.violations.map((one) => one.rule)).toEqual([rule])
  })

  test('a hundred and one commands', async () => {
    const place = await room()
    const all = Array.from({ length: 101 }, (_, at) => ({ name: `n${at}`, description: 'x' }))
    const answer = await request(
      place.discord,
      `PUT applications/${place.discord.bot.id}/commands`,
      all,
    )
    expectRefused(place, 'over 100 commands of type 1', answer)
  })

  test('a route that Discord does not have', async () => {
    const { discord } = await room()
    expect(await request(discord, 'POST nowhere', {})).toMatchObject({ status: 404 })
    expect(discord.violations).toMatchObject([{ rule: 'no such route', route: 'POST nowhere' }])
  })
})

describe('nothing is broken by', () => {
  const sound = soundMessages.map((body) => [shortened(body), body] as const)
  test.each(sound)('%s', async (_said, body) => {
    const { discord, channel } = await room()
    await request(discord, `POST channels/${channel.id}/messages`, body)
    expect(discord.violations).toEqual([])
  })

  test('an edit that leaves out what stays, and a deferral that becomes Components V2', async () => {
    const place = await room()
    const { discord } = place
    const { callback, webhook } = asked(place)
    const quiet = { allowed_mentions: { parse: [] } }
    await request(discord, callback, { type: 5, data: { flags: 64 } })
    const original = `PATCH ${webhook}/messages/@original`
    expect(await request(discord, original, v2(text()))).toMatchObject({ body: { flags: 32_832 } })
    const answer = await request(discord, original, { ...quiet, components: [text('again')] })
    expect(answer).toMatchObject({ status: 200, body: { flags: 32_832 } })
    expect(discord.violations).toEqual([])
  })

  test('a ping that the test allows', async () => {
    const { discord, channel } = await room()
    discord.mayMention.add('7')
    const allowed_mentions = { parse: [], users: ['7'] }
    await request(discord, `POST channels/${channel.id}/messages`, {
      ...message(),
      allowed_mentions,
    })
    expect(discord.violations).toEqual([])
  })
})

test('a lock screen shows what a message says plainly, and nothing of Components V2', () => {
  const shown = { content: '**TLP:CLEAR**  `One` \\*star\\* _x_', flags: 0 }
  expect(lockScreen(shown)).toBe('TLP:CLEAR  One *star* _x_')
  expect(lockScreen({ ...shown, flags: 32_768 })).toBe('')
  const embeds = [{ title: 'T', fields: [{ name: 'n', value: 'v' }] }]
  expect(textOf({ content: '', embeds, components: [row(button())] })).toBe('T\nn\nv\n[Press]')
})
