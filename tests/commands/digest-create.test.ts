import { describe, expect, it } from 'vitest'
import type { Reply } from '#core/reply'
import { shippedFolder } from '../support/engine.ts'
import { textOf } from '../support/text.ts'
import { ordering } from './ordering.ts'

const created = async (line: string, wish: Parameters<typeof ordering>[0] = {}) => {
  const needed = line.includes('topics:') ? { folder: shippedFolder } : {}
  const on = await ordering({ ...needed, ...wish })
  const reply = await on.say(`/digest create ${line}`)
  return { ...on, reply, said: textOf(reply).split('\n'), digest: on.orders.digests[0] }
}

/** What is named between "Next" and the words after it. */
const times = (reply: Reply): string[] =>
  reply.blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.map(({ text }) => text.join('')) : [],
  )

it('says what was set in a sentence, the next three times, and what it holds', async () => {
  const { reply, digest } = await created('weekdays 08:00 topics:nato, defence core zone:Kyiv')
  expect(textOf(reply)).toBe(
    [
      'Set for #policy: "Morning briefing", weekdays at 08:00 (Kyiv), on NATO and Defence core.',
      'Next, Kyiv time:',
      'Wednesday 25 November 2026, 08:00',
      'Thursday 26 November 2026, 08:00',
      'Friday 27 November 2026, 08:00',
      'It begins with what arrives from now on. #policy sees TLP:CLEAR.',
      '[Preview] /digest preview {"digest":"d1"}',
      '[Edit] /digest edit {"digest":"d1"}',
      '[Delete] /digest delete {"digest":"d1"}',
    ].join('\n'),
  )
  expect(digest).toMatchObject({
    name: 'Morning briefing',
    schedule: { times: [480], weekdays: [1, 2, 3, 4, 5] },
    zone: 'Europe/Kyiv',
    topics: ['nato', 'defence-core'],
    sendsEmpty: false,
    form: 'headlines',
    skips: [],
  })
})

it('takes every option, and says so', async () => {
  const { said, digest } = await created(
    'daily 18:00 name:The long read empty:yes form:long topics:everything',
  )
  expect(said[0]).toBe(
    'Set for #policy: "The long read", daily at 18:00 (Brussels), on all topics, each briefing whole, also when there is nothing new.',
  )
  expect(digest).toMatchObject({ topics: [], sendsEmpty: true, form: 'long' })
})

it.each([
  ['daily 00:00', 'Briefing'],
  ['daily 04:00', 'Morning briefing'],
  ['daily 11:59', 'Morning briefing'],
  ['daily 12:00', 'Midday briefing'],
  ['daily 15:00', 'Briefing'],
  ['daily 17:00 and 22:00', 'Evening briefing'],
  ['every 2 hours', 'Briefing'],
])('calls one of %s "%s"', async (when, name) => {
  expect((await created(when)).digest?.name).toBe(name)
})

it('numbers a name that is taken', async () => {
  const { say, orders } = await created('daily 08:00')
  await say('/digest create daily 09:00')
  await say('/digest create daily 10:00 name:morning  BRIEFING')
  expect(orders.digests.map(({ name }) => name)).toEqual([
    'Morning briefing',
    'Morning briefing 2',
    'morning BRIEFING 3',
  ])
})

describe('the next three times', () => {
  it('keep their hour when summer time begins', async () => {
    const { reply } = await created('daily 08:00', { now: '2027-03-26T09:00:00Z' })
    expect(times(reply)).toEqual([
      'Saturday 27 March 2027, 08:00 (UTC+1)',
      'Sunday 28 March 2027, 08:00 (UTC+2)',
      'Monday 29 March 2027, 08:00 (UTC+2)',
    ])
  })
  it('name the hour to which the clock moves what it leaves out', async () => {
    const { reply } = await created('daily 02:30', { now: '2027-03-27T09:00:00Z' })
    expect(times(reply)).toEqual([
      'Sunday 28 March 2027, 03:30',
      'Monday 29 March 2027, 02:30',
      'Tuesday 30 March 2027, 02:30',
    ])
  })
  it('tell apart an hour that comes twice', async () => {
    const { reply } = await created('hourly', { now: '2026-10-24T23:30:00Z' })
    expect(times(reply)).toEqual([
      'Sunday 25 October 2026, 02:00 (UTC+2)',
      'Sunday 25 October 2026, 02:00 (UTC+1)',
      'Sunday 25 October 2026, 03:00 (UTC+1)',
    ])
  })
  it('say half hours of an offset', async () => {
    const { reply } = await created('daily 08:00 zone:Adelaide', { now: '2027-04-02T09:00:00Z' })
    expect(times(reply)).toEqual([
      'Saturday 3 April 2027, 08:00 (UTC+10:30)',
      'Sunday 4 April 2027, 08:00 (UTC+9:30)',
      'Monday 5 April 2027, 08:00 (UTC+9:30)',
    ])
  })
  it('reach as far as the rarest date', async () => {
    const { reply } = await created('29 February 08:00')
    expect(times(reply)).toEqual([
      'Tuesday 29 February 2028, 08:00',
      'Sunday 29 February 2032, 08:00',
      'Friday 29 February 2036, 08:00',
    ])
  })
})

it('says of cron with both days that either is enough', async () => {
  const { said } = await created('0 8 1 * 1')
  expect(said).toContain(
    'It comes on every day that fits either: the day of the week, or that of the month.',
  )
  expect((await created('0 8 * * 1')).said.join()).not.toContain('either')
})

it('shows as code what only cron can say', async () => {
  const { reply } = await created('0 8,9,10,11,12,13,14,15 * * 1-5')
  expect(reply.blocks[0]).toMatchObject({
    text: expect.arrayContaining([{ kind: 'code', text: '0 8-15 * * 1-5' }]),
  })
})

it('says how far up its editions go, and what is missing there', async () => {
  const { said } = await created('daily 08:00', { limit: 'GREEN', missing: ['Embed Links'] })
  expect(said).toContain('It begins with what arrives from now on. #policy sees up to TLP:GREEN.')
  expect(said).toContain('I need Embed Links in #policy. Whoever manages it can allow that.')
})

it('is anybody’s in direct messages', async () => {
  const wish = { isPersonal: true, place: 'your direct messages' }
  const { say, orders } = await ordering(wish)
  const said = textOf(await say('/digest create daily 08:00', { manages: false }))
  expect(said).toContain('Set for your direct messages: "Morning briefing"')
  expect(said).toContain('You see TLP:CLEAR there.')
  expect(orders.digests).toHaveLength(1)
})

it('is for managers in a channel', async () => {
  const { say, orders } = await ordering()
  expect(textOf(await say('/digest create daily 08:00', { manages: false }))).toBe(
    'In a channel, /digest create is for managers. Ask one of them to run it, or use it for yourself in direct messages with me.',
  )
  expect(orders.digests).toEqual([])
})

describe('a mention', () => {
  it('waits for the button', async () => {
    const { reply, said, orders, press } = await created('daily 08:00 mention:@desk')
    expect(orders.digests[0]).not.toHaveProperty('mention')
    expect(said).toContain('@desk is not called yet: press the button if it is to be.')
    const done = await press(reply, 'Call @desk in every edition')
    expect(textOf(done)).toContain('Every edition of "Morning briefing" now calls @desk.')
    expect(orders.digests[0]?.mention).toEqual({ id: '77', text: '@desk' })
  })
  it('that nobody answers to keeps the digest from being made', async () => {
    const { said, orders } = await created('daily 08:00 mention:@nobodies')
    expect(said).toEqual(['I find no role or group "@nobodies".'])
    expect(orders.digests).toEqual([])
  })
  it('makes no sense where one reads alone', async () => {
    const { said, orders } = await created('daily 08:00 mention:@desk', { isPersonal: true })
    expect(said[0]).toContain('Leave out the mention.')
    expect(orders.digests).toEqual([])
  })
})

describe('what cannot be is refused with the nearest that can', () => {
  it.each([
    ['weekdays 25:00', 'There is no time 25:00. Write weekdays at 23:00 instead.'],
    ['31 February 08:00', 'Write on the last day in February at 08:00 instead.'],
    ['0 0 30 2 *', 'That never comes'],
    [
      '0 8 * * 5L',
      'L, W, # and ? mean nothing in the cron that I read. Write fridays at 08:00 instead.',
    ],
    ['every 5 minutes', 'Write every 15 minutes instead.'],
    ['daily 8 zone:Kviy', 'No time zone "Kviy". Did you mean Europe/Kyiv?'],
    ['daily 8 topics:nato, rusia', 'No topic "rusia". Did you mean Russia?'],
    ['daily 8 empty:perhaps', '"perhaps" is not one of no or yes.'],
    [`daily 8 name:${'x'.repeat(61)}`, 'A name has at most 60 characters; this has 61.'],
  ])('%s', async (line, says) => {
    const { said, orders } = await created(line)
    expect(said.join()).toContain(says)
    expect(orders.digests).toEqual([])
  })
  it('in a dialogue, at each field', async () => {
    const { faults } = await ordering()
    const options = { when: '31 February 08:00', zone: 'Kviy', topics: 'x', name: 'y'.repeat(61) }
    const found = await faults({ command: 'digest create', options })
    expect(Object.keys(found).sort()).toEqual(['name', 'topics', 'when', 'zone'])
  })
})

it('stops at 25 in one place', async () => {
  const { say, orders } = await ordering()
  for (let made = 0; made < 25; made++) await say('/digest create daily 08:00')
  expect(textOf(await say('/digest create daily 08:00'))).toBe(
    'There are 25 digests in #policy, and no more are possible. Delete one first.',
  )
  expect(orders.digests).toHaveLength(25)
})
