import { expect, it } from 'vitest'
import { asked } from './asking.ts'
import { ada, begunFlash, ben, labelsIn, said, writing } from './briefing/writing.ts'

it('makes somebody an editor, and a reader again', async () => {
  const on = await asked({ manages: true })
  const { say, press, world } = on
  const done = await say('/role set discord:2 editor')
  expect(said(done)).toContain('Ben is now an editor here; was a reader.')
  Object.assign(world, ben, { manages: false })
  expect(said(await say('/drafts'))).toContain('There are no drafts')
  expect(said(await say('/role show'))).toContain('You are an editor here.')
  expect(said(await say('/role set discord:2 manager'))).toContain('is for managers')
  Object.assign(world, ada, { manages: true })
  expect(said(await press(done, 'Back to reader'))).toContain('Ben is now a reader here')
  Object.assign(world, ben, { manages: false })
  expect(said(await say('/drafts'))).toContain('is for editors')
})

it.for([
  ['reader', 'is for editors', 'is for those who approve'],
  ['editor', 'There are no drafts', 'is for those who approve'],
  ['approver', 'There are no drafts', 'There is no draft'],
  ['manager', 'There are no drafts', 'There is no draft'],
] as const)('lets a %s do what is theirs', async ([role, drafts, approve]) => {
  const { say, world } = await asked({ manages: true })
  await say(`/role set discord:2 ${role}`)
  Object.assign(world, ben, { manages: false })
  expect(said(await say('/drafts'))).toContain(drafts)
  expect(said(await say('/briefing approve zzzz'))).toContain(approve)
  const limit = said(await say('/tlp set GREEN'))
  expect(limit.includes('is for managers')).toBe(role !== 'manager')
})

it('gives a role in one workspace only, and there in direct messages too', async () => {
  const home = { id: 'team', name: 'Policy desk' }
  const { say, world, store } = await asked({ manages: true, workspaces: [home], joined: ['team'] })
  await say('/role set discord:2 editor')
  expect(await store.roles.appointment('elsewhere', 'discord:2')).toBeUndefined()
  Object.assign(world, ben, { manages: false, isDirect: true })
  expect(said(await say('/drafts'))).toContain('is for editors')
  await say('/workspace use Policy desk')
  expect(said(await say('/drafts'))).toContain('There are no drafts')
})

it('appoints members alone, and takes a role from whoever has left', async () => {
  const { say, world } = await asked({ manages: true })
  expect(said(await say('/role set discord:9 editor'))).toContain('is not a member')
  expect(said(await say('/role set ben editor'))).toContain('nobody I know')
  await say('/role set discord:2 approver')
  delete world.members['discord:2']
  expect(said(await say('/role set discord:2 manager'))).toContain('is not a member')
  expect(said(await say('/role set discord:2 reader'))).toContain('Ben is now a reader')
  expect(said(await say('/role show'))).not.toContain('Ben')
})

it('stops who was an editor when a form was opened, and keeps the draft', async () => {
  const { say, fill, store, world } = await writing({ manages: true, editors: [] })
  await say('/role set discord:2 editor')
  Object.assign(world, ben, { manages: false })
  const id = await begunFlash({ fill })
  Object.assign(world, ada, { manages: true })
  await say('/role set discord:2 reader')
  Object.assign(world, ben, { manages: false })
  expect(said(await fill('briefing edit', { draft: id, title: 'x' }))).toContain('is for editors')
  expect((await store.drafts.find(id))?.markdown).toContain('Northport')
})

it('lists who does what, those first who may most', async () => {
  const { say } = await asked({ manages: true })
  await say('/role set discord:2 editor')
  await say('/role set discord:3 approver')
  const shown = await say('/role duty discord:3')
  expect(labelsIn(shown)).toEqual(['Take off duty'])
  const list = said(await say('/role show'))
  expect(list).toContain('approver, on duty')
  expect(list.indexOf('Cleo')).toBeLessThan(list.indexOf('Ben'))
})
