import { describe, type ExpectStatic, test, vi } from 'vitest'
import { noLongerShown } from '#core/corrected'
import { sayReceipt } from '#core/say-correction'
import { progressOf } from '#engine/corrections/progress'
import { eventually } from '../support/eventually.ts'
import { cameOf, copiesIn, isTravelled, postsOf, travelled } from './copies.ts'
import { type PlatformName, platformNames } from './places.ts'
import { setRight } from './rights.ts'
import {
  anotherNow,
  brokenIn,
  openScene,
  quiet,
  type Scene,
  statesIn,
  swift,
  workedOff,
  working,
} from './scene.ts'
import { befall, countOf, type Trouble } from './trouble.ts'
import type { Variant } from './variants.ts'
import type { Wish } from './wish.ts'
import { prepare } from './work.ts'

// They wait more than they work.
vi.setConfig({ maxConcurrency: 10, testTimeout: 60_000 })

/** A digest of some stories stands in a channel, with a message in its thread. */
const posted = async (name: PlatformName, stories = 1): Promise<Scene> => {
  const scene = await openScene(name, { stories })
  await workedOff(scene)
  return scene
}

const textsIn = (scene: Scene): string[] => copiesIn(scene, scene.place).map(({ text }) => text)

/** Every message that shows a story shows this one, and says that it is corrected. */
const allShow = (expect: ExpectStatic, scene: Scene, token: string): void => {
  const texts = textsIn(scene)
  expect(texts.length).toBeGreaterThan(1)
  const [, name] = token.match(/^(Q\d+)v/) ?? []
  for (const text of texts) {
    const tokens = new Set(text.match(new RegExp(`${name}v\\d+x[A-Z]+`, 'g')))
    expect([...tokens]).toEqual([token])
  }
}

const progress = async ({ desk, store }: Scene) => {
  const [row] = await desk.read<{ id: string }>('select id from correction order by at')
  return (await progressOf({ store, platforms: [] }, row?.id ?? ''))!
}

describe.for(platformNames)('on %s', (name) => {
  test.concurrent('a correction changes every message, and is posted once', async ({ expect }) => {
    await using scene = await posted(name)
    await scene.news.correct(scene.news.stories[0]!)
    await travelled(scene)
    expect(await brokenIn(scene, { isAll: false })).toEqual([])
    allShow(expect, scene, 'Q1v2xCLEAR')
    expect(textsIn(scene).filter((text) => /Corrected \d/.test(text))).toHaveLength(3)
    expect(await postsOf(scene)).toEqual(['Q1v2xCLEAR'])
    expect(sayReceipt(await progress(scene))).toBe('Corrected in 2 of 2 places.')
  })

  test.concurrent('another briefing in the same messages stays as it is', async ({ expect }) => {
    await using scene = await posted(name, 2)
    await scene.news.correct(scene.news.stories[0]!)
    await travelled(scene)
    expect(textsIn(scene).filter((text) => text.includes('Q2v1xCLEAR'))).toHaveLength(2)
    expect(textsIn(scene).join()).not.toContain('Q1v1x')
  })

  test.concurrent('a correction of a correction, before the first has gone out', async ({
    expect,
  }) => {
    await using scene = await posted(name)
    const second = await scene.news.correct(scene.news.stories[0]!)
    await working(scene, async () => (await cameOf(scene)).length === 3, { isSending: false })
    await scene.news.correct(second)
    await travelled(scene)
    allShow(expect, scene, 'Q1v3xCLEAR')
    expect(await postsOf(scene)).toEqual(['Q1v3xCLEAR'])
    expect(countOf(scene, name, 'edit')).toBe(2)
    expect(sayReceipt(await progress(scene))).toBe('Corrected in 2 of 2 places.')
  })

  test.concurrent('a correction of a correction, after the first has gone out', async ({
    expect,
  }) => {
    await using scene = await posted(name)
    const second = await scene.news.correct(scene.news.stories[0]!)
    await travelled(scene)
    await scene.news.correct(second)
    await travelled(scene)
    allShow(expect, scene, 'Q1v3xCLEAR')
    expect(await postsOf(scene)).toEqual(['Q1v2xCLEAR', 'Q1v3xCLEAR'])
    // What was first posted about the first correction was corrected in its turn.
    expect(countOf(scene, name, 'edit')).toBe(5)
  })

  test.concurrent('a correction while that before it hangs', async ({ expect }) => {
    await using scene = await posted(name)
    befall(scene, name, 'edit', { kind: 'late', ms: 700 }, 2)
    const second = await scene.news.correct(scene.news.stories[0]!)
    const work = await prepare(scene.wish({ settings: swift }), quiet, scene.store)
    work.go()
    await eventually(() => countOf(scene, name, 'edit') > 0)
    await scene.news.correct(second)
    await eventually(() => isTravelled(scene))
    await work.stop()
    allShow(expect, scene, 'Q1v3xCLEAR')
  })

  test.concurrent('two at once, of two briefings in the same messages', async ({ expect }) => {
    await using scene = await posted(name, 2)
    await Promise.all([0, 1].map((at) => scene.news.correct(scene.news.stories[at]!)))
    await travelled(scene)
    const texts = textsIn(scene).join('\n')
    expect(texts).not.toMatch(/Q\dv1x/)
    expect((await postsOf(scene)).toSorted()).toEqual(['Q1v2xCLEAR', 'Q2v2xCLEAR'])
    // One edit shows both; the other finds nothing left to do.
    expect(countOf(scene, name, 'edit')).toBe(2)
  })

  test.concurrent('a correction while its digest is being sent', async ({ expect }) => {
    expect(await whileSent(name)).toEqual([])
    expect(await whileSent(name, 'no-late')).not.toEqual([])
  })

  test.concurrent('what was composed of an older state is composed anew', async ({ expect }) => {
    expect(await whileWaiting(name)).toEqual([])
    expect(await whileWaiting(name, 'stale-edit')).not.toEqual([])
  })

  test.concurrent('a withdrawal leaves a tombstone and tells of it', async ({ expect }) => {
    await using scene = await posted(name)
    await scene.news.withdraw(scene.news.stories[0]!)
    await travelled(scene)
    const texts = textsIn(scene)
    expect(texts).toHaveLength(3)
    for (const text of texts) expect(text).toContain('The Gazette withdrew it.')
    expect(texts.join()).not.toContain('Example Gazette reports something')
    expect((await cameOf(scene)).filter((came) => came === 'post sent')).toHaveLength(1)
  })

  test.concurrent('words that are taken out leave every message, and then the store', async ({
    expect,
  }) => {
    await using scene = await posted(name, 2)
    const second = await scene.news.correct(scene.news.stories[0]!)
    await travelled(scene)
    await scene.news.erase(second)
    expect(await heldIn(scene)).not.toEqual([])
    await travelled(scene)
    const texts = textsIn(scene)
    expect(texts.join()).not.toMatch(/Q1v/)
    expect(texts.filter((text) => text.includes('A court ordered it.')).length).toBeGreaterThan(2)
    expect(texts.filter((text) => text.includes('Q2v1xCLEAR')).length).toBeGreaterThan(1)
    expect(await heldIn(scene)).toEqual([])
    // What is corrected in the same messages afterwards finds them as they are now.
    await scene.news.correct(scene.news.stories[1]!)
    await travelled(scene)
    const after = textsIn(scene)
    expect(after.join()).not.toMatch(/Q1v|Q2v1x/)
    expect(after[0]?.match(/A court ordered it/g)).toEqual(texts[0]?.match(/A court ordered it/g))
  })

  test.concurrent('words that are taken out leave the store where a message cannot be changed', async ({
    expect,
  }) => {
    await using scene = await posted(name)
    befall(scene, name, 'edit', { kind: 'forbidden' })
    await scene.news.erase(scene.news.stories[0]!)
    await travelled(scene)
    expect((await progress(scene)).failed).toHaveLength(1)
    expect(await heldIn(scene)).toEqual([])
  })

  test.concurrent('the next digest tells of it as ever', async ({ expect }) => {
    await using scene = await posted(name)
    await scene.news.correct(scene.news.stories[0]!)
    await travelled(scene)
    await anotherNow(scene)
    await workedOff(scene)
    expect(await statesIn(scene)).toEqual(['sent', 'sent', 'sent', 'sent'])
    expect(textsIn(scene).join()).toContain('CORRECTED')
  })

  test.concurrent('what may no longer be seen there is taken out, and nothing is posted', async ({
    expect,
  }) => {
    await using scene = await openScene(name, { stories: 0 })
    await scene.setLimit(scene.place, 'AMBER')
    const story = await scene.news.publish('AMBER')
    await workedOff(scene)
    expect(textsIn(scene)).toHaveLength(2)
    await scene.setLimit(scene.place, 'GREEN')
    await scene.news.correct(story)
    await travelled(scene)
    const texts = textsIn(scene)
    expect(texts).toHaveLength(2)
    for (const text of texts) expect(text).toContain(noLongerShown)
    expect(texts.join()).not.toMatch(/AMBER|Q1v/)
    expect(await postsOf(scene)).toEqual([])
  })

  test.concurrent('a label that was raised takes the text out of a channel below it', async ({
    expect,
  }) => {
    await using scene = await posted(name, 2)
    await scene.news.correct(scene.news.stories[0]!, 'AMBER')
    await travelled(scene)
    const texts = textsIn(scene).join()
    expect(texts).not.toMatch(/AMBER|Q1v/)
    expect(texts).toContain('Q2v1xCLEAR')
    expect(await postsOf(scene)).toEqual([])
  })
})

/** Tables that hold a word of the first story. */
const heldIn = async ({ desk }: Scene): Promise<string[]> => {
  const tables = await desk.read<{ name: string }>(
    "select name from sqlite_schema where type = 'table' and sql not like 'create virtual%'",
  )
  const held: string[] = []
  for (const { name } of tables) {
    const rows = await desk.read(`select * from "${name}"`)
    if (rows.some((row) => /Q1v\dx/.test(JSON.stringify(row)))) held.push(name)
  }
  return held
}

/** What still shows an old revision after one was corrected between its posting and the answer to that. */
const whileSent = async (name: PlatformName, variant?: Variant): Promise<string[]> => {
  await using scene = await openScene(name, { stories: 1 })
  befall(scene, name, 'post', { kind: 'late', ms: 700 })
  const wish = scene.wish({ settings: swift, ...(variant && { variant }) })
  const work = await prepare(wish, quiet)
  work.go()
  await eventually(() => countOf(scene, name, 'post') > 0)
  await scene.news.correct(scene.news.stories[0]!)
  const lateCount = variant ? 'select 0 as late' : 'select count(*) as late from late'
  await eventually(
    async () =>
      (await statesIn(scene))[0] === 'sent' &&
      (await scene.desk.read<{ late: number }>(lateCount))[0]?.late === 0 &&
      (await scene.desk.read("select 1 from delivery where state in ('planned', 'sending')"))
        .length === 0,
  )
  await work.stop()
  return textsIn(scene).filter((text) => text.includes('Q1v1x'))
}

/** As fast as that goes: a platform that says it is too much is not left alone for longer than it asks. */
const brisk = (name: PlatformName): NonNullable<Wish['paces']> => ({
  [name]: { per: name === 'slack' ? 'workspace' : 'bot', start: 45, most: 45, perChannelMs: 0 },
})

/** The same of one that was corrected once more while its first correction waited. */
const whileWaiting = async (name: PlatformName, variant?: Variant): Promise<string[]> => {
  await using scene = await posted(name)
  const second = await scene.news.correct(scene.news.stories[0]!)
  befall(scene, name, 'edit', { kind: 'limited', seconds: 1 }, 2)
  const wish = scene.wish({ settings: swift, paces: brisk(name), ...(variant && { variant }) })
  const work = await prepare(wish, quiet)
  work.go()
  await eventually(() => countOf(scene, name, 'edit') > 0)
  await scene.news.correct(second)
  await eventually(() => isTravelled(scene))
  await work.stop()
  return textsIn(scene).filter((text) => text.includes('Q1v2x'))
}

type Fault = { named: string; trouble: Trouble; why?: RegExp; on?: PlatformName }

const faults: Fault[] = [
  { named: '429', trouble: { kind: 'limited', seconds: 0.3 } },
  ...(['before', 'after'] as const).flatMap((when): Fault[] => [
    { named: `503 ${when}`, trouble: { kind: 'down', status: 503, when } },
    { named: `a reset ${when}`, trouble: { kind: 'reset', when } },
    { named: `silence ${when}`, trouble: { kind: 'hang', when } },
  ]),
  { named: 'half an answer', trouble: { kind: 'truncated' } },
  { named: '403', trouble: { kind: 'forbidden' }, why: /I may no longer change/ },
  { named: '404', trouble: { kind: 'gone' }, why: /no longer there/ },
  { named: 'a refused body', trouble: { kind: 'invalid' }, why: /did not take it/ },
  { named: 'too late', trouble: { kind: 'edit window closed' }, why: /longer time/, on: 'slack' },
]
const faultRows = platformNames.flatMap((name) =>
  faults.filter(({ on = name }) => on === name).map((fault) => ({ name, ...fault })),
)

test.concurrent.for(faultRows)('$name answers an edit with $named', async (row, { expect }) => {
  const { name, trouble, why } = row
  await using scene = await posted(name)
  befall(scene, name, 'edit', trouble)
  await scene.news.correct(scene.news.stories[0]!)
  await travelled(scene)
  expect(await brokenIn(scene, { isAll: false })).toEqual([])
  expect(await postsOf(scene)).toEqual(['Q1v2xCLEAR'])
  const { changed, failed } = await progress(scene)
  expect({ changed, failed: failed.length }).toEqual(
    why ? { changed: 1, failed: 1 } : { changed: 2, failed: 0 },
  )
  if (why) expect(failed[0]?.why).toMatch(why)
  else allShow(expect, scene, 'Q1v2xCLEAR')
  expect((await scene.store.digests.find(scene.digest.id))?.pause).toBeUndefined()
})

describe.for(platformNames)('what cannot be changed on %s', (name) => {
  test.concurrent('a message that somebody has deleted', async ({ expect }) => {
    await using scene = await posted(name)
    await copiesIn(scene, scene.place).at(-1)?.remove()
    await scene.news.correct(scene.news.stories[0]!)
    await travelled(scene)
    const { changed, failed } = await progress(scene)
    expect({ changed, why: failed.map(({ why }) => why) }).toEqual({
      changed: 1,
      why: ['the message is no longer there'],
    })
    expect(await scene.store.digests.find(scene.digest.id)).not.toHaveProperty('pause')
  })

  test.concurrent('a channel that is gone', async ({ expect }) => {
    await using scene = await posted(name)
    removeChannel(scene)
    await scene.news.correct(scene.news.stories[0]!)
    await travelled(scene)
    const { changed, posted: made, failed } = await progress(scene)
    expect({ changed, made, failed: failed.length }).toEqual({ changed: 0, made: 0, failed: 2 })
  })

  test.concurrent('a channel where the bot may no longer post is told of', async ({ expect }) => {
    await using scene = await posted(name)
    setRight(scene, scene.place, 'post', false)
    await scene.news.correct(scene.news.stories[0]!)
    await travelled(scene)
    expect(await postsOf(scene)).toEqual([])
    expect((await progress(scene)).unposted).toHaveLength(1)
  })
})

const removeChannel = ({ place, discord, slack }: Scene): void => {
  const [team = '', id = ''] = place.target.split('/')
  if (place.platform === 'discord')
    discord.world.removeChannel(discord.world.channels.get(place.target)!)
  else slack.world.removeChannel(slack.world.teams.get(team)!.channels.get(id)!)
}
