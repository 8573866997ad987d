import { expect, it } from 'vitest'
import type { Store } from '#core/store'
import { asReply, personWithin, place } from '../support/engine.ts'
import { textOf } from '../support/text.ts'
import { asked, now } from './asking.ts'

const stays =
  'Posts in channels stay in any case, and so do limits you set, your role here, and the audit of what editors and managers did.'

const receive = (store: Store, id: string, person = 'discord:1') =>
  store.inbox.receive({
    platform: 'discord',
    id,
    workspace: '',
    channel: 'dm',
    person,
    name: 'Ada',
    isDirect: true,
    text: 'Where is the walrus?',
    at: now,
  })

const show = (store: Store, person = 'discord:1') =>
  store.recordShown([
    { ...place, person, owner: '', briefing: 'one', revision: 1, command: 'brief', at: now },
  ])

/** Shown one thing, written two messages, chosen a workspace; and another person as much. */
const known = async () => {
  const on = await asked({ isDirect: true })
  const { store } = on
  for (const person of ['discord:1', 'discord:2']) {
    await show(store, person)
    for (const at of [1, 2]) await receive(store, `${person} ${at}`, person)
    await store.people.use(person, 'team')
  }
  return on
}

it.each(['/privacy', '/privacy show'])('says at %s what is kept, and what for', async (line) => {
  const { say } = await known()
  expect(textOf(await say(line))).toBe(
    [
      'Kept about you:',
      '1 note of what you were shown, and when, so that a correction can reach you',
      'that you wrote 2 messages, and when; the words are dropped once they are answered',
      'the workspace you chose for direct messages',
      stays,
      '[Erase it] /privacy {"what":"erase"}',
    ].join('\n'),
  )
})

it('repeats nothing that was written', async () => {
  const { say } = await known()
  expect(textOf(await say('/privacy'))).not.toMatch(/walrus|discord:|Ada/)
})

it('erases by its button, says what is gone and what follows, and leaves others alone', async () => {
  const { say, press, store } = await known()
  expect(textOf(await press(await say('/privacy'), 'Erase it'))).toBe(
    [
      'Erased:',
      '1 note of what you were shown, and when',
      'that you wrote 2 messages, and when',
      'the workspace you chose for direct messages',
      'A correction of what you were shown can no longer reach you.',
      stays,
    ].join('\n'),
  )
  expect(textOf(await say('/privacy'))).toBe(`Nothing is kept about you.\n${stays}`)
  expect(await store.people.kept('discord:2')).toEqual({
    shown: 1,
    questions: 2,
    asked: 0,
    requests: 0,
    taken: 0,
    workspace: true,
    digests: 0,
    watches: false,
    drafts: 0,
    used: 0,
  })
})

it('names only what there is', async () => {
  const { say, store } = await asked({ isDirect: true })
  await receive(store, 'm1')
  expect(textOf(await say('/privacy erase'))).toBe(
    `Erased:\nthat you wrote 1 message, and when\n${stays}`,
  )
  for (const _ of [1, 2]) await show(store)
  expect(
    textOf(await say('/privacy'))
      .split('\n')
      .slice(0, 2),
  ).toEqual([
    'Kept about you:',
    '2 notes of what you were shown, and when, so that a correction can reach you',
  ])
})

it('says that there was nothing to erase', async () => {
  const { say } = await asked({ isDirect: true })
  expect(textOf(await say('/privacy erase'))).toBe(
    `Nothing was kept about you, so there was nothing to erase.\n${stays}`,
  )
})

it('keeps nothing about its own answers', async () => {
  const { say } = await asked({ isDirect: true })
  for (const line of ['/privacy', '/help', '/privacy erase']) await say(line)
  expect(textOf(await say('/privacy'))).toContain('Nothing is kept about you.')
})

it('takes no other word', async () => {
  const { say, store } = await known()
  expect(textOf(await say('/privacy what:everything'))).toBe(
    '"everything" is not one of show or erase.',
  )
  expect((await store.people.kept('discord:1')).shown).toBe(1)
})

it('has nothing to say where nobody is known', async () => {
  const { engine } = await asked()
  const asking = { viewer: personWithin('CLEAR'), place, manages: false }
  expect(textOf(asReply(await engine.runText('/privacy', asking)))).toBe(
    'Nothing is kept about anyone here.',
  )
})
