import { expect, it } from 'vitest'
import type { Store } from '#core/store'
import { publication } from '../../support/briefings.ts'
import { textOf } from '../../support/text.ts'
import { now } from '../asking.ts'
import { ada, writing } from './writing.ts'

const reason = 'Asked for by the desk'
const policy = { channel: 'policy', name: '#policy' }

const shown = (owner: string, answer: string, person: string, workspace = 'team') => ({
  ...{ workspace, platform: 'test', channel: 'policy', person, answer },
  ...{ owner, briefing: 'one', revision: 1, command: 'brief', at: now },
})

/** An answer that stands in a room for all to see. */
const post = async (
  store: Store,
  owner: string,
  answer: string,
  {
    room = 'policy',
    workspace = 'team',
    members,
  }: Partial<Record<'room' | 'workspace', string>> & { members?: number } = {},
) => {
  await store.recordShown([shown(owner, answer, ada.person, workspace)])
  const where = { answer, workspace, platform: 'test', channel: room, room, messages: [answer] }
  const reply = {
    kind: 'reply' as const,
    blocks: [],
    shows: [{ workspace: owner, briefing: 'one', revision: 1 }],
  }
  await store.recordSent({ ...where, reply, at: now, ...(members !== undefined && { members }) })
}

/** A briefing of the workspace under a label that may be seen in the channel. */
const published = async (tlp = 'TLP:AMBER+STRICT', owner = 'team') => {
  const at = await writing({ channels: [policy], members: { 'discord:7': 'Eve' } })
  const limit = { workspace: 'team', channel: 'policy', setBy: 'x', setAt: now }
  await at.store.rooms.setLimit({ ...limit, tlp: 'AMBER+STRICT' })
  await at.store.publish(owner, [publication({ slug: 'one', tlp })])
  return at
}

it('says where it was posted, to how many it was shown alone, and who used it', async () => {
  const { say, store } = await published()
  await post(store, 'team', 'a', { members: 38 })
  await store.recordShown([shown('team', 'b', 'discord:7'), shown('team', 'c', 'discord:8')])
  const ref = { workspace: 'team', briefing: 'one', revision: 1 }
  await store.uses.note({ platform: 'test', workspace: 'team', person: 'discord:7', ref, at: now })
  const said = textOf(await say('/briefing reach one'))
  expect(said).toContain('Posted to #policy on 24 Nov 2026 (38 members then)')
  expect(said).toContain('Shown privately to 2 people; used by 1')
  expect(said).not.toMatch(/seen by|Eve|discord:/)
})

it('counts messages of one room together, with the members at the last', async () => {
  const { say, store } = await published()
  await post(store, 'team', 'a', { members: 38 })
  await post(store, 'team', 'b')
  expect(textOf(await say('/briefing reach one'))).toMatch(
    /Posted to #policy, 2 messages, the last on 24 Nov 2026/,
  )
})

it('says nothing of members where nobody knows, and nothing where there is nothing', async () => {
  const { say, store } = await published()
  expect(textOf(await say('/briefing reach one'))).toContain('Posted nowhere yet.')
  await post(store, 'team', 'a')
  expect(textOf(await say('/briefing reach one'))).not.toContain('member')
})

it('names no room that the asker cannot write in', async () => {
  const { say, store } = await published()
  await post(store, 'team', 'a', { room: 'secret', members: 3 })
  const said = textOf(await say('/briefing reach one'))
  expect(said).toContain('Posted to 1 channel that you cannot write in')
  expect(said).not.toMatch(/secret|3 members/)
})

it('tells of what all share only where it went in this workspace', async () => {
  const { say, store } = await published('TLP:CLEAR', '')
  await post(store, '', 'a')
  const before = textOf(await say('/briefing reach one'))
  await post(store, '', 'b', { workspace: 'other', room: 'elsewhere' })
  await store.recordShown([shown('', 'c', 'discord:9', 'other')])
  const after = textOf(await say('/briefing reach one'))
  // The editor has been shown it meanwhile.
  expect(after.replace('to 1 person', 'to 0 people')).toBe(before)
})

it('knows no briefing of another workspace', async () => {
  const { say, store } = await writing()
  const without = JSON.stringify(await say('/briefing reach one'))
  await store.publish('other', [publication({ slug: 'one' })])
  expect(JSON.stringify(await say('/briefing reach one'))).toBe(without)
  expect(JSON.stringify(await say(`/briefing reach one names:yes reason:"${reason}"`))).toBe(
    without,
  )
})

/** What the audit holds that no file has brought. */
const noted = async (store: Store): Promise<string[]> => {
  const operator = { kind: 'operator', clearance: 'RED' } as const
  const { items } = await store.audit.list(operator, { offset: 0, limit: 50 })
  return items
    .filter(({ kind }) => kind !== 'imported')
    .map(({ kind, about, details }) => `${kind}: ${about}, ${details}`)
}

it('gives names for a reason, which is written down first', async () => {
  const { say, store } = await published()
  await store.recordShown([shown('team', 'b', 'discord:7'), shown('team', 'c', 'discord:8')])
  await post(store, 'team', 'a')
  const said = textOf(await say(`/briefing reach one names:yes reason:"${reason}"`))
  expect(said).toContain('Eve · 24 Nov 2026')
  expect(said).toContain('discord:8 · 24 Nov 2026')
  // Who asked for what stands in a room was not shown it alone.
  expect(said).not.toContain('discord:1 ')
  expect(await noted(store)).toEqual([`looked up names: one, ${reason}`])
})

it.each([
  ['names:yes', 'Names are given for a reason'],
  ['names:yes reason:"so what"', '10 characters or more'],
])('gives none at %s', async (options, said) => {
  const { say, store } = await published()
  await store.recordShown([shown('team', 'b', 'discord:7')])
  const reply = textOf(await say(`/briefing reach one ${options}`))
  expect(reply).toContain(said)
  expect(reply).not.toContain('Eve')
  expect(await noted(store)).toEqual([])
})

it.each(['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER'])('gives none under %s', async (label) => {
  const { say, store } = await published(label)
  await store.recordShown([shown('team', 'b', 'discord:7')])
  const reply = textOf(await say(`/briefing reach one names:yes reason:"${reason}"`))
  expect(reply).toBe(`Names are given for TLP:RED and TLP:AMBER+STRICT only; this is ${label}.`)
  expect(await noted(store)).toEqual([])
})

it('gives none that were not written down', async () => {
  const { say, store } = await published()
  await store.recordShown([shown('team', 'b', 'discord:7')])
  store.audit.note = async () => {
    throw new Error('the disk is full')
  }
  expect(textOf(await say(`/briefing reach one names:yes reason:"${reason}"`))).not.toContain('Eve')
})

it('keeps to counts where a manager says so, until they say otherwise', async () => {
  const { say, store, world } = await published()
  await store.recordShown([shown('team', 'b', 'discord:7')])
  expect(textOf(await say('/briefing names off'))).toContain('is for managers')
  world.manages = true
  expect(textOf(await say('/briefing names off'))).toContain('Editors see counts alone')
  expect(textOf(await say('/briefing names'))).toContain('Editors see counts alone')
  world.manages = false
  expect(textOf(await say(`/briefing reach one names:yes reason:"${reason}"`))).toBe(
    'This workspace keeps to counts: its managers have switched names off.',
  )
  expect(textOf(await say('/briefing reach one'))).toContain('Shown privately to 1 person')
  world.manages = true
  await say('/briefing names on')
  expect(textOf(await say(`/briefing reach one names:yes reason:"${reason}"`))).toContain('Eve')
  expect((await noted(store)).toSorted()).toEqual([
    'changed a setting: names of readers, off',
    'changed a setting: names of readers, on',
    `looked up names: one, ${reason}`,
  ])
})

it('is for editors', async () => {
  const { say, world } = await published()
  world.editors.splice(0)
  expect(textOf(await say('/briefing reach one'))).toContain('is for editors')
})
