import { describe, expect, it } from 'vitest'
import type { Digest } from '#core/digest'
import { textOf } from '../support/text.ts'
import { ordering } from './ordering.ts'

/** Said on Tuesday 24 November 2026, ten o'clock in Brussels. */
const standing = async (line = 'weekdays 08:00') => {
  const on = await ordering()
  await on.say(`/digest create ${line}`)
  const first = () => on.orders.digests[0] as Digest
  return { ...on, first, says: async (said: string) => textOf(await on.say(said)) }
}

describe('a pause', () => {
  it('lasts until somebody ends it', async () => {
    const { say, press, first } = await standing()
    const paused = await say('/digest pause')
    expect(textOf(paused)).toBe(
      [
        '"Morning briefing" is paused until somebody resumes it.',
        'What is new meanwhile comes with its next edition.',
        '[Resume] /digest resume {"digest":"d1"}',
      ].join('\n'),
    )
    expect(first().pause).toEqual({ by: 'hand', why: 'by hand' })
    expect(textOf(await press(paused, 'Resume'))).toBe(
      [
        '"Morning briefing" goes on.',
        'Next, Brussels time:',
        'Wednesday 25 November 2026, 08:00',
        'Thursday 26 November 2026, 08:00',
        'Friday 27 November 2026, 08:00',
        'What is new meanwhile comes with its next edition.',
        '[Pause] /digest pause {"digest":"d1"}',
      ].join('\n'),
    )
    expect(first()).not.toHaveProperty('pause')
  })
  it('until a day says the times from then on', async () => {
    const { says, first } = await standing()
    expect(await says('/digest pause Morning briefing until 3 January')).toContain(
      [
        '"Morning briefing" is paused and goes on from Sunday 3 January 2027.',
        'Next, Brussels time:',
        'Monday 4 January 2027, 08:00',
      ].join('\n'),
    )
    expect(first().pause?.until).toBe('2027-01-03')
    expect(await says('/digest list')).toContain('· paused until Sunday 3 January 2027')
  })
  it.each(['today', 'yesterday', '20 November 2026', 'soon'])('cannot end %s', async (until) => {
    const { says, first } = await standing()
    expect(await says(`/digest pause until:${until}`)).toMatch(/Name a day to come|Write it like/)
    expect(first()).not.toHaveProperty('pause')
  })
  it('by a fault says what was wrong, and what still is', async () => {
    const { says, orders } = await standing()
    const why = 'I need Embed Links in #policy'
    orders.digests[0] = { ...(orders.digests[0] as Digest), pause: { by: 'fault', why } }
    expect(await says('/digest show')).toContain(
      `It rests, because it could not be posted: ${why}.`,
    )
    expect(await says('/digest list')).toContain(`· rests, because it could not be posted: ${why}`)
    orders.missing = ['Embed Links']
    const said = await says('/digest resume')
    expect(said).toContain(`It had rested because it could not be posted: ${why}.`)
    expect(said).toContain('I need Embed Links in #policy. Whoever manages it can allow that.')
  })
  it('that there is none is said with the next times', async () => {
    const { says, first } = await standing()
    expect(await says('/digest resume')).toContain('"Morning briefing" is not paused.\nNext')
    expect(first().version).toBe(1)
  })
})

describe('days left out', () => {
  it('are said by the times that fall away', async () => {
    const { says, first } = await standing()
    expect(await says('/digest skip 24 Dec to 28 Dec')).toBe(
      [
        'Left out of "Morning briefing":',
        'Thursday 24 December 2026, 08:00',
        'Friday 25 December 2026, 08:00',
        'Monday 28 December 2026, 08:00',
        'It does not come on 26 to 27 December 2026 anyway.',
        'Then it comes on Tuesday 29 December 2026, 08:00.',
        '[Leave out none] /digest skip {"dates":"none","digest":"d1"}',
      ].join('\n'),
    )
    expect(first().skips).toHaveLength(5)
  })
  it('are counted where they are many', async () => {
    const { says } = await standing('every 2 hours')
    expect(await says('/digest skip 1 January')).toContain(
      'Left out of "Briefing": 12 times, from Friday 1 January 2027, 00:00 to Friday 1 January 2027, 22:00.\nThen it comes on Saturday 2 January 2027, 00:00.',
    )
  })
  it('add up, and are not named once they have passed', async () => {
    const { says, orders, first } = await standing()
    orders.digests[0] = { ...first(), skips: ['2026-11-20', '2026-12-24'] }
    expect(await says('/digest skip 25 Dec')).toContain('Left out in all: 24 to 25 December 2026.')
    expect(first().skips).toEqual(['2026-11-20', '2026-12-24', '2026-12-25'])
    await says('/digest skip none')
    expect(first().skips).toEqual(['2026-11-20'])
  })
  it('on which none would come are told', async () => {
    const { says } = await standing()
    expect(await says('/digest skip 5 Dec')).toContain(
      'Nothing is left out of "Morning briefing".\nIt does not come on 5 December 2026 anyway.',
    )
  })
  it('hold no time of today that is gone', async () => {
    const { says } = await standing()
    expect(await says('/digest skip today')).toContain('Nothing is left out')
  })
  it('hold a time that the clock moves', async () => {
    const { says } = await standing('daily 02:30')
    expect(await says('/digest skip 28 March 2027')).toContain('Sunday 28 March 2027, 03:30')
  })
  it('end with none, and come back by the button', async () => {
    const { say, press, says, first } = await standing()
    await says('/digest skip 24 Dec to 2 Jan, 6 Jan')
    const { skips } = first()
    const none = await say('/digest skip none')
    expect(textOf(none)).toContain(
      '"Morning briefing" leaves out no day any more; it was 24 December 2026 to 2 January 2027 and 6 January 2027.',
    )
    expect(first().skips).toEqual([])
    await press(none, 'Leave them out again')
    expect(first().skips).toEqual(skips)
    await press(await say('/digest skip none'), 'Leave them out again')
    await says('/digest skip none')
    expect(await says('/digest skip none')).toContain('leaves out no day.')
  })
  it('change the next times', async () => {
    const { says } = await standing()
    await says('/digest skip tomorrow to friday')
    expect(await says('/digest show')).toContain('Next, Brussels time:\nMonday 30 November 2026')
    expect(await says('/digest show')).toContain('Left out: 25 to 27 November 2026')
  })
  it.each(['20 November 2026', 'yesterday', '31 February', '24 Dec 2026 to 20 Dec 2026', ''])(
    'cannot be %j',
    async (dates) => {
      const { run, first } = await standing()
      const invoked = { command: 'digest skip', options: { dates } }
      expect(textOf((await run(invoked)) as never)).toMatch(
        /Name a day to come|Write it like|Name the first day first|needs <dates>/,
      )
      expect(first().skips).toEqual([])
    },
  )
})

describe('deleting', () => {
  it('asks first, and can be undone', async () => {
    const { say, press, first } = await standing()
    const asks = await say('/digest delete')
    expect(textOf(asks)).toBe(
      [
        'Delete "Morning briefing"? It comes to #policy: weekdays at 08:00 (Brussels).',
        '[Delete it] /digest delete {"digest":"d1","sure":"yes"}',
      ].join('\n'),
    )
    expect(first().isDeleted).toBe(false)
    const done = await press(asks, 'Delete it')
    expect(textOf(done)).toContain('"Morning briefing" is deleted; nothing more comes of it.')
    expect(first().isDeleted).toBe(true)
    const back = textOf(await press(done, 'Bring it back'))
    expect(back).toContain('"Morning briefing" is back.\nNext, Brussels time:')
    expect(first().isDeleted).toBe(false)
  })
  it('leaves only the way back', async () => {
    const { says } = await standing()
    await says('/digest delete sure:yes')
    for (const what of ['show', 'pause', 'send', 'edit form:long digest:'])
      expect(await says(`/digest ${what} d1`.replace(': ', ':'))).toBe(
        '"Morning briefing" was deleted. To bring it back: /digest resume d1',
      )
    expect(await says('/digest list')).toContain('No digest comes to #policy yet.')
  })
})
