import { expect, it } from 'vitest'
import { textOf } from '../support/text.ts'
import { asked } from './asking.ts'
import { filled, said, writing } from './briefing/writing.ts'

const blackSea =
  '/vocabulary add Black Sea scope:"Security around the Black Sea." aliases:"Pontus, Euxine"'

it('adds a topic that briefings of the workspace can name, and people ask for', async () => {
  const { say, fill, press } = await writing({ manages: true })
  const added = await say(blackSea)
  expect(textOf(added)).toContain('Black Sea is a topic here now')
  const about = 'Black Sea | TLP:CLEAR | ROUTINE'
  const drafted = await fill('briefing new', { ...filled, about })
  expect(said(await press(drafted, 'Publish'))).toContain('Published')
  expect(textOf(await say('/latest topic:euxine'))).toContain('Northport')
  expect(textOf(await say('/topics'))).toContain('Black Sea')
})

it('keeps it to its workspace, through an export too', async () => {
  const on = await asked({ manages: true })
  await on.say(blackSea)
  expect((await on.store.topicsOf('team')).map(({ slug }) => slug)).toEqual(['black-sea'])
  const other = { kind: 'person', workspace: 'other', person: 'x', clearance: 'RED' } as const
  expect((await on.store.topics(other)).map(({ slug }) => slug)).not.toContain('black-sea')
  const again = await asked()
  await again.store.restore(await Array.fromAsync(on.store.records()))
  expect((await again.store.topicsOf('team')).map(({ name }) => name)).toEqual(['Black Sea'])
})

it('changes what it is about, takes it back, and writes that down', async () => {
  const { say, press } = await asked({ manages: true })
  const added = await say(blackSea)
  expect(textOf(await say('/vocabulary add Black Sea scope:"Less of it."'))).toContain('is changed')
  const removed = await press(added, 'Take it back')
  expect(textOf(removed)).toContain('is no topic here any more')
  expect(textOf(await press(removed, 'Bring it back'))).toContain('a topic here now: Less of it.')
  expect(said(await say('/audit'))).toContain('changed the topics: removed: Black Sea')
})

it.for([
  ['/vocabulary add NATO scope:x', 'is a topic already, shared by everybody'],
  ['/vocabulary add Black Sea', 'Say what belongs to it'],
  ['/vocabulary add Black Sea scope:x aliases:nato', 'already means the topic nato'],
  ['/vocabulary add 黒海 scope:x', 'no letters'],
  ['/vocabulary remove nato', 'shared by everybody'],
] as const)('refuses %s', async ([line, why]) => {
  const { say, store } = await writing({ manages: true })
  expect(textOf(await say(line))).toContain(why)
  expect(await store.topicsOf('team')).toEqual([])
})
