import { expect, it } from 'vitest'
import type { Tlp } from '#core/tlp'
import {
  ada,
  ben,
  filled,
  idIn,
  said,
  type Writing,
  writing,
} from '../commands/briefing/writing.ts'

const secret = /Northport|Gazette reports/

const limit = (on: Writing, tlp: Tlp) =>
  on.store.rooms.setLimit({
    ...{ workspace: 'team', channel: 'policy', setBy: 'x', setAt: '2026-11-24T08:00:00Z', tlp },
  })

/** A briefing of the workspace with this label; its slug, and the draft that it was. */
const published = async (on: Writing, label: string) => {
  const id = await on.begin({ about: `nato | TLP:${label} | ROUTINE` })
  await on.say(`/briefing publish ${id}`)
  const slug = (await on.store.drafts.find(id))?.published?.briefing ?? ''
  return { id, slug }
}

const correction = { was: 'December 2026', is: 'January 2027', why: 'It said so.' }

/** All that is said of a draft to whoever asks for it where they may not see it. */
const everythingOf = async (on: Writing, id: string): Promise<string> => {
  const lines = ['show', 'edit', 'approve', 'permit', 'review', 'post'].map(
    (verb) => `/briefing ${verb} ${id}${verb === 'permit' ? ' Somebody' : ''}`,
  )
  const replies = []
  for (const line of [...lines, '/drafts']) {
    const reply = await on.say(line).catch((error: Error) => error.message)
    replies.push(typeof reply === 'string' ? reply : said(reply))
  }
  return replies.join('\n')
}

it('shows a label that is lowered in a draft to nobody who may not see the briefing', async () => {
  const on = await writing()
  await limit(on, 'AMBER')
  const { slug } = await published(on, 'AMBER')
  const id = idIn(await on.fill('briefing correct', { briefing: slug, ...correction }))
  await on.fill('briefing edit', { draft: id, about: 'nato | TLP:CLEAR | ROUTINE' })
  await on.say(`/briefing review ${id}`)
  await limit(on, 'CLEAR')
  for (const somebody of [ada, ben]) {
    Object.assign(on.world, somebody)
    expect(await everythingOf(on, id)).not.toMatch(secret)
  }
  await limit(on, 'AMBER')
  expect(await everythingOf(on, id)).toMatch(secret)
})

it('shows a draft no more once the briefing that it became is for fewer', async () => {
  const on = await writing()
  await limit(on, 'AMBER')
  const { id, slug } = await published(on, 'CLEAR')
  const raising = idIn(await on.fill('briefing correct', { briefing: slug, ...correction }))
  await on.fill('briefing edit', { draft: raising, about: 'nato | TLP:AMBER | ROUTINE' })
  await limit(on, 'CLEAR')
  expect(await everythingOf(on, id)).toMatch(secret)
  expect(await everythingOf(on, raising)).not.toMatch(filled.title)
  await limit(on, 'AMBER')
  await on.say(`/briefing publish ${raising}`)
  await limit(on, 'CLEAR')
  for (const one of [id, raising]) expect(await everythingOf(on, one)).not.toMatch(secret)
})
