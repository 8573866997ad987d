import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  addressOf,
  channelAt,
  isDm,
  messageAt,
  personAt,
  personOf,
  rootOf,
  tsOf,
} from '#platforms/slack/address'
import { asTyped, plainText } from '#platforms/slack/receive/plain-text'

const bot = 'UB0T'

it.each([
  ['<@UB0T> When was it?', 'When was it?'],
  ['When <@UB0T> was it?', 'When   was it?'],
  ['<@UB0T>', ''],
  ['ask <@U2> about &lt;b&gt; &amp; c', 'ask @U2 about <b> & c'],
  ['&amp;lt;', '&lt;'],
  ['see <https://example.org/a?b=1&amp;c=2>', 'see https://example.org/a?b=1&c=2'],
  ['see <https://example.org|the page>', 'see the page'],
  ['in <#C1|policy> and <#C2>', 'in #policy and #C2'],
  ['<!here> <!channel|channel> <!subteam^S1|@desk>', '@here @channel @@desk'],
  ['<!date^1700000000^{date}|2023>', '@2023'],
  ['a < b > c', 'a < b > c'],
  ['<mailto:a@example.org|a@example.org>', 'a@example.org'],
])('reads %j as it was written', (text, plain) => {
  expect(plainText(text, bot)).toBe(plain)
})

it('reads any text without failing, and leaves none of the bot’s own name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(plainText(`${text} <@${bot}>`, bot)).not.toContain(`<@${bot}>`)
    }),
  )
})

it('gives back what Slack has escaped', () => {
  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(plainText(escaped(text), bot)).toBe(text.trim())
    }),
  )
})

it.each([
  ['/sitrep brief nato', '/brief nato'],
  ['/Sitrep   topics', '/topics'],
  ['/sitrep', '/help'],
  ['/sitreps brief', '/sitreps brief'],
  ['/brief nato', '/brief nato'],
  ['what is /sitrep topics', 'what is /sitrep topics'],
])('takes %j for %j', (text, line) => {
  expect(asTyped(text)).toBe(line)
})

it('knows again where something is', () => {
  const thread = 'T1/C1/1700000000.000100'
  expect(addressOf('T1/C1')).toEqual({ workspace: 'T1', channel: 'C1' })
  expect(addressOf(thread)).toEqual({
    workspace: 'T1',
    channel: 'C1',
    thread: '1700000000.000100',
  })
  for (const address of ['T1/C1', thread]) expect(channelAt(addressOf(address))).toBe(address)
  expect(rootOf(thread)).toBe('T1/C1')
  expect(tsOf(messageAt('C1', '1700000000.000100'))).toBe('1700000000.000100')
  expect(personOf(personAt('T1', 'U1'))).toEqual({ workspace: 'T1', user: 'U1' })
  expect(['T1/D1', 'T1/D1/1.2', 'T1/', 'T1/C1', 'T1/G1'].map(isDm)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})
