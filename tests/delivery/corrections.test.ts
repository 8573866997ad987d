import { describe, test, vi } from 'vitest'
import { platformNames } from './places.ts'
import { openScene, textIn, workedOff, working } from './scene.ts'

vi.setConfig({ maxConcurrency: 10 })

describe.for(platformNames)('a correction on %s', (name) => {
  test.concurrent('reaches what was sent', async ({ expect }) => {
    await using scene = await openScene(name)
    await workedOff(scene)
    await scene.news.correct(scene.news.stories[0]!)
    await working(scene, (beats) => beats > 30, {})
    console.log(
      scene.desk.read(
        'select cause, act, part, target, message, state, why, carries from delivery',
      ),
    )
    console.log(scene.desk.read('select * from correction'))
    console.log(JSON.stringify(scene.discord.requests.slice(-6), null, 1).slice(0, 6000))
    expect(textIn(scene)).toContain('v2')
  })
})
