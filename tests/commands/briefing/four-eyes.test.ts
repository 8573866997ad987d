import { expect, it } from 'vitest'
import { ada, ben, filled, idIn, labelsIn, onDuty, said, writing } from './writing.ts'

const flash = { about: 'nato | TLP:CLEAR | FLASH' }

it('publishes FLASH only once somebody else has approved it', async () => {
  const { begin, say, press, world } = await writing()
  const id = await begin(flash)
  expect(labelsIn(await say(`/briefing show ${id}`))).not.toContain('Publish')
  expect(said(await say(`/briefing publish ${id}`))).toContain('somebody other than its author')
  expect(said(await say(`/briefing approve ${id}`))).toContain('You wrote draft')
  expect(said(await say(`/briefing review ${id}`))).toContain('waits for a second pair of eyes')
  Object.assign(world, ben)
  expect(said(await say('/drafts'))).toContain('Northport')
  const approved = await press(await say(`/briefing show ${id}`), 'Approve')
  expect(said(approved)).toContain('approved by Ben')
  expect(said(await press(approved, 'Publish'))).toContain('Published')
})

it('asks anew once what was approved is changed, and not whoever changed it', async () => {
  const { begin, fill, say, world } = await writing()
  const id = await begin(flash)
  await say(`/briefing review ${id}`)
  Object.assign(world, ben)
  await say(`/briefing approve ${id}`)
  await fill('briefing edit', { draft: id, title: 'The harbour is expected to close soon' })
  expect(said(await say(`/briefing publish ${id}`))).toContain('somebody other than its author')
  expect(said(await say(`/briefing approve ${id}`))).toContain('You changed draft')
  Object.assign(world, { person: 'discord:3', name: 'Cleo' })
  world.editors.push('discord:3')
  expect(said(await say(`/briefing approve ${id}`))).toContain('approved by Cleo')
})

it('sends a draft back', async () => {
  const { begin, say, world } = await writing()
  const id = await begin()
  await say(`/briefing review ${id}`)
  Object.assign(world, ben)
  expect(said(await say(`/briefing approve ${id} back`))).toContain('is back with Ada')
  Object.assign(world, ada)
  expect(said(await say(`/briefing show ${id}`))).toContain('being written')
})

it('lets one release alone, marks it, and keeps asking until somebody else has looked', async () => {
  const { begin, say, press, store, world } = await onDuty()
  world.channels.push({ channel: 'policy', name: '#policy' })
  const id = await begin(flash)
  const done = await press(await say(`/briefing show ${id}`), 'Release alone')
  expect(said(done)).toContain('Released by one')
  expect(said(await say('/drafts'))).toContain('A second look is due by 10:15')
  const [notice] = (await store.outbox.list({}, { offset: 0, limit: 9 })).items
  expect(notice).toBeUndefined()
  await press(done, 'Post it to …').catch(() => undefined)
  expect(said(await say(`/briefing approve ${id}`))).toContain('You wrote draft')
  Object.assign(world, ben)
  expect(said(await press(await say(`/briefing show ${id}`), 'I have looked at it'))).toContain(
    'is done',
  )
  expect(said(await say('/drafts'))).toContain('There are no drafts')
})

it('lets nobody release alone who is not on duty, however much they manage', async () => {
  const { begin, say, store } = await writing({ manages: true })
  const id = await begin(flash)
  expect(labelsIn(await say(`/briefing show ${id}`))).not.toContain('Release alone')
  expect(said(await say(`/briefing publish ${id} alone:yes`))).toContain('the editor on duty')
  await say('/role duty discord:1')
  await say('/role duty discord:1 off')
  expect(said(await say(`/briefing publish ${id} alone:yes`))).toContain('the editor on duty')
  expect((await store.drafts.find(id))?.state).toBe('writing')
})

it('marks what is posted while nobody else has looked', async () => {
  const { begin, say, store, world } = await onDuty()
  world.channels.push({ channel: 'policy', name: '#policy' })
  const id = await begin(flash)
  await say(`/briefing publish ${id} alone:yes`)
  const slug = (await store.drafts.find(id))?.published?.briefing
  expect(said(await say(`/briefing post ${slug} #policy`))).toContain('On its way to #policy')
  const { items } = await store.outbox.list({}, { offset: 0, limit: 9 })
  const post = items.find(({ cause }) => cause === 'alert')
  expect(post).toMatchObject({ class: 'flash', target: 'policy' })
  expect(JSON.stringify(post?.document)).toContain('Released by one person')
})

it('posts to channels that may see it, and names those that may not', async () => {
  const { begin, say, store, world } = await writing()
  world.channels.push({ channel: 'policy', name: '#policy' }, { channel: 'desk', name: '#desk' })
  const limit = { workspace: 'team', setBy: 'x', setAt: '2026-11-24T08:00:00Z' }
  await store.rooms.setLimit({ ...limit, channel: 'policy', tlp: 'AMBER' })
  const id = await begin({ about: 'nato | TLP:GREEN | ROUTINE' })
  expect(said(await say(`/briefing post ${id} #polcy`))).toContain('not both in a channel')
  world.facts = { ...world.facts!, missing: ['Send Messages'] }
  expect(said(await say(`/briefing post ${id} #policy`))).toContain('Send Messages')
  const { items } = await store.outbox.list({}, { offset: 0, limit: 9 })
  expect(items).toEqual([])
})

it('takes an id that is nobody’s, and a stranger, for what they are', async () => {
  const { begin, say } = await writing()
  const id = await begin()
  expect(said(await say('/briefing show zzzz'))).toContain('There is no draft')
  expect(said(await say(`/briefing review ${id} reviewer:ben`))).toContain('nobody I know')
  expect(said(await say(`/briefing review ${id} reviewer:discord:99`))).toContain('not a member')
  expect(idIn(await say(`/briefing show ${id}`))).toBe(id)
  expect(filled.title).toContain('Northport')
})
