import { describe, test, vi } from 'vitest'
import { eventually } from '../support/eventually.ts'
import type { CrashPoint } from './crash.ts'
import { hire } from './crew.ts'
import type { Snag } from './desk.ts'
import { type PlatformName, platformNames } from './places.ts'
import { brokenIn, openScene, type Scene, statesIn, workedOff } from './scene.ts'
import { befall, countOf, type Trouble } from './trouble.ts'

// They wait more than they work.
vi.setConfig({ maxConcurrency: 5, testTimeout: 90_000 })

/** A moment at which a process dies, and what must be so there and then to know that it was that moment. */
type Point = {
  named: string
  /** It kills itself. */
  crash?: CrashPoint
  /** It is killed inside this transaction. */
  snag?: Exclude<Snag, 'look' | 'page'>
  /** It is killed once so much was asked or accepted, and cannot go on before. */
  when?: (scene: Scene, name: PlatformName) => boolean
  posting?: Trouble
  reading?: Trouble
  /** Of its first message; `''` before there is one. */
  left: '' | 'planned' | 'sending' | 'sent'
  accepted: 0 | 1
}

const hangs = { kind: 'hang', when: 'before' } as const
const lost: Trouble = { kind: 'down', status: 503, when: 'after' }
const refused: Trouble = { kind: 'down', status: 503, when: 'before' }
const isPosted = (scene: Scene, name: PlatformName) => countOf(scene, name, 'post') > 0
const isRead = (scene: Scene, name: PlatformName) => countOf(scene, name, 'read') > 0
const isAccepted = (scene: Scene) => scene.accepted().length > 0

const points: Point[] = [
  { named: 'before planning', crash: { act: 'plan', when: 'before' }, left: '', accepted: 0 },
  { named: 'in the planning transaction', snag: 'plan', left: '', accepted: 0 },
  { named: 'after planning', crash: { act: 'plan', when: 'after' }, left: 'planned', accepted: 0 },
  {
    named: 'before the claim',
    crash: { act: 'claim', when: 'before' },
    left: 'planned',
    accepted: 0,
  },
  { named: 'in the claim', snag: 'claim', left: 'planned', accepted: 0 },
  {
    named: 'after the claim',
    crash: { act: 'claim', when: 'after' },
    left: 'sending',
    accepted: 0,
  },
  {
    named: 'before the POST',
    crash: { act: 'post', when: 'before' },
    left: 'sending',
    accepted: 0,
  },
  {
    named: "after the request's bytes",
    posting: hangs,
    when: isPosted,
    left: 'sending',
    accepted: 0,
  },
  {
    named: "after the request's bytes, which are accepted later",
    posting: { kind: 'late', ms: 700 },
    when: isPosted,
    left: 'sending',
    accepted: 0,
  },
  {
    named: 'after acceptance and before the answer',
    posting: { kind: 'hang', when: 'after' },
    when: isAccepted,
    left: 'sending',
    accepted: 1,
  },
  {
    named: 'after the answer',
    crash: { act: 'post', when: 'after' },
    left: 'sending',
    accepted: 1,
  },
  {
    named: 'before settling',
    crash: { act: 'settle', when: 'before' },
    left: 'sending',
    accepted: 1,
  },
  { named: 'in the settling transaction', snag: 'settle', left: 'sending', accepted: 1 },
  { named: 'after settling', crash: { act: 'settle', when: 'after' }, left: 'sent', accepted: 1 },
  ...[
    { what: 'that is there', posting: lost, accepted: 1 as const },
    { what: 'that is not there', posting: refused, accepted: 0 as const },
  ].flatMap(({ what, ...rest }): Point[] => [
    {
      named: `before looking for one ${what}`,
      crash: { act: 'read-back', when: 'before' },
      left: 'sending',
      ...rest,
    },
    { named: `looking for one ${what}`, reading: hangs, when: isRead, left: 'sending', ...rest },
    {
      named: `after looking for one ${what}`,
      crash: { act: 'read-back', when: 'after' },
      left: 'sending',
      ...rest,
    },
  ]),
]

describe.for(platformNames)('a process that dies on %s', (name) => {
  test.concurrent.for(points)('$named', async (point, { expect }) => {
    await using scene = await openScene(name)
    const { crash, snag, posting, reading } = point
    if (posting) befall(scene, name, 'post', posting)
    if (reading) befall(scene, name, 'read', reading)
    if (snag) await scene.desk.snag(snag)
    await using hand = hire([name])
    await hand.prepare(scene.wish(crash ? { crash } : {}))
    hand.go()
    if (!crash) {
      await (snag ? isStuck(scene, snag) : eventually(() => point.when?.(scene, name)))
      await hand.kill()
    }
    expect(await hand.ended).toBe('SIGKILL')
    await scene.desk.mend()
    expect((await statesIn(scene)).at(0) ?? '').toBe(point.left)
    expect(scene.accepted()).toHaveLength(point.accepted)

    await workedOff(scene)
    expect(await brokenIn(scene)).toEqual([])
    expect(await statesIn(scene)).toEqual(['sent', 'sent'])
    expect(scene.accepted()).toHaveLength(2)
  })
})

/** A transaction that has got to the snag holds its lock for good; what comes before it does not. */
const isStuck = async (scene: Scene, snag: keyof typeof hasCome): Promise<void> => {
  await eventually(() => hasCome[snag](scene))
  let locked = 0
  await eventually(async () => {
    locked = (await scene.desk.isLocked()) ? locked + 1 : 0
    return locked >= 40
  })
}

const hasCome: Record<
  Exclude<Snag, 'look' | 'page'>,
  (scene: Scene) => boolean | Promise<boolean>
> = {
  plan: () => true,
  claim: async (scene) => (await statesIn(scene)).length > 0,
  settle: isAccepted,
}
