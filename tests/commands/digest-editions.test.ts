import { describe, expect, it } from 'vitest'
import type { Edition } from '#core/digest'
import { textOf } from '../support/text.ts'
import { ordering } from './ordering.ts'

const standing = async (editions: Partial<Edition>[] = [], line = 'weekdays 08:00') => {
  const on = await ordering()
  await on.say(`/digest create ${line}`)
  const day = 24 * 3_600_000
  const whole = editions.map((one, at) => ({
    id: `e${at + 1}`,
    digest: 'd1',
    slot: '2026-11-23T08:00',
    due: on.orders.now - day,
    state: 'sent' as const,
    ...one,
  }))
  on.orders.editions.push(...whole)
  return { ...on, says: async (said: string) => textOf(await on.say(said)) }
}

const states: [string, Partial<Edition>][] = [
  ['sent', { state: 'sent', posted: { channel: 'policy', message: '' } }],
  ['sent, 1 of its 3 messages', { state: 'sent', stands: { sent: 1, of: 3 } }],
  ['sent', { state: 'sent', stands: { sent: 3, of: 3 } }],
  ['on its way', { state: 'open' }],
  ['skipped: there was nothing new', { state: 'skipped', why: 'nothing new' }],
  ['skipped: a later one stood for it', { state: 'skipped', why: 'coalesced' }],
  ['skipped: it was too late to be of use', { state: 'skipped', why: 'stale' }],
  ['skipped: that day was left out', { state: 'skipped', why: 'by hand' }],
  [
    'not known whether it arrived: the answer was lost',
    { state: 'unknown', why: 'the answer was lost' },
  ],
  ['not sent: #policy is no longer there', { state: 'failed', why: '#policy is no longer there' }],
  ['not sent in time: #policy takes no more', { state: 'expired', why: '#policy takes no more' }],
  ['taken back: the digest was deleted', { state: 'cancelled', why: 'the digest was deleted' }],
]

describe('a history', () => {
  it.each(states)('says %s', async (said, edition) => {
    const { says } = await standing([edition])
    const lines = (await says('/digest history')).split('\n')
    expect(lines[0]).toBe('Morning briefing: 1 edition, newest first')
    expect(lines[1]).toBe(`Monday 23 November 2026, 08:00 · ${said}`)
  })
  it.each([
    ['Sunday 25 October 2026, 02:00, the second time', '2026-10-25T02:00~2'],
    ['Monday 23 November 2026, 10:00, by hand', 'now/2026-11-23T09:00:00Z'],
  ])('names %s', async (said, slot) => {
    const { says } = await standing([{ slot }])
    expect(await says('/digest history')).toContain(`${said} · sent`)
  })
  it('leads to what was sent', async () => {
    const { say } = await standing([{ posted: { channel: 'policy', message: '5' } }])
    const { blocks } = await say('/digest history')
    expect(JSON.stringify(blocks)).toContain('"url":"https://chat.example/5"')
  })
  it('still waits for what is not due', async () => {
    const { says, orders } = await standing([{ state: 'open' }])
    orders.editions[0] = { ...(orders.editions[0] as Edition), due: orders.now + 1 }
    expect(await says('/digest history')).toContain('· waiting')
  })
  it('is paged, newest first', async () => {
    const { say, says, press } = await standing(
      Array.from({ length: 17 }, (_, at) => ({ slot: `2026-11-${20 - at}T08:00` })).map((one) => ({
        slot: one.slot.replace(/-(\d)T/, '-0$1T'),
      })),
    )
    const first = await say('/digest history')
    expect(textOf(first)).toContain('17 editions, newest first (1 of 3)')
    const last = await press(await press(first, 'Older'), 'Older')
    expect(textOf(last)).toContain('(3 of 3)\nWednesday 4 November 2026, 08:00 · sent\n[Newer]')
    expect(await says('/digest history page:9')).toBe('There is no page 9: 3 pages in all.')
  })
  it('has nothing to tell of a new one but its times', async () => {
    const { says } = await standing()
    expect(await says('/digest history')).toContain(
      'No edition of "Morning briefing" has come due yet.\nNext, Brussels time:',
    )
  })
})

describe('what is not known', () => {
  it('is settled from the history', async () => {
    const { say, press, orders } = await standing([{ state: 'unknown' }])
    const asks = await press(await say('/digest history'), 'Say which')
    expect(textOf(asks)).toBe(
      [
        'Did it arrive? Look for it in its channel, then say which.',
        '[It did] /digest settle {"edition":"e1","arrived":"yes"}',
        '[It did not, post it] /digest settle {"edition":"e1","arrived":"no"}',
      ].join('\n'),
    )
    expect(textOf(await press(asks, 'It did'))).toBe(
      'Noted: it arrived. What it held counts as shown.',
    )
    expect(orders.editions[0]?.state).toBe('sent')
    expect(textOf(await press(asks, 'It did not, post it'))).toContain(
      'Nothing is left to say about that edition',
    )
  })
  it('is posted again where it did not arrive', async () => {
    const { says, orders } = await standing([{ state: 'unknown' }])
    expect(await says('/digest settle e1 no')).toContain('It is posted now.')
    expect(orders.editions[0]?.state).toBe('open')
  })
  it('is asked of whoever looks at the digest', async () => {
    const { say, press, orders } = await standing([{ state: 'unknown' }])
    await press(await say('/digest show'), 'It did')
    expect(orders.editions[0]?.state).toBe('sent')
  })
  it('may be settled by whoever was asked, in direct messages', async () => {
    const { engine, orders } = await standing([{ state: 'unknown' }])
    const invoked = { command: 'digest settle', options: { edition: 'e1', arrived: 'yes' } }
    const viewer = {
      kind: 'person',
      workspace: '',
      person: 'discord:1',
      clearance: 'CLEAR',
    } as const
    const place = { platform: 'test', workspace: '' }
    await engine.run(invoked, { viewer, place, manages: false, orders })
    expect(orders.editions[0]?.state).toBe('sent')
  })
  it('is settled as yes or no alone', async () => {
    const { says, orders } = await standing([{ state: 'unknown' }])
    expect(await says('/digest settle e1 arrived:maybe')).toBe('"maybe" is not one of yes or no.')
    expect(orders.editions[0]?.state).toBe('unknown')
  })
})

describe('sending now', () => {
  it('says that it is on its way, and where to look', async () => {
    const { says, orders } = await standing([{ state: 'open' }])
    expect(await says('/digest send now')).toBe(
      [
        '"Morning briefing" is on its way to #policy.',
        'What it holds does not come again with the next one.',
        '[See whether it arrived] /digest history {"digest":"d1"}',
      ].join('\n'),
    )
    expect(orders.done).toEqual(['sent d1'])
  })
  it('says that there is nothing new, and when it comes', async () => {
    const { says } = await standing()
    expect(await says('/digest send')).toContain(
      'There is nothing new in "Morning briefing", so nothing is posted.\nNext, Brussels time:',
    )
  })
  it('does not try where it may not post', async () => {
    const { says, orders } = await standing([{ state: 'open' }])
    orders.missing = ['Embed Links']
    expect(await says('/digest send now')).toBe(
      'I need Embed Links in #policy. Whoever manages it can allow that.',
    )
    expect(orders.done).toEqual([])
  })
})

it('previews with a word that only the asker sees it, and the label of what it holds', async () => {
  const { say } = await standing()
  const reply = await say('/digest preview Morning briefing')
  expect(textOf(reply)).toBe('Morning briefing\nA preview, which only you see.\nIts items')
  expect(reply.tlp).toBe('CLEAR')
})

describe('a list', () => {
  it('names each with when it comes, and shows it by its button', async () => {
    const { say, says, press } = await standing()
    await says('/digest create monthly 1 08:00 name:The month')
    const reply = await say('/digest list')
    expect(textOf(reply)).toBe(
      [
        '2 digests in #policy',
        'Morning briefing · weekdays at 08:00 (Brussels) · next Wednesday 25 November 2026, 08:00',
        'The month · monthly on the 1st at 08:00 (Brussels) · next Tuesday 1 December 2026, 08:00',
      ].join('\n'),
    )
    expect(textOf(await press(reply, 'Show'))).toContain(
      'To #policy, weekdays at 08:00 (Brussels).',
    )
  })
  it('that is empty says how to make one', async () => {
    const { say } = await ordering()
    expect(textOf(await say('/digest list'))).toBe(
      'No digest comes to #policy yet.\nMake one: /digest create weekdays 08:00',
    )
  })
})

it('shows everything about one', async () => {
  const { says } = await standing([{ posted: { channel: 'policy', message: '5' } }])
  expect(await says('/digest show')).toBe(
    [
      'Morning briefing',
      'To #policy, weekdays at 08:00 (Brussels).',
      'Next, Brussels time:',
      'Wednesday 25 November 2026, 08:00',
      'Thursday 26 November 2026, 08:00',
      'Friday 27 November 2026, 08:00',
      'Topics: all topics',
      'Time zone: Europe/Brussels',
      'Nothing new: skipped',
      'Form: headlines',
      'Last: Monday 23 November 2026, 08:00, sent.',
      '#policy sees TLP:CLEAR.',
      '[Pause] /digest pause {"digest":"d1"}',
      '[Preview] /digest preview {"digest":"d1"}',
      '[Send now] /digest send {"digest":"d1"}',
      '[History] /digest history {"digest":"d1"}',
      '[Edit] /digest edit {"digest":"d1"}',
    ].join('\n'),
  )
})

describe('which digest is meant', () => {
  it.each(['Morning briefing', 'morning-BRIEFING', 'd1', ' D1 '])('%j', async (named) => {
    const { says } = await standing()
    await says('/digest create daily 18:00')
    expect(await says(`/digest show ${named}`)).toContain('Morning briefing')
  })
  it('is asked where there are several', async () => {
    const { says } = await standing()
    await says('/digest create daily 18:00 name:The "late" one')
    expect(await says('/digest pause')).toBe(
      'Which one? In #policy there are "Morning briefing" and "The "late" one". Name it, like /digest pause digest:"Morning briefing".',
    )
    expect(await says('/digest pause digest:"The late one"')).toContain('is paused')
  })
  it('is asked where there is none', async () => {
    const { say } = await ordering()
    for (const what of [
      'show',
      'edit',
      'pause',
      'resume',
      'skip none',
      'delete',
      'preview',
      'send',
      'history',
      'mention none',
    ])
      expect(textOf(await say(`/digest ${what}`)), what).toBe(
        'There is no digest in #policy yet. Make one: /digest create weekdays 08:00',
      )
  })
  it.each([
    ['mornin', 'No digest "mornin" in #policy. Did you mean "Morning briefing"?'],
    ['zzzz', 'No digest "zzzz" in #policy. There is "Morning briefing".'],
  ])('is not %s', async (named, said) => {
    const { says } = await standing()
    expect(await says(`/digest show ${named}`)).toBe(said)
  })
})
