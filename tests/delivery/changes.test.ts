import { describe, test, vi } from 'vitest'
import { wakeResting } from '#engine/orders'
import { type PlatformName, platformNames } from './places.ts'
import { setRight } from './rights.ts'
import {
  anotherNow,
  brokenIn,
  openScene,
  type Scene,
  statesIn,
  textIn,
  workedOff,
  working,
} from './scene.ts'
import { befall } from './trouble.ts'

// They wait more than they work.
vi.setConfig({ maxConcurrency: 20 })

/** Something changes after an edition was planned and before it is sent. */
const planned = async (name: PlatformName, limit?: 'AMBER'): Promise<Scene> => {
  const scene = await openScene(name, { stories: 1 })
  if (limit) await scene.setLimit(scene.place, limit)
  await working(scene, async () => (await statesIn(scene)).length === 1, { isSending: false })
  return scene
}

const editionsIn = async ({ desk }: Scene): Promise<string[]> => {
  const rows = await desk.read<{ state: string; why: string | null }>(
    'select state, why from edition order by due, slot',
  )
  return rows.map(({ state, why }) => `${state}${why === null ? '' : `: ${why}`}`)
}

describe.for(platformNames)('on %s, between planning and sending', (name) => {
  test.concurrent('a limit is lowered: what is above it stays away', async ({ expect }) => {
    await using scene = await planned(name, 'AMBER')
    await scene.news.publish('AMBER')
    await scene.setLimit(scene.place, 'GREEN')
    await workedOff(scene)
    expect(await brokenIn(scene)).toEqual([])
    expect(textIn(scene)).toContain('Q1v1xCLEAR')
    expect(textIn(scene)).not.toContain('AMBER')
  })

  test.concurrent('a briefing is corrected: only the correction is shown', async ({ expect }) => {
    await using scene = await planned(name)
    await scene.news.correct(scene.news.stories[0]!)
    await workedOff(scene)
    expect(await brokenIn(scene)).toEqual([])
    expect(textIn(scene)).toContain('Q1v2x')
    expect(textIn(scene)).not.toContain('Q1v1x')
  })

  test.concurrent('all of it is withdrawn: nothing is sent', async ({ expect }) => {
    await using scene = await planned(name)
    await scene.news.withdraw(scene.news.stories[0]!)
    await workedOff(scene)
    expect(await brokenIn(scene)).toEqual([])
    expect(scene.accepted()).toEqual([])
    expect(await editionsIn(scene)).toEqual(['skipped: nothing new'])
  })

  test.concurrent('a briefing is corrected after the first message, before its thread', async ({
    expect,
  }) => {
    await using scene = await planned(name)
    await working(scene, async () => (await statesIn(scene))[0] === 'sent', { paces: once(name) })
    await scene.news.correct(scene.news.stories[0]!)
    await workedOff(scene)
    await anotherNow(scene)
    await workedOff(scene)
    expect(await brokenIn(scene)).toEqual([])
    expect(textIn(scene)).toContain('Q1v2x')
  })

  test.concurrent('a briefing is corrected while what did not arrive is about to go out again', async ({
    expect,
  }) => {
    await using scene = await planned(name)
    befall(scene, name, 'post', { kind: 'down', status: 503, when: 'before' })
    const { outbox } = scene.store
    const stillHolds: typeof outbox.stillHolds = async (holding) => {
      const isSo = await outbox.stillHolds(holding)
      if (scene.news.stories.length === 1) await scene.news.correct(scene.news.stories[0]!)
      return isSo
    }
    await workedOff({ ...scene, store: { ...scene.store, outbox: { ...outbox, stillHolds } } })
    expect(scene.news.stories).toHaveLength(2)
    expect(await brokenIn(scene)).toEqual([])
    expect(textIn(scene)).toContain('Q1v2x')
    expect(textIn(scene)).not.toContain('Q1v1x')
  })

  test.concurrent('the digest is paused: what it held comes after the pause', async ({
    expect,
  }) => {
    await using scene = await planned(name)
    const { digests } = scene.store
    const found = (await digests.find(scene.digest.id))!
    const paused = await digests.change(found, { pause: { by: 'hand', why: 'a holiday' } })
    await workedOff(scene)
    expect(scene.accepted()).toEqual([])
    expect(await editionsIn(scene)).toEqual(['cancelled: the digest was paused'])
    await digests.change(paused!, { unset: ['pause'] })
    await anotherNow(scene)
    await workedOff(scene)
    expect(await brokenIn(scene)).toEqual([])
    expect(textIn(scene)).toContain('Q1v1x')
  })

  test.concurrent('the digest is deleted: nothing is sent', async ({ expect }) => {
    await using scene = await planned(name)
    const found = (await scene.store.digests.find(scene.digest.id))!
    await scene.store.digests.change(found, { isDeleted: true })
    await workedOff(scene)
    expect(scene.accepted()).toEqual([])
    expect(await editionsIn(scene)).toEqual(['cancelled: the digest was deleted'])
  })

  test.concurrent('the digest is edited: it goes out as it is now', async ({ expect }) => {
    await using scene = await planned(name)
    const found = (await scene.store.digests.find(scene.digest.id))!
    await scene.store.digests.change(found, { name: 'Evening briefing' })
    await workedOff(scene)
    expect(await brokenIn(scene)).toEqual([])
    expect(textIn(scene)).toContain('Evening briefing')
    expect(textIn(scene)).not.toContain('Morning briefing')
  })

  test.concurrent('its topic gets another slug: it is found by the old one', async ({ expect }) => {
    await using scene = await openScene(name, { topics: ['defence-core'], stories: 0 })
    const topic = { slug: 'core', name: 'The core', scope: 'It' }
    await scene.store.setTopics('', [
      { ...topic, aliases: [{ text: 'defence-core', case: false }] },
    ])
    await scene.news.publish('CLEAR', ['core'])
    await workedOff(scene)
    expect(await brokenIn(scene)).toEqual([])
    expect(textIn(scene)).toContain('Q1v1x')
    expect(textIn(scene)).toMatch(/the core/i)
  })

  test.concurrent('the channel is deleted: the digest rests, and says why', async ({ expect }) => {
    await using scene = await planned(name)
    removeChannel(scene)
    await workedOff(scene)
    expect(scene.accepted()).toEqual([])
    expect((await editionsIn(scene))[0]).toMatch(/^failed: .* is no longer there$/)
    expect((await scene.store.digests.find(scene.digest.id))?.pause?.by).toBe('fault')
  })

  test.concurrent('the bot is thrown out: the digest rests, and says why', async ({ expect }) => {
    await using scene = await planned(name)
    throwOut(scene)
    await workedOff(scene)
    expect(scene.accepted()).toEqual([])
    expect((await editionsIn(scene))[0]).toMatch(/^failed: /)
    expect((await scene.store.digests.find(scene.digest.id))?.pause?.by).toBe('fault')
  })

  test.concurrent('a permission is lost, and given back: nothing is forgotten', async ({
    expect,
  }) => {
    await using scene = await planned(name)
    setRight(scene, scene.place, 'post', false)
    await workedOff(scene)
    expect((await editionsIn(scene))[0]).toMatch(/^failed: /)
    setRight(scene, scene.place, 'post', true)
    await wakeResting(scene.store, name, scene.place.target)
    const isAwake = async () => !(await scene.store.digests.find(scene.digest.id))?.pause
    await working(scene, isAwake)
    await anotherNow(scene)
    await workedOff(scene)
    expect(await brokenIn(scene)).toEqual([])
    expect(textIn(scene)).toContain('Q1v1x')
  })
})

describe.for(platformNames)('on %s, where nothing can be looked for', (name) => {
  const inDoubt = async () => {
    const scene = await openScene(name, { stories: 1 })
    setRight(scene, scene.place, 'look', false)
    befall(scene, name, 'post', { kind: 'down', status: 503, when: 'after' })
    await workedOff(scene)
    return scene
  }

  test.concurrent('what is in doubt is not sent again', async ({ expect }) => {
    await using scene = await inDoubt()
    expect(scene.accepted()).toHaveLength(1)
    expect(await statesIn(scene)).toEqual(['unknown', 'cancelled'])
    expect(await brokenIn(scene)).toEqual([])
  })

  test.concurrent('a manager says that it is there: it counts as shown', async ({ expect }) => {
    await using scene = await inDoubt()
    const [edition] = (await scene.store.digests.history(scene.digest.id, firstPage)).items
    await scene.store.digests.settleByHand(edition!.id, true)
    await anotherNow(scene)
    await workedOff(scene)
    expect(scene.accepted()).toHaveLength(1)
    expect(await editionsIn(scene)).toEqual(['sent', 'skipped: nothing new'])
  })

  test.concurrent('a manager says that it is not there: it is posted', async ({ expect }) => {
    await using scene = await openScene(name, { stories: 1 })
    setRight(scene, scene.place, 'look', false)
    befall(scene, name, 'post', { kind: 'down', status: 503, when: 'before' })
    await workedOff(scene)
    const [edition] = (await scene.store.digests.history(scene.digest.id, firstPage)).items
    await scene.store.digests.settleByHand(edition!.id, false)
    await workedOff(scene)
    expect(await editionsIn(scene)).toEqual(['sent'])
    expect(await statesIn(scene)).toEqual(['sent', 'sent'])
    expect(scene.accepted()).toHaveLength(2)
  })
})

const firstPage = { offset: 0, limit: 1 }

/** So that only the first message goes out. */
const once = (name: PlatformName) => {
  const per = name === 'discord' ? 'bot' : 'workspace'
  return { [name]: { per, start: 45, most: 45, perChannelMs: 600_000 } } as const
}

const removeChannel = ({ discord, slack, place }: Scene): void => {
  const { platform, workspace, target } = place
  if (platform === 'discord') discord.world.removeChannel(discord.world.channels.get(target)!)
  else {
    const { channels } = slack.world.teams.get(workspace)!
    slack.world.removeChannel(channels.get(target.split('/')[1] ?? '')!)
  }
}

const throwOut = ({ discord, slack, place }: Scene): void => {
  const { platform, workspace } = place
  if (platform === 'discord') discord.world.removeBot(discord.world.guilds.get(workspace)!)
  else slack.world.uninstall(slack.world.teams.get(workspace)!)
}
