import { describe, expect, test } from 'vitest'
import type { Broken } from './broken.ts'
import { manifestFaults, messageFaults, viewFaults } from './index.ts'
import { inside, objectsInside } from './inside.ts'
import { soundMessages, soundViews } from './planted/sound-bodies.ts'
import { of, said } from './sound.ts'
import { app, http } from './sound-manifest.ts'

// Not sound by our own rules, but Slack's they keep.
const named = [
  { type: 'user', user_id: 'U1' },
  { type: 'usergroup', usergroup_id: 'S1' },
  { type: 'channel', channel_id: 'C1' },
  { type: 'team', team_id: 'T1' },
  { type: 'broadcast', range: 'here' },
  { type: 'emoji', name: 'wave', unicode: '1f44b' },
].map((element) => of(said(element)))

const legacy = app({
  features: { agent_view: undefined, assistant_view: { assistant_description: 'x' } },
})
const prompted = app({
  features: { agent_view: { suggested_prompts: [{ title: 'x', message: 'y' }] } },
})

/** The body again, with a property that Slack does not know in the object at a path. */
const misspelt = (body: unknown, path: string): unknown => {
  const copy = structuredClone(body)
  const found = objectsInside(copy, '').find((one) => one.path === path)
  Object.assign(found?.object ?? {}, { surprise: 1 })
  return copy
}

// A hundred cells are the same place a hundred times.
const everyPlace = (bodies: readonly unknown[]) =>
  bodies
    .map((body) => ({ body, found: objectsInside(body, '') }))
    .filter(({ found }) => found.length < 100)
    .flatMap(({ body, found }) => found.map(({ path }) => ({ body, path })))

describe('an unknown property is a fault wherever it stands', () => {
  const cases: [string, readonly unknown[], (body: unknown) => Broken[]][] = [
    ['messages', [...soundMessages, ...named], messageFaults],
    ['views', soundViews, viewFaults],
    ['manifests', [app(), http(), legacy, prompted], manifestFaults],
  ]
  test.each(cases)('of %s', (_said, bodies, faults) => {
    // What stands in metadata's payload is the app's own.
    const places = everyPlace(bodies).filter(({ path }) => path !== 'metadata.event_payload')
    const missed = places.filter(({ body, path }) => {
      const at = inside(path, 'surprise')
      return !faults(misspelt(body, path)).some(
        (one) => one.rule === 'unknown property' && one.path === at,
      )
    })
    expect(missed).toEqual([])
    expect(places.length).toBeGreaterThan(20)
  })
})
