import { describe, expect, it } from 'vitest'
import { deskOnDiscord, deskOnSlack, withDelivery } from './support/desk.ts'
import { eventually } from './support/eventually.ts'

const desks = { discord: deskOnDiscord, slack: deskOnSlack } as const
const slug = 'nato-exercise-bergen'

describe.each(['discord', 'slack'] as const)('reach on %s', (name) => {
  it('tells of what was shared and what was posted, with members where they are known', async () => {
    const desk = await desks[name]()
    const { poke } = withDelivery(desk)
    await (await desk.ask(`/brief ${slug}`)).press('Share here')
    await eventually(() => desk.posted().length === 1)
    const form = await desk.ask(`/briefing reach ${slug}`)
    expect(form.text).toMatch(/Posted to #policy on \d/)
    expect(form.text.includes('members then)')).toBe(name === 'slack')
    expect((await desk.ask(`/briefing post ${slug} channels:#policy`)).text).toContain('#policy')
    poke()
    await eventually(() => desk.posted().length === 2)
    await eventually(async () =>
      (await desk.ask(`/briefing reach ${slug}`)).text.includes('2 messages, the last on'),
    )
    const { text } = await desk.ask(`/briefing reach ${slug}`)
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
