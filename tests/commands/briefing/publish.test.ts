import { expect, it } from 'vitest'
import { ada, ben, filled, idIn, labelsIn, said, writing } from './writing.ts'

it('asks for a briefing in one form of five fields', async () => {
  const { form } = await writing()
  const asked = await form({ command: 'briefing new', options: {} })
  expect(asked.fields.map(({ name }) => name)).toEqual([
    'title',
    'bluf',
    'text',
    'sources',
    'about',
  ])
  expect(asked.fields.map(({ lines }) => lines)).toEqual(Array(5).fill('many'))
})

it('shows a draft as it will look, and publishes it as a briefing of the workspace', async () => {
  const { fill, press, say, store } = await writing()
  const shown = await fill('briefing new', filled)
  expect(shown.tlp).toBe('CLEAR')
  expect(said(shown)).toContain('is expected to close in December 2026')
  expect(labelsIn(shown)).toEqual([
    'Publish',
    'Publish and post to …',
    'Ask for a review',
    'Edit',
    'Drop',
  ])
  const done = await press(shown, 'Publish')
  expect(said(done)).toContain('Published: draft')
  const slug = (await store.standing('team', ['nothing'])).size === 0 && idIn(shown)
  const read = await say(`/brief ${filled.title}`)
  expect(said(read)).toContain('Northport harbour')
  expect(read.shows[0]?.workspace).toBe('team')
  expect(read.shows[0]?.briefing).toMatch(new RegExp(`^[a-z0-9-]+-${slug}$`))
})

it('says what is to be mended as sentences, keeps the draft, and holds it all again', async () => {
  const { fill, form } = await writing()
  const shown = await fill('briefing new', {
    ...filled,
    text: '# Title\n\nSomething <b>bold</b> & more.',
    sources: 'Gazette | Harbour | ftp://example.org/x | soon | Z9\nno address at all',
    about: 'naot, TLP:BLUE',
  })
  const words = said(shown)
  expect(words).toContain('to be mended')
  expect(words).toContain('sources 1 url must be')
  expect(words).toContain('sources 2 title is missing')
  expect(words).toContain('text, line 1: ')
  expect(words).toContain('tlp must be one of')
  expect(words).toContain('precedence must be one of')
  expect(labelsIn(shown)).toEqual(['Edit', 'Drop'])
  const again = await form({ command: 'briefing edit', options: { draft: idIn(shown) } })
  expect(again.values).toMatchObject({
    title: filled.title,
    text: '# Title\n\nSomething <b>bold</b> & more.',
    sources: 'Gazette | Harbour | ftp://example.org/x | soon | Z9\nno address at all',
    about: 'naot | TLP:BLUE',
  })
})

it('mends a draft and publishes it; pressing again says that it is published', async () => {
  const { begin, fill, press, say } = await writing()
  const id = await begin({ about: 'nato | CLEAR' })
  const mended = await fill('briefing edit', { draft: `${id}.1`, about: filled.about })
  const done = await press(mended, 'Publish')
  expect(said(done)).toContain('Published')
  expect(said(await press(mended, 'Publish'))).toContain('is published already')
  expect(said(await say(`/briefing publish ${id}`))).toContain('is published already')
})

it('does nothing for a button from before a change', async () => {
  const { fill, press } = await writing()
  const shown = await fill('briefing new', filled)
  await fill('briefing edit', {
    draft: idIn(shown),
    title: 'Another title that is expected to hold',
  })
  expect(said(await press(shown, 'Publish'))).toContain('has changed since you saw it')
})

it('keeps both texts where two edit one draft', async () => {
  const { begin, fill, say, world } = await writing()
  const id = await begin()
  await say(`/briefing review ${id}`)
  Object.assign(world, ben)
  await fill('briefing edit', {
    draft: `${id}.2`,
    bluf: 'Ben reports that the harbour is expected to stay.',
  })
  Object.assign(world, ada)
  const conflict = await fill('briefing edit', {
    draft: `${id}.2`,
    bluf: 'Ada reports that the harbour is expected to close.',
  })
  expect(said(conflict)).toContain('was changed meanwhile; yours is kept')
  expect(said(conflict)).toContain('Ben reports')
  expect(said(conflict)).toContain('Ada reports')
  const mine = labelsIn(conflict)[1]?.match(/Look at (\w+)/)?.[1]
  expect(said(await say(`/briefing show ${mine}`))).toContain('Ada reports')
  expect(said(await say(`/briefing show ${id}`))).toContain('Ben reports')
})

it('drops a draft only when told twice, and only one’s own', async () => {
  const { begin, press, say, world } = await writing()
  const id = await begin()
  await say(`/briefing review ${id}`)
  Object.assign(world, ben)
  expect(said(await say(`/briefing drop ${id}`))).toContain("somebody else's")
  Object.assign(world, ada)
  const asked = await say(`/briefing drop ${id}`)
  expect(said(await press(asked, 'Drop it'))).toContain('is dropped')
  expect(said(await say(`/briefing show ${id}`))).toContain('was dropped')
})

it('is for editors, also once somebody no longer is one', async () => {
  const { fill, press, world } = await writing()
  const shown = await fill('briefing new', filled)
  world.editors.splice(0)
  expect(said(await press(shown, 'Publish'))).toContain('is for editors')
})

it('writes nothing where direct messages belong to no workspace', async () => {
  const { fill } = await writing({ isDirect: true })
  expect(said(await fill('briefing new', filled))).toContain('/workspace use')
})

it('shows no draft above the label limit, neither to others nor in the list', async () => {
  const { begin, say, store, world, fill } = await writing()
  const limit = { workspace: 'team', channel: 'policy', setBy: 'x', setAt: '2026-11-24T08:00:00Z' }
  await store.rooms.setLimit({ ...limit, tlp: 'AMBER' })
  const id = await begin({ about: 'nato | TLP:AMBER | ROUTINE' })
  await say(`/briefing review ${id}`)
  await store.rooms.setLimit({ ...limit, tlp: 'CLEAR' })
  for (const line of ['/drafts', `/briefing show ${id}`, `/briefing publish ${id}`])
    expect(said(await say(line)), line).not.toContain('Northport')
  expect(said(await say(`/briefing publish ${id}`))).toContain('no more than TLP:CLEAR')
  Object.assign(world, ben)
  for (const line of ['/drafts', `/briefing show ${id}`, `/briefing approve ${id}`])
    expect(said(await say(line)), line).not.toContain('Northport')
  expect(said(await fill('briefing edit', { draft: id }))).not.toContain('Northport')
  Object.assign(world, ada)
  const mine = await fill('briefing new', { ...filled, about: 'nato | TLP:GREEN | ROUTINE' })
  expect(said(mine)).toContain('no more than TLP:CLEAR may be shown or written')
  expect(labelsIn(mine)).toEqual(['Edit', 'Drop'])
})

it('erases a person’s drafts, and their name on what they published', async () => {
  const { begin, say, store } = await writing()
  const [one, other] = [await begin(), await begin({ title: 'Another harbour may close' })]
  await say(`/briefing publish ${one}`)
  expect(said(await say('/privacy'))).toContain('1 draft that you have not published')
  expect(said(await say('/privacy erase'))).toContain('1 draft that you have not published')
  expect(await store.drafts.find(other)).toBeUndefined()
  expect((await store.drafts.find(one))?.author).toMatchObject({ person: '', name: '' })
  const slug = (await store.drafts.find(one))?.published?.briefing
  expect(said(await say(`/briefing history ${slug}`))).toContain('somebody who has erased')
  expect((await store.audit.verify()).faults).toEqual([])
})

it('tells nobody of drafts above what may be seen there but their author', async () => {
  const { begin, say, store, world } = await writing()
  const limit = { workspace: 'team', setBy: 'x', setAt: '2026-11-24T08:00:00Z' }
  await store.rooms.setLimit({ ...limit, channel: 'policy', tlp: 'AMBER' })
  const id = await begin({ about: 'nato | TLP:AMBER | ROUTINE' })
  await say(`/briefing review ${id}`)
  await store.rooms.setLimit({ ...limit, channel: 'policy', tlp: 'GREEN' })
  expect(said(await say('/drafts'))).toContain('1 draft of yours with a label above TLP:GREEN')
  Object.assign(world, ben)
  expect(said(await say('/drafts'))).toContain('There are no drafts.')
})
