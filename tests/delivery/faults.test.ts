import { describe, test, vi } from 'vitest'
import { type PlatformName, platformNames } from './places.ts'
import { brokenIn, openScene, statesIn, workedOff } from './scene.ts'
import { befall, type Trouble } from './trouble.ts'

// They wait more than they work.
vi.setConfig({ maxConcurrency: 20 })

/** What goes wrong with the first message, and what becomes of it and of the one in its thread. */
type Case = {
  named: string
  trouble: Trouble
  times?: number
  states: string[]
  accepted: number
  /** Where it can happen; on both unless told. */
  on?: PlatformName
}

const arrives = { states: ['sent', 'sent'], accepted: 2 }
const refused = { states: ['failed', 'cancelled'], accepted: 0 }

const whens = ['before', 'after'] as const

const cases: Case[] = [
  { named: '429 of a route', trouble: { kind: 'limited', seconds: 0.3 }, ...arrives },
  {
    named: '429 of everything',
    trouble: { kind: 'limited', seconds: 0.3, isGlobal: true },
    ...arrives,
  },
  {
    named: '429 that asks for less than it takes',
    trouble: { kind: 'limited', seconds: 1.2, claims: 0 },
    ...arrives,
  },
  {
    named: '429 that asks for more than it takes',
    trouble: { kind: 'limited', seconds: 0.1, claims: 1 },
    ...arrives,
  },
  ...whens.flatMap((when): Case[] => [
    ...([500, 502, 503] as const).map((status) => ({
      named: `${status} ${when} acceptance`,
      trouble: { kind: 'down' as const, status, when },
      ...arrives,
    })),
    { named: `a reset ${when} acceptance`, trouble: { kind: 'reset', when }, ...arrives },
    { named: `silence ${when} acceptance`, trouble: { kind: 'hang', when }, ...arrives },
  ]),
  { named: 'acceptance after we have given up', trouble: { kind: 'late', ms: 700 }, ...arrives },
  { named: 'half an answer', trouble: { kind: 'truncated' }, ...arrives },
  { named: '403', trouble: { kind: 'forbidden' }, ...refused },
  { named: '404', trouble: { kind: 'gone' }, ...refused },
  { named: 'a refused body', trouble: { kind: 'invalid' }, ...refused },
]

describe.for(platformNames)('%s answers with', (name) => {
  test.concurrent.for(cases)('$named', async ({ trouble, states, accepted }, { expect }) => {
    await using scene = await openScene(name)
    befall(scene, name, 'post', trouble)
    await workedOff(scene)
    expect(await brokenIn(scene, { isAll: accepted > 0 })).toEqual([])
    expect(await statesIn(scene)).toEqual(states)
    expect(scene.accepted()).toHaveLength(accepted)
    const digest = await scene.store.digests.find(scene.digest.id)
    expect(digest?.pause?.by).toBe(accepted > 0 ? undefined : 'fault')
  })
})
