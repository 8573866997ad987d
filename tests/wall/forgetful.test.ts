import { describe, expect, it, vi } from 'vitest'
import { openReading } from './reads.ts'
import { eventful, stories } from './tours.ts'
import { unlike } from './twins.ts'

vi.mock('#engine/short-id', () => import('./ids.ts'))
vi.setConfig({ testTimeout: 120_000 })

const viewer = {
  kind: 'channel',
  workspace: 'team',
  channel: 'policy',
  clearance: 'CLEAR',
} as const
const [session] = eventful

/** What is asked once what a viewer may see is known already, or once more before it goes out. */
const second = ['briefings', 'outbox.claim']

describe('the wall is red when one query forgets the viewer', () => {
  it('asked of the store', async () => {
    const noted = new Set<string>()
    await using readable = await openReading({ stories, viewer, invoked: [] })
    expect(await readable.unlike({ noted })).toEqual([])
    expect(noted.size).toBeGreaterThan(15)
    for (const forgetful of noted)
      expect(await readable.unlike({ forgetful }), forgetful).not.toEqual([])
  })

  it('asked by people', async () => {
    const noted = new Set<string>()
    expect(await unlike(session, { noted })).toEqual([])
    const first = [...noted].filter((name) => !second.includes(name))
    expect(first.length).toBeGreaterThan(10)
    for (const forgetful of first)
      expect(await unlike(session, { forgetful }), forgetful).not.toEqual([])
  })
})
