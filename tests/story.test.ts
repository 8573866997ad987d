import { describe, expect, it, vi } from 'vitest'
import { type Newsroom, newsroomOnDiscord, newsroomOnSlack } from './support/newsroom.ts'

vi.setConfig({ testTimeout: 60_000 })

const harbour = {
  title: 'Example Gazette reports that Northport harbour is expected to close',
  bluf: 'Example Gazette reports that Northport harbour is expected to close in December 2026.',
  text: '## Reported\n\nExample Gazette reports that Northport harbour is expected to close in December 2026.',
  sources:
    'Example Gazette | Harbour to close | https://example.org/harbour | 2026-11-20 | C3\nThe Courier | Closed | https://example.org/closed | 2026-11-21 | C3',
  about: 'nato | TLP:CLEAR | FLASH',
}

/** Ben writes, Cleo approves. */
const staffed = async (open: () => Promise<Newsroom>): Promise<Newsroom> => {
  const room = await open()
  const { ada, ben, cleo } = room
  await ada.ask(`/role set ${ben.person} editor`)
  await ada.ask(`/role set ${cleo.person} approver`)
  return room
}

const idIn = (text: string): string => text.match(/[Dd]raft ([a-z2-9]{4})\b/)?.[1] ?? ''

/** From a message to a draft that is whole, and waits for eyes. */
const written = async ({ ben }: Newsroom, about = harbour.about): Promise<string> => {
  const drafted = await ben.draftFrom('The harbour closes! https://example.org/harbour')
  expect(drafted.text).toContain('to be mended before it is published')
  const whole = await (await drafted.press('Edit')).fill({ ...harbour, about })
  expect(whole.text).toContain('expected to close in December 2026')
  expect(whole.buttons).not.toContain('Release alone')
  return idIn(whole.text)
}

/** Asks Cleo, who approves. */
const approved = async ({ ben, cleo, travelled }: Newsroom, id: string): Promise<void> => {
  await ben.ask(`/briefing review ${id}`)
  await travelled()
  expect(cleo.told().join('\n')).toContain(`Ben asks you to look at draft ${id}`)
  const seen = await cleo.ask(`/briefing show ${id}`)
  expect((await seen.press('Approve')).text).toContain('Approved.')
}

const slugOf = async ({ store }: Newsroom, id: string): Promise<string> =>
  (await store.drafts.find(id))?.published?.briefing ?? ''

const channels = ['#policy', '#desk', '#world']

describe.each([
  ['Discord', newsroomOnDiscord],
  ['Slack', newsroomOnSlack],
] as const)('on %s', (_, open) => {
  it('a draft of a message is reviewed, published, read, corrected, and its readers told', async () => {
    const room = await staffed(open)
    const { ada, ben, cleo } = room
    const id = await written(room)
    expect((await ben.ask(`/briefing publish ${id}`)).text).toContain('somebody other than')
    await approved(room, id)
    const posting = await ben.ask(`/briefing post ${id} channels:"${channels.join(', ')}"`)
    expect(posting.text).toContain('On its way to #policy, #desk and #world.')
    await room.travelled()
    for (const name of channels) expect(room.posted(name)).toHaveLength(1)
    const slug = await slugOf(room, id)

    await cleo.ask('/workspace use Policy desk', 'alone')
    const alone = await cleo.ask(`/brief ${slug}`, 'alone')
    if (alone.buttons.includes('Keep')) await alone.press('Keep')
    const answer = await ben.ask('/ask When is Northport harbour expected to close?')
    await answer.press('Share here')

    const change = 'was:"in December 2026" is:"in January 2027" why:"The Gazette was wrong."'
    const correction = await ben.ask(`/briefing correct ${slug} ${change}`)
    expect(correction.text).toMatch(/Shown in \d messages in \d channels/)
    const mended = idIn(correction.text)
    await approved(room, mended)
    await ben.ask(`/briefing publish ${mended}`)
    await room.travelled()

    const line = 'was "in December 2026", is "in January 2027"'
    for (const name of channels) {
      expect(room.posted(name).join()).not.toContain('close in December 2026')
      expect(room.posted(name)[0]).toContain(line)
      // An edit notifies nobody.
      expect(room.posted(name).at(-1)).toContain('The Gazette was wrong.')
    }
    expect(room.posted('#policy')).toHaveLength(3)
    expect(cleo.told().join('\n')).toContain(line)
    expect(cleo.told().join('\n')).not.toContain('close in December 2026')
    expect(ben.told().at(-1)).toContain('Corrected in 5 of 5 places.')
    const history = (await ben.ask(`/briefing history ${slug}`)).text
    expect(history).toContain('Corrected in 5 of 5 places.')
    expect(history).toContain('approved by Cleo')

    const audit = (await ada.ask('/audit')).text
    for (const deed of ['published: ', 'corrected: ', `approved: draft ${mended}`, 'set a role: '])
      expect(audit).toContain(deed)
    expect((await room.store.audit.verify()).faults).toEqual([])
    expect(room.violations()).toEqual([])
  })

  it('who is on duty releases alone; it is marked, and a second look is asked for', async () => {
    const room = await staffed(open)
    const { ada, ben, cleo } = room
    const id = await written(room)
    expect((await ben.ask(`/briefing publish ${id} alone:yes`)).text).toContain('on duty')
    await ada.ask(`/role duty ${ben.person}`)
    const seen = await ben.ask(`/briefing show ${id}`)
    const released = await seen.press('Release alone')
    expect(released.text).toContain('Released by one.')
    await ben.ask(`/briefing post ${await slugOf(room, id)} channels:#world`)
    await room.travelled()
    expect(room.posted('#world')[0]).toContain('Released by one person')
    expect(cleo.told().join('\n')).toContain(`Ben has released draft ${id} alone.`)
    expect((await cleo.ask('/drafts')).text).toContain('A second look is due by')
    const look = await (await cleo.ask(`/briefing show ${id}`)).press('I have looked at it')
    expect(look.text).toContain('The second look')
    expect((await cleo.ask('/drafts')).text).toContain('There are no drafts')
    expect((await ada.ask('/audit')).text).toContain('released by one')
    expect(room.violations()).toEqual([])
  })

  it('a channel never sees a word above its label, in no post, correction or receipt', async () => {
    const room = await staffed(open)
    const { ada, ben } = room
    for (const name of ['#policy', '#desk']) await ada.ask(`/tlp set AMBER channel:${name}`, name)
    const id = await written(room, 'nato | TLP:AMBER | PRIORITY')
    const posting = await ben.ask(`/briefing post ${id} channels:"#desk, #world"`)
    expect(posting.text).toContain('On its way to #desk.')
    expect(posting.text).toContain('Not to #world: no more than TLP:CLEAR')
    await room.travelled()
    const slug = await slugOf(room, id)
    const change = 'was:"in December 2026" is:"in January 2027" why:"The Gazette was wrong."'
    const correction = await ben.ask(`/briefing correct ${slug} ${change}`)
    await ben.ask(`/briefing publish ${idIn(correction.text)}`)
    await room.travelled()
    expect(room.posted('#desk').at(-1)).toContain('in January 2027')
    expect(room.posted('#world')).toEqual([])
    for (const line of ['/audit', '/drafts', '/search harbour', '/latest topic:nato'])
      expect((await ada.ask(line, '#world')).text).not.toMatch(/northport/i)
    expect(ben.told().join('\n')).toContain('Corrected in 1 of 1 place.')
    expect(ben.told().join('\n')).not.toContain('Northport')
    expect(room.violations()).toEqual([])
  })
})
