import { expect, it } from 'vitest'
import type { Publication } from '#core/store'
import { change, publication } from '../support/briefings.ts'
import { shippedFolder } from '../support/engine.ts'
import { amongHidden } from '../support/hidden.ts'
import { textOf } from '../support/text.ts'
import { asked, now } from './asking.ts'
import { labelsIn } from './briefing/writing.ts'

const slug = 'nato-exercise-bergen'
const link = 'https://example.org/my-story'
const desk = () => asked({}, shippedFolder)

it('notes by its button under a briefing, and lists it with its link', async () => {
  const { say, press } = await desk()
  const noted = await press(await say(`/brief ${slug}`), 'I used this')
  expect(textOf(noted)).toContain('Noted that you used “NATO exercised at Bergen')
  expect(labelsIn(noted)).toEqual(['Add a link', 'I did not use it'])
  await say(`/used ${slug} ${link}`)
  const mine = textOf(await say('/used'))
  expect(mine).toContain('You used 1 briefing, newest first')
  expect(mine).toContain('used 24 Nov 2026')
  expect(JSON.stringify(await say('/used'))).toContain(link)
})

it('asks for the link in a form by its button', async () => {
  const { run, say } = await desk()
  const form = await run({ command: 'used', options: { briefing: slug, change: 'link' } })
  expect(form).toMatchObject({
    kind: 'form',
    fields: [{ name: 'link' }],
    values: { briefing: slug },
  })
  await run({ command: 'used', options: { briefing: slug, link } })
  expect(JSON.stringify(await say('/used'))).toContain(link)
})

it('notes all that an answer rests on', async () => {
  const { say, press, store } = await desk()
  const answer = await say('/ask Which countries are in the new defence core?')
  await press(answer, 'I used this')
  const noted = (await store.people.kept('discord:1')).used
  expect(noted).toBe(new Set(answer.shows.map(({ briefing }) => briefing)).size)
})

it.each([
  'javascript:alert(1)',
  'ftp://example.org/a',
  'example.org',
  'https://',
  `https://${'a'.repeat(2_001)}`,
])('keeps no link like %.40s', async (address) => {
  const { say, store } = await desk()
  expect(textOf(await say(`/used ${slug} link:${address}`))).toContain('is no link I can keep')
  expect((await store.people.kept('discord:1')).used).toBe(0)
})

it('is taken back, and said again', async () => {
  const { say, press, store } = await desk()
  const noted = await say(`/used ${slug}`)
  const back = await press(noted, 'I did not use it')
  expect(textOf(back)).toContain('Taken back')
  expect((await store.people.kept('discord:1')).used).toBe(0)
  expect(textOf(await press(noted, 'I did not use it'))).toContain('You had not said')
  expect(textOf(await press(back, 'I used this'))).toContain('Noted')
  expect(JSON.stringify(await say('/used'))).toContain('I did not use it')
  await press(noted, 'I did not use it')
  expect(textOf(await say('/used'))).toContain('You have not said of any briefing')
})

it('says at once what has been corrected in it before', async () => {
  const { say, store } = await asked()
  const corrected = { slug: 'one', changes: [change(2, 'correction', '2026-11-20')] }
  await store.publish('', [publication({ slug: 'one' })])
  await store.publish('', [publication(corrected) as Publication])
  expect(textOf(await say('/used one'))).toContain('Corrected 20 Nov 2026')
})

it('turns pages', async () => {
  const { say, press, store } = await asked()
  const slugs = Array.from({ length: 12 }, (_, at) => `b${at}`)
  await store.publish(
    '',
    slugs.map((one) => publication({ slug: one })),
  )
  for (const one of slugs) await say(`/used ${one}`)
  const first = await say('/used')
  expect(textOf(first)).toContain('You used 12 briefings, newest first (1 of 2)')
  expect(labelsIn(await press(first, 'Older'))).toContain('Newer')
  expect(textOf(await say('/used page:3'))).toContain('There is no page 3')
})

it('stands in what is kept, and is erased with it', async () => {
  const { say, press } = await desk()
  await say(`/used ${slug}`)
  const kept = await say('/privacy')
  expect(textOf(kept)).toContain('that you used 1 briefing, with the link you gave')
  expect(textOf(await press(kept, 'Erase it'))).toContain('that you used 1 briefing')
  expect(textOf(await say('/used'))).toContain('You have not said')
})

it('knows no more of a hidden briefing than of a missing one', async () => {
  const both = [amongHidden(50), shippedFolder].map(async (folder) => {
    const { say, store, suggested } = await asked({}, folder)
    const hidden = { workspace: '', briefing: 'aaa-hidden-1', revision: 1 }
    const who = { platform: 'discord', workspace: 'team', person: 'discord:1' }
    await store.uses.note({ ...who, ref: hidden, at: now })
    const said = []
    for (const line of [
      '/used aaa-hidden-1',
      '/used aaa-hidden-1 change:undo',
      `/used ${slug}, aaa-hidden-1`,
      '/used',
    ])
      said.push(JSON.stringify(await say(line)))
    return [...said, await suggested('aaa', { command: 'used', option: 'briefing' })]
  })
  const [among, without] = await Promise.all(both)
  expect(among).toEqual(without)
})

it('offers nothing of what was withdrawn', async () => {
  const { say, store } = await asked()
  const withdrawn = { date: '2026-11-20', reason: 'It was made up.' }
  await store.publish('', [publication({ slug: 'one', withdrawn })])
  expect(labelsIn(await say('/brief one'))).not.toContain('I used this')
})
