import {
  button,
  embed,
  link,
  long,
  many,
  menu,
  message,
  quiet,
  row,
  rows,
  section,
  text,
  v2,
} from './parts.ts'
import type { Component, Json } from './world/records.ts'

/** A rule, and a body that breaks it. */
export type Planted = readonly [rule: string, body: Json]

const media = { url: 'https://x.test' }
const field = { name: 'n', value: 'v' }
const option = (more: Json): Component => menu({ options: [{ label: 'One', value: '1', ...more }] })

const inText: Planted[] = [
  ['over 2000 characters', message({ content: long(2_001) })],
  ['schema: no string', message({ content: 7 })],
  ['message without anything', message({ content: ' ' })],
  ['message without anything', { flags: 4, allowed_mentions: quiet }],
  ['schema: no regex', message({ allowed_mentions: { ...quiet, roles: ['desk'] } })],
  ['schema: no regex', message({ allowed_mentions: { ...quiet, roles: ['<@&7>'] } })],
  ['schema: over 25', message({ nonce: long(26), enforce_nonce: true })],
  ['private, but no answer to an interaction', message({ flags: 68 })],
  ['unknown message', message({ message_reference: { message_id: '1' } })],
]

const inEmbeds: Planted[] = [
  ['schema: over 10', message({ embeds: many(11, () => ({ title: 'x' })) })],
  ['schema: over 256', embed({ title: long(257) })],
  ['schema: over 4096', embed({ description: long(4_097) })],
  ['schema: over 2048', embed({ footer: { text: long(2_049) } })],
  ['schema: over 256', embed({ author: { name: long(257) } })],
  ['schema: over 25', embed({ fields: many(26, () => field) })],
  ['schema: over 256', embed({ fields: [{ ...field, name: long(257) }] })],
  ['schema: over 1024', embed({ fields: [{ ...field, value: long(1_025) }] })],
  ['field without name or value', embed({ fields: [{ ...field, name: '' }] })],
  ['field without name or value', embed({ fields: [{ ...field, value: ' ' }] })],
  ['embed without anything', message({ embeds: [{ color: 1 }] })],
  [
    'over 6000 characters of embeds',
    message({ embeds: many(2, () => ({ description: long(3_001) })) }),
  ],
]

const inControls: Planted[] = [
  ['over 5 action rows', rows(...many(6, (at) => row(button({ custom_id: at }))))],
  ['schema: over 5', rows(row(...many(6, (at) => button({ custom_id: at }))))],
  ['schema: under 1', rows(row())],
  ['a menu that is not alone in its row', rows(row(button(), menu()))],
  ['a menu that is not alone in its row', rows(row(menu(), menu({ custom_id: 'b' })))],
  ['custom id twice', rows(row(button(), button()))],
  ['schema: under 1', rows(row(button({ custom_id: '' })))],
  ['schema: over 100', rows(row(button({ custom_id: long(101) })))],
  ['schema: over 80', rows(row(button({ label: long(81) })))],
  ['button without a label', rows(row(button({ label: '' })))],
  ['schema: over 512', rows(row(link({ url: `https://x.test/${long(512)}` })))],
  ['not a web address', rows(row(link({ url: 'javascript:alert(1)' })))],
  ['not a web address', rows(row(link({ url: 'discord://app' })))],
  ['style, url and custom id do not agree', rows(row(button({ style: 5 })))],
  ['style, url and custom id do not agree', rows(row(link({ style: 1 })))],
  ['style, url and custom id do not agree', rows(row(link({ custom_id: 'x' })))],
  ['schema: under 1', rows(row(menu({ options: [] })))],
  ['schema: over 25', rows(row(menu({ options: many(26, (value) => ({ label: 'x', value })) })))],
  ['option value twice', rows(row(menu({ options: many(2, () => ({ label: 'x', value: '1' })) })))],
  ['schema: over 150', rows(row(menu({ placeholder: long(151) })))],
  ['more values than options', rows(row(menu({ max_values: 2 })))],
  ['schema: over 100', rows(row(option({ label: long(101) })))],
  ['schema: over 100', rows(row(option({ value: long(101) })))],
  ['schema: over 100', rows(row(option({ description: long(101) })))],
  ['no action row, without the Components V2 flag', rows(text())],
]

const inV2: Planted[] = [
  ['content beside Components V2', { ...v2(text()), content: 'beside' }],
  ['embeds beside Components V2', { ...v2(text()), embeds: [{ title: 'x' }] }],
  ['a poll or stickers beside Components V2', { ...v2(text()), sticker_ids: ['1'] }],
  ['message without anything', v2()],
  ['schema: over 40', v2(...many(41, () => text()))],
  ['over 40 components in all', v2({ type: 17, components: many(40, () => text()) })],
  [
    'over 40 components in all',
    v2(...many(14, (at) => section({ accessory: button({ custom_id: at }) }))),
  ],
  ['over 4000 characters of text', v2(...many(2, () => text(long(2_001))))],
  ['text without anything', v2(text(' '))],
  ['schema: under 1', v2(text(''))],
  ['schema: under 1', v2(section({ components: [] }))],
  ['schema: over 3', v2(section({ components: many(4, () => text()) }))],
  ['schema: no object', v2({ type: 9, components: [text()] })],
  ['schema: over 1024', v2(section({ accessory: { type: 11, media, description: long(1_025) } }))],
  ['schema: over 1024', v2({ type: 12, items: [{ media, description: long(1_025) }] })],
]

/** Each rule of a posted message, broken once. */
export const plantedMessages = [...inText, ...inEmbeds, ...inControls, ...inV2]

const withEmbed = (content: string): Json =>
  message({ flags: 0, embeds: [{ title: 'x' }], content })

/** Each rule of our own, broken once; Discord would take these. */
export const plantedAgainstUs: Planted[] = [
  ['no allowed_mentions with parse', { content: 'x', flags: 4 }],
  ['no allowed_mentions with parse', message({ allowed_mentions: {} })],
  ['mentions are parsed', message({ allowed_mentions: { parse: ['users'] } })],
  ['pings somebody', message({ allowed_mentions: { ...quiet, users: ['7'] } })],
  ['pings somebody', message({ allowed_mentions: { ...quiet, roles: ['7'] } })],
  ['a reply pings', message({ allowed_mentions: { ...quiet, replied_user: true } })],
  ['link preview possible', message({ flags: 0 })],
  ['link preview possible', withEmbed('see https://x.test')],
  ['link preview possible', withEmbed('[x](https://x.test)')],
  ['embeds hidden by SUPPRESS_EMBEDS', message({ embeds: [{ title: 'x' }] })],
  ['field unknown to Discord', message({ allowedMentions: quiet })],
]

/** What breaks nothing: the longest of everything, and addresses that become no link. */
export const soundMessages: Json[] = [
  message(),
  message({ content: long(2_000) }),
  withEmbed('<https://x.test> `https://x.test` ```\nhttps://x.test\n```'),
  message({ message_reference: { message_id: '1', fail_if_not_exists: false } }),
  rows(row(link()), row(menu())),
  embed({ fields: many(25, () => field) }),
  v2(...many(38, () => text()), row(button())),
  v2(section(), text(long(3_995))),
]
