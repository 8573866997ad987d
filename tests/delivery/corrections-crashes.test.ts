import { describe, test, vi } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { copiesIn, postsOf, travelled } from './copies.ts'
import type { CrashPoint } from './crash.ts'
import { hire } from './crew.ts'
import type { Snag } from './desk.ts'
import { type PlatformName, platformNames } from './places.ts'
import { brokenIn, openScene, type Scene, workedOff } from './scene.ts'
import { befall, countOf, type Trouble } from './trouble.ts'

// They wait more than they work.
vi.setConfig({ maxConcurrency: 5, testTimeout: 90_000 })

/** A moment at which a process dies that brings a correction to where it belongs. */
type Point = {
  named: string
  /** It kills itself. */
  crash?: CrashPoint
  /** It is killed inside this transaction. */
  snag?: Snag
  /** It is killed once a request is there, or has been done, and is not answered. */
  editing?: Trouble
  posting?: Trouble
  /** So many deliveries of the correction are planned by then. */
  planned: number
}

const deeds = ['claim', 'edit', 'post', 'settle'] as const
const whens = ['before', 'after'] as const

const points: Point[] = [
  { named: 'before looking for it', crash: { act: 'look', when: 'before' }, planned: 0 },
  { named: 'in the transaction that notes it', snag: 'look', planned: 0 },
  { named: 'after noting it', crash: { act: 'look', when: 'after' }, planned: 0 },
  { named: 'before planning a page', crash: { act: 'page', when: 'before' }, planned: 0 },
  { named: 'in the transaction that plans a page', snag: 'page', planned: 0 },
  { named: 'after planning a page', crash: { act: 'page', when: 'after' }, planned: 3 },
  ...deeds.flatMap((act) =>
    whens.map((when) => ({ named: `${when} its ${act}`, crash: { act, when }, planned: 3 })),
  ),
  { named: 'in the claim', snag: 'claim', planned: 3 },
  { named: 'in the settling transaction', snag: 'settle', planned: 3 },
  ...whens.flatMap((when): Point[] => [
    { named: `${when} an edit is done`, editing: { kind: 'hang', when }, planned: 3 },
    { named: `${when} a post is done`, posting: { kind: 'hang', when }, planned: 3 },
  ]),
  { named: 'before an edit that is done later', editing: { kind: 'late', ms: 700 }, planned: 3 },
]

describe.for(platformNames)('a process that dies on %s with a correction in its hands', (name) => {
  test.concurrent.for(points)('$named', async (point, { expect }) => {
    await using scene = await openScene(name, { stories: 1 })
    await workedOff(scene)
    await scene.news.correct(scene.news.stories[0]!)
    await dies(scene, name, point)
    const planned = await scene.desk.read("select 1 from delivery where cause = 'correction'")
    expect(planned).toHaveLength(point.planned)

    await travelled(scene)
    expect(await brokenIn(scene, { isAll: false })).toEqual([])
    expect(await postsOf(scene)).toEqual(['Q1v2xCLEAR'])
    const texts = copiesIn(scene, scene.place).map(({ text }) => text)
    expect(texts).toHaveLength(3)
    for (const text of texts) expect(text).toContain('Q1v2xCLEAR')
    expect(texts.join()).not.toContain('Q1v1x')
  })
})

const dies = async (scene: Scene, name: PlatformName, point: Point): Promise<void> => {
  const { crash, snag, editing, posting } = point
  const before = { edit: countOf(scene, name, 'edit'), post: countOf(scene, name, 'post') }
  if (editing) befall(scene, name, 'edit', editing)
  if (posting) befall(scene, name, 'post', posting)
  if (snag) await scene.desk.snag(snag)
  await using hand = hire([name])
  await hand.prepare(scene.wish(crash ? { crash } : {}))
  hand.go()
  if (!crash) {
    const asked = editing ? 'edit' : 'post'
    if (snag) await isStuck(scene)
    else await eventually(() => countOf(scene, name, asked) > before[asked])
    await hand.kill()
  }
  await hand.ended
  await scene.desk.mend()
}

/** A transaction that has got to the snag holds its lock for good. */
const isStuck = async (scene: Scene): Promise<void> => {
  let locked = 0
  await eventually(async () => {
    locked = (await scene.desk.isLocked()) ? locked + 1 : 0
    return locked >= 40
  })
}
