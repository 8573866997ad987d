import { describe, expect, it } from 'vitest'
import { deskOnDiscord, deskOnSlack, withDelivery } from './support/desk.ts'
import { eventually } from './support/eventually.ts'

const desks = { discord: deskOnDiscord, slack: deskOnSlack } as const

const title = 'Example Gazette reports that Northport harbour is expected to close'
const filled = [
  `title:"${title}"`,
  `bluf:"${title}."`,
  `text:"${title} in December 2026."`,
  'sources:"Example Gazette | Harbour to close | https://example.org/harbour | 2026-11-20 | F3"',
]

/** A desk where an editor writes alone with the bot. */
const open = async (name: keyof typeof desks) => {
  const managers: string[] = []
  const desk = await desks[name]({ managers })
  managers.push(desk.manager)
  const { poke } = withDelivery(desk)
  await desk.ask('/tlp set AMBER+STRICT for:members')
  if (name === 'discord') await desk.ask('/workspace use Policy desk', 'alone')
  const stranger = name === 'slack' ? `slack:${desk.workspace}/U00000000` : 'discord:99999999'
  const about = `about:"nato | TLP:RED | ROUTINE | ${desk.manager}, ${stranger}"`
  const begin = async (): Promise<string> => {
    await desk.ask(`/briefing new ${[...filled, about].join(' ')}`, 'alone')
    const [draft] = await desk.store.drafts.list(desk.workspace, desk.manager)
    return draft?.id ?? ''
  }
  const done = async (): Promise<void> => {
    poke()
    await eventually(async () => {
      const page = { offset: 0, limit: 1 }
      return (await desk.store.outbox.list({ states: ['planned', 'sending'] }, page)).total === 0
    })
  }
  return { desk, begin, done }
}

describe.each(['discord', 'slack'] as const)('TLP:RED on %s', (name) => {
  it('reaches whom it names by direct message, once, and no channel', async () => {
    const { desk, begin, done } = await open(name)
    expect((await desk.ask('/tlp red on')).text).toContain('TLP:RED is on')
    const id = await begin()
    const before = desk.told().length
    const published = await desk.ask(`/briefing publish ${id}`, 'alone')
    expect(published.text).toContain('By direct message to 1 of the 2 people it names. Not to:')
    await done()
    const told = desk
      .told()
      .slice(before)
      .filter(({ text }) => text.includes('pass it on to'))
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toContain(title)
    expect(told[0]?.text).toContain('TLP:RED')
    const { items } = await desk.store.outbox.list({}, { offset: 0, limit: 9 })
    const slug = items.flatMap(({ carries = [] }) => carries)[0]?.briefing
    expect((await desk.ask(`/brief ${slug}`, 'alone')).text).toContain('in December 2026')
    expect((await desk.ask(`/brief ${slug}`)).text).toContain('No topic or briefing')
    expect(desk.posted()).toEqual([])
    expect(desk.violations()).toEqual([])
  })

  it('goes nowhere once it is switched off', async () => {
    const { desk, begin, done } = await open(name)
    await desk.ask('/tlp red on')
    const id = await begin()
    expect((await desk.ask(`/briefing show ${id}`, 'alone')).text).toContain('Northport')
    await desk.ask('/tlp red off')
    expect((await desk.ask(`/briefing publish ${id}`, 'alone')).text).toContain('tlp red on')
    await done()
    expect(desk.told().filter(({ text }) => text.includes('pass it on to'))).toEqual([])
    expect(desk.violations()).toEqual([])
  })
})
