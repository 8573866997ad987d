import { describe, expect, it } from 'vitest'
import { publication } from '../support/briefings.ts'
import { textOf } from '../support/text.ts'
import { asked } from './asking.ts'

const weekdayTimes = /Next, Brussels time:(?:\n\w+day \d+ \w+ \d{4}, 08:00(?: \(UTC\+\d\))?){3}\n/

describe('in a channel, with the store as it is', () => {
  it('is made, shown, changed, paused, resumed, deleted and brought back', async () => {
    const { say, press, store } = await asked()
    const list = () => store.digests.list()
    const made = await say('/digest create weekdays 08:00 name:Desk')
    expect(textOf(made)).toContain('Set for #policy: "Desk", weekdays at 08:00 (Brussels)')
    expect(textOf(made)).toMatch(weekdayTimes)
    const [digest] = await list()
    expect(digest).toMatchObject({ target: 'policy', workspace: 'team', setBy: 'discord:1' })

    const edited = await say('/digest edit when:daily 9:00 form:long')
    expect((await list())[0]).toMatchObject({ schedule: { times: [540] }, form: 'long' })
    await press(edited, 'Back to how it was')
    const [back] = await list()
    expect(back).toMatchObject({ schedule: digest?.schedule, form: 'headlines' })

    await say('/digest pause until 2099-01-03')
    expect(textOf(await say('/digest list'))).toContain('paused until Saturday 3 January 2099')
    await say('/digest resume')
    await say('/digest skip 2099-12-24')
    expect((await list())[0]).toMatchObject({ skips: ['2099-12-24'] })
    expect((await list())[0]).not.toHaveProperty('pause')

    const asks = await say('/digest delete desk')
    const gone = await press(asks, 'Delete it')
    expect(await list()).toEqual([])
    await press(gone, 'Bring it back')
    expect(await list()).toHaveLength(1)
  })

  it('is nobody else’s', async () => {
    const { say, world, store } = await asked()
    await say('/digest create weekdays 08:00 name:Desk')
    const [digest] = await store.digests.list()
    world.isDirect = true
    for (const line of ['/digest show Desk', `/digest show ${digest?.id}`, '/digest delete Desk'])
      expect(textOf(await say(line))).toMatch(/^No digest ".*" in your direct messages\. Make one/)
    expect(textOf(await say('/digest list'))).toContain('No digest comes to your direct messages')
  })

  it('is for managers, and alone for anyone', async () => {
    const { say, world, store } = await asked({ manages: false })
    expect(textOf(await say('/digest create daily 08:00'))).toContain('is for managers')
    expect(await store.digests.list()).toEqual([])
    world.isDirect = true
    expect(textOf(await say('/digest create daily 08:00'))).toContain(
      'Set for your direct messages',
    )
    expect(await store.digests.list()).toMatchObject([{ person: 'discord:1', target: 'discord:1' }])
    expect(textOf(await say('/privacy'))).toContain('1 digest of your own, with what came of each')
    await say('/privacy erase')
    expect(await store.digests.list()).toEqual([])
  })

  it('previews and posts what has arrived since, and nothing where there is nothing', async () => {
    const { say, store } = await asked()
    await say('/digest create weekdays 08:00')
    expect(textOf(await say('/digest send now'))).toContain('There is nothing new')
    await store.publish('', [publication({ slug: 'walrus', title: 'The walrus is back' })])
    const preview = textOf(await say('/digest preview'))
    expect(preview).toContain('A preview, which only you see.')
    expect(preview).toContain('The walrus is back')
    expect(textOf(await say('/digest send now'))).toContain('is on its way to #policy.')
    expect(textOf(await say('/digest history'))).toMatch(
      /1 edition, newest first\n.*, by hand · on its way/,
    )
  })
})
