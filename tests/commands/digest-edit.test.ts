import { describe, expect, it } from 'vitest'
import type { Digest } from '#core/digest'
import { shippedFolder } from '../support/engine.ts'
import { textOf } from '../support/text.ts'
import { ordering } from './ordering.ts'

const onTwo = 'weekdays 08:00 topics:nato, defence core'

const standing = async (line = 'weekdays 08:00') => {
  const on = await ordering(line.includes('topics:') ? { folder: shippedFolder } : {})
  await on.say(`/digest create ${line}`)
  return { ...on, first: () => on.orders.digests[0] as Digest }
}

it('says what was and what is, the next times, and goes back by its button', async () => {
  const { say, press, first } = await standing(onTwo)
  const before = first()
  const reply = await say(
    '/digest edit Morning briefing when:weekdays 9:00 topics:all name:The long read form:long empty:yes',
  )
  expect(textOf(reply)).toBe(
    [
      'Changed in "Morning briefing":',
      'Name: was Morning briefing, is The long read',
      'When: was weekdays at 08:00, is weekdays at 09:00',
      'Topics: was NATO and Defence core, is all topics',
      'Nothing new: was skipped, is sent all the same',
      'Form: was headlines, is each briefing whole',
      'Next, Brussels time:',
      'Wednesday 25 November 2026, 09:00',
      'Thursday 26 November 2026, 09:00',
      'Friday 27 November 2026, 09:00',
      'It counts from now on: times that have passed are not made up for.',
      '[Back to how it was] /digest edit {"digest":"d1","name":"Morning briefing","when":"weekdays at 08:00","topics":"NATO, Defence core","empty":"no","form":"headlines"}',
    ].join('\n'),
  )
  await press(reply, 'Back to how it was')
  expect({ ...first(), version: 1 }).toEqual(before)
})

it.each([
  ['when:weekdays 8am', 'weekdays 08:00'],
  ['topics:all', 'weekdays 08:00'],
  ['topics:NATO; defence-core and nato', 'weekdays 08:00 topics:nato, defence core'],
  ['zone:Brussels name:Morning briefing empty:no form:headlines', 'weekdays 08:00'],
  ['mention:none', 'weekdays 08:00'],
])('changes nothing by %s where that is so already', async (line, made) => {
  const { say, first } = await standing(made)
  expect(textOf(await say(`/digest edit ${line}`))).toBe(
    'That is how it is already, so nothing was changed.',
  )
  expect(first().version).toBe(1)
})

it('changes only what is told anew', async () => {
  const { say, first } = await standing('weekdays 08:00 zone:Kyiv')
  const said = textOf(await say('/digest edit when:weekdays 08:00 zone:Brussels'))
  expect(said).toContain('Time zone: was Europe/Kyiv, is Europe/Brussels\nNext, Brussels time:')
  expect(said).not.toContain('When:')
  expect(first().zone).toBe('Europe/Brussels')
})

it('names no times where they stay', async () => {
  const { say } = await standing()
  expect(textOf(await say('/digest edit form:long'))).not.toContain('Next')
})

it('keeps names apart, but not from itself', async () => {
  const { say, orders } = await standing()
  await say('/digest create daily 18:00')
  await say('/digest edit Evening briefing name:Morning briefing')
  await say('/digest edit Morning briefing 2 name:morning briefing 2')
  expect(orders.digests.map(({ name }) => name)).toEqual(['Morning briefing', 'morning briefing 2'])
})

it('takes the order of topics as given', async () => {
  const { say, first } = await standing(onTwo)
  await say('/digest edit topics:russia, nato, defence core, russia')
  expect(first().topics).toEqual(['russia', 'nato', 'defence-core'])
})

it('explains itself where nothing is told, and opens a dialogue by its button', async () => {
  const { say, run } = await standing(onTwo)
  expect(textOf(await say('/digest edit'))).toBe(
    [
      '"Morning briefing" as it is:',
      'When: weekdays at 08:00',
      'Topics: NATO and Defence core',
      'Time zone: Europe/Brussels',
      'Name: Morning briefing',
      'Nothing new: skipped',
      'Form: headlines',
      'Calls: nobody',
      'Write what is to be different, like /digest edit when:weekdays 09:00',
      '[Edit it here] /digest edit {"digest":"d1"}',
    ].join('\n'),
  )
  expect(await run({ command: 'digest edit', options: { digest: 'd1' } })).toMatchObject({
    kind: 'form',
    command: 'digest edit',
    title: 'Change a digest',
    values: {
      digest: 'd1',
      when: 'weekdays at 08:00',
      topics: 'NATO, Defence core',
      zone: 'Europe/Brussels',
      name: 'Morning briefing',
      form: 'headlines',
    },
    fields: ['when', 'topics', 'zone', 'name', 'form'].map((name) => ({ name, lines: 'one' })),
  })
})

it('changes nothing by a dialogue that comes back as it was', async () => {
  const { run, first } = await standing(onTwo)
  const form = await run({ command: 'digest edit', options: { digest: 'd1' } })
  if (form.kind !== 'form') throw new Error('no form')
  await run({ command: 'digest edit', options: form.values })
  expect(first().version).toBe(1)
})

it('refuses what somebody else has just changed', async () => {
  const { say, orders } = await standing()
  const { list } = orders
  orders.list = async () => (await list()).map((one) => ({ ...one, version: 0 }))
  expect(textOf(await say('/digest edit form:long'))).toContain('Somebody else has just changed')
})

describe('a mention', () => {
  it('is confirmed by a manager, and taken off by anybody who may edit', async () => {
    const { say, press, first } = await standing()
    const asked = await say('/digest edit mention:@desk')
    expect(textOf(asked)).toBe(
      [
        '@desk is not called yet: press the button if it is to be.',
        '[Call @desk in every edition] /digest mention {"mention":"77","digest":"d1"}',
      ].join('\n'),
    )
    expect(first()).not.toHaveProperty('mention')
    const called = await press(asked, 'Call @desk in every edition')
    expect(first().mention).toEqual({ id: '77', text: '@desk' })
    await press(called, 'Call nobody')
    expect(first()).not.toHaveProperty('mention')
    await press(asked, 'Call @desk in every edition')
    const off = await say('/digest edit mention:none')
    expect(textOf(off)).toContain('Calls: was @desk, is nobody')
    expect(first()).not.toHaveProperty('mention')
    await press(off, 'Call @desk in every edition')
    expect(first().mention?.text).toBe('@desk')
  })
  it('is kept by other changes, and asked for beside them', async () => {
    const { say, first } = await standing()
    await say('/digest mention @desk')
    const said = textOf(await say('/digest edit form:long mention:@desk'))
    expect(said).toContain('Form: was headlines, is each briefing whole')
    expect(said).not.toContain('not called yet')
    expect(first()).toMatchObject({ form: 'long', mention: { text: '@desk' } })
  })
  it('is for managers, in direct messages too', async () => {
    const { say } = await ordering({ isPersonal: true })
    expect(textOf(await say('/digest mention @desk', { manages: false }))).toContain(
      'is for managers',
    )
  })
  it('says when nobody is called anyway', async () => {
    const { say } = await standing()
    expect(textOf(await say('/digest mention none'))).toBe('"Morning briefing" calls nobody.')
  })
})
