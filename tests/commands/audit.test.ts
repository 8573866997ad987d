import { expect, it } from 'vitest'
import { asked } from './asking.ts'
import { ada, ben, idIn, said, writing } from './briefing/writing.ts'

const flash = { about: 'nato | TLP:CLEAR | FLASH' }

it('writes down who published, who approved, and who released alone', async () => {
  const { begin, say, world } = await writing({ manages: true })
  const one = await begin(flash)
  await say(`/briefing review ${one}`)
  Object.assign(world, ben)
  await say(`/briefing approve ${one}`)
  await say(`/briefing publish ${one}`)
  await say('/role duty discord:2')
  const other = await begin({ ...flash, title: 'Another harbour is expected to close' })
  await say(`/briefing publish ${other} alone:yes`)
  Object.assign(world, ada)
  await say(`/briefing approve ${other}`)
  const list = said(await say('/audit'))
  for (const entry of [
    `approved: draft ${one}`,
    'published: ',
    'approved by Ben',
    'named for duty: Ben',
    'released by one',
    `looked at: draft ${other}`,
  ])
    expect(list).toContain(entry)
})

it('writes down a label lowered, by whose permission, and words taken out', async () => {
  const { begin, fill, say, store, world } = await writing({ manages: true })
  const limit = { workspace: 'team', setBy: 'x', setAt: '2026-11-24T08:00:00Z' }
  await store.rooms.setLimit({ ...limit, channel: 'policy', tlp: 'AMBER' })
  const id = await begin({ about: 'nato | TLP:AMBER | ROUTINE' })
  await say(`/briefing publish ${id}`)
  const slug = (await store.drafts.find(id))?.published?.briefing ?? ''
  const lower = idIn(
    await fill('briefing update', { briefing: slug, is: 'released', why: 'asked' }),
  )
  await fill('briefing edit', { draft: lower, about: 'nato | TLP:CLEAR | ROUTINE' })
  await fill('briefing permit', { draft: lower, permission: 'Ms Example, by mail' })
  await say(`/briefing review ${lower}`)
  Object.assign(world, ben)
  await say(`/briefing approve ${lower}`)
  await say(`/briefing publish ${lower}`)
  const gone = idIn(
    await fill('briefing retract', { briefing: slug, reason: 'x', words: 'remove' }),
  )
  await say(`/briefing review ${gone}`)
  Object.assign(world, ada)
  await say(`/briefing approve ${gone}`)
  await say(`/briefing publish ${gone}`)
  const list = said(await say('/audit'))
  expect(list).toContain('was TLP:AMBER, permission: Ms Example, by mail')
  expect(list).toContain('its words taken out of every revision')
})

it('writes down limits, roles and digests, and nothing of a digest of one’s own', async () => {
  const { say, world } = await asked({ manages: true })
  await say('/tlp set GREEN')
  await say('/role set discord:2 editor')
  await say('/digest create weekdays 08:00 name:Early')
  await say('/digest edit Early name:Late')
  await say('/digest delete Late sure:yes')
  world.isDirect = true
  await say('/digest create weekdays 08:00 name:Mine')
  world.isDirect = false
  const list = said(await say('/audit'))
  for (const entry of [
    'set a limit: #policy',
    'TLP:CLEAR → TLP:GREEN',
    'set a role: Ben',
    'reader → editor',
    'made a digest: Early in #policy',
    'changed a digest: Early in #policy',
    'deleted a digest: Late in #policy',
  ])
    expect(list).toContain(entry)
  expect(list).not.toContain('Mine')
})

it('is silent about what may not be seen where it is asked', async () => {
  const { begin, say, store } = await writing({ manages: true })
  const limit = { workspace: 'team', setBy: 'x', setAt: '2026-11-24T08:00:00Z' }
  await store.rooms.setLimit({ ...limit, channel: 'policy', tlp: 'AMBER' })
  const before = said(await say('/audit'))
  const id = await begin({ about: 'nato | TLP:AMBER | ROUTINE' })
  await say(`/briefing publish ${id}`)
  expect(said(await say('/audit'))).toContain('TLP:AMBER')
  await store.rooms.setLimit({ ...limit, channel: 'policy', tlp: 'GREEN' })
  expect(said(await say('/audit'))).toBe(before)
})

it('is for managers, and goes in pages', async () => {
  const { say, press, world } = await asked({ manages: true })
  for (let nth = 0; nth < 12; nth++) await say(`/tlp set ${nth % 2 ? 'GREEN' : 'AMBER'}`)
  const first = await say('/audit')
  expect(said(first)).toContain('12 entries, newest first (1 of 2)')
  expect(said(await press(first, 'Older'))).toContain('(2 of 2)')
  expect(said(await say('/audit page:3'))).toContain('There is no page 3: 2 pages')
  world.manages = false
  expect(said(await say('/audit'))).toContain('is for managers')
})
