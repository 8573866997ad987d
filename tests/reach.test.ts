import { describe, expect, it } from 'vitest'
import { deskOnDiscord, deskOnSlack, withDelivery } from './support/desk.ts'
import { eventually } from './support/eventually.ts'

const desks = { discord: deskOnDiscord, slack: deskOnSlack } as const
const slug = 'nato-exercise-bergen'

describe.each(['discord', 'slack'] as const)('reach on %s', (name) => {
  it('tells of what was shared and what was posted, with members where they are known', async () => {
    const desk = await desks[name]()
    const { poke } = withDelivery(desk)
    const reach = async () => (await desk.ask(`/briefing reach ${slug}`)).text
    await (await desk.ask(`/brief ${slug}`)).press('Share here')
    await eventually(() => desk.posted().length === 1)
    // It stands there a moment before that is written down.
    await eventually(async () => /Posted to #policy on \d/.test(await reach()))
    expect((await reach()).includes('members then)')).toBe(name === 'slack')
    expect((await desk.ask(`/briefing post ${slug} channels:#policy`)).text).toContain('#policy')
    poke()
    await eventually(() => desk.posted().length === 2)
    await eventually(async () => (await reach()).includes('2 messages, the last on'))
    const text = await reach()
    expect(text).toContain('Shown privately to 1 person; used by 0')
    expect(text.includes('members then)')).toBe(name === 'slack')
    expect(desk.violations()).toEqual([])
  })

  it('knows what somebody is called', async () => {
    const { platform, workspace, manager, ask } = await desks[name]()
    await ask('/topics')
    expect(await platform.memberName(workspace, manager)).toBe('Ada')
    const stranger = name === 'slack' ? `slack:${workspace}/U00000000` : 'discord:99999999'
    expect(await platform.memberName(workspace, stranger)).toBeUndefined()
  })
})
