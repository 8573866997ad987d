import { describe, expect, it, vi } from 'vitest'
import { type Reading, unlikeFor } from './reads.ts'
import { eventful, everything, stories } from './tours.ts'
import { unlike } from './twins.ts'

vi.mock('#engine/short-id', () => import('./ids.ts'))
vi.setConfig({ testTimeout: 120_000 })

const viewer = {
  kind: 'channel',
  workspace: 'team',
  channel: 'policy',
  clearance: 'CLEAR',
} as const
const reading: Reading = { stories, viewer, invoked: [] }
const sessions = [eventful[0]!, everything[0]!]

/** What is asked once what a viewer may see is known already, or once more before it goes out. */
const second = ['briefings', 'outbox.claim']

describe('the wall is red when one query forgets the viewer', () => {
  it('asked of the store', async () => {
    const noted = new Set<string>()
    expect(await unlikeFor(reading, { noted })).toEqual([])
    expect(noted.size).toBeGreaterThan(15)
    for (const forgetful of noted)
      expect(await unlikeFor(reading, { forgetful }), forgetful).not.toEqual([])
  })

  it('asked by people', async () => {
    const noted = new Set<string>()
    for (const session of sessions) expect(await unlike(session, { noted })).toEqual([])
    const first = [...noted].filter((name) => !second.includes(name))
    expect(first.length).toBeGreaterThan(10)
    for (const forgetful of first) expect(await isRed(forgetful), forgetful).toBe(true)
  })
})

const isRed = async (forgetful: string): Promise<boolean> => {
  for (const session of sessions) if ((await unlike(session, { forgetful })).length > 0) return true
  return false
}
