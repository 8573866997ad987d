import { expect, it } from 'vitest'
import type { ChatPlatform } from '#core/chat'
import type { Store } from '#core/store'
import type { Delivering } from '#engine/delivering'
import { prepare } from '#engine/prepare'
import { publication } from '../support/briefings.ts'
import { textOf } from '../support/text.ts'
import { now } from './asking.ts'
import { ada, ben, idIn, labelsIn, said, type Writing, writing } from './briefing/writing.ts'

const eve = 'discord:7'
const about = (...people: string[]) => `nato | TLP:RED | ROUTINE | ${people.join(', ')}`
const workspaces = [{ id: 'team', name: 'Policy desk' }]

/** Two editors alone with the bot, as members of one workspace that lets them see most. */
const alone = async (isOn = true): Promise<Writing> => {
  const at = await writing({
    ...{ isDirect: true, workspaces, joined: ['team'], platform: 'discord' },
    members: { [eve]: 'Eve', 'discord:8': 'Finn', 'discord:9': 'Gil' },
  })
  for (const person of [ada.person, ben.person, eve]) await at.store.people.use(person, 'team')
  const limit = { workspace: 'team', channel: '', setBy: 'x', setAt: now }
  await at.store.rooms.setLimit({ ...limit, tlp: isOn ? 'RED' : 'AMBER+STRICT' })
  return at
}

const sending = async ({ store }: Writing) => {
  const { items } = await store.outbox.list({}, { offset: 0, limit: 9 })
  return items
}

/** Which limits were set, in order. */
const noted = async (store: Store): Promise<(string | undefined)[]> => {
  const operator = { kind: 'operator', clearance: 'RED' } as const
  const { items } = await store.audit.list(operator, { offset: 0, limit: 50 })
  return items
    .filter(({ kind }) => kind === 'set a limit')
    .map(({ details }) => details)
    .toReversed()
}

it('is off until a manager switches it on, who is told what that means', async () => {
  const { say, store, world } = await writing({ manages: true })
  expect(textOf(await say('/tlp red'))).toContain('TLP:RED is off')
  expect(textOf(await say('/tlp red on'))).toContain('/tlp set AMBER+STRICT for:members')
  await say('/tlp set AMBER+STRICT for:members')
  const on = textOf(await say('/tlp red on'))
  expect(on).toContain('TLP:RED is on in direct messages')
  expect(on).toContain('may be able to export direct messages')
  await say('/tlp red on')
  expect(textOf(await say('/tlp show'))).toMatch(
    /members of this workspace may see up to TLP:AMBER\+STRICT\.\nWhoever a TLP:RED briefing names/,
  )
  expect(textOf(await say('/tlp red off'))).toContain('TLP:RED is off')
  expect((await store.rooms.limit('team', ''))?.tlp).toBe('AMBER+STRICT')
  expect(await noted(store)).toEqual([
    'TLP:CLEAR → TLP:AMBER+STRICT',
    'TLP:AMBER+STRICT → TLP:RED',
    'TLP:RED → TLP:AMBER+STRICT',
  ])
  world.manages = false
  expect(textOf(await say('/tlp red on'))).toContain('is for managers')
})

it('ends with the limit that it rests on, which is said and written down', async () => {
  const { say, store } = await writing({ manages: true })
  await say('/tlp set AMBER+STRICT for:members')
  await say('/tlp red on')
  const set = await say('/tlp set AMBER for:members')
  expect(textOf(set)).toContain('it was TLP:AMBER+STRICT')
  expect(textOf(set)).toContain('With that, TLP:RED is off.')
  expect(labelsIn(set)).toEqual(['Back to TLP:AMBER+STRICT'])
  expect((await noted(store)).at(-1)).toBe('TLP:RED → TLP:AMBER')
  expect(textOf(await say('/tlp red'))).toContain('TLP:RED is off')
})

it('says how to switch it on where somebody writes or publishes it while it is off', async () => {
  const at = await alone(false)
  const reply = await at.fill('briefing new', { ...filledRed(eve) })
  expect(said(reply)).toContain('/tlp red on')
  expect(labelsIn(reply)).toEqual(['Edit', 'Drop'])
  const [draft] = await at.store.drafts.list('team', ada.person)
  expect(said(await at.say(`/briefing publish ${draft?.id}`))).toContain('/tlp red on')
  expect(await sending(at)).toEqual([])
})

const filledRed = (...people: string[]) => ({
  title: 'Example Gazette reports that Northport harbour is expected to close',
  bluf: 'Example Gazette reports that Northport harbour is expected to close.',
  text: 'Example Gazette reports that Northport harbour is expected to close in December 2026.',
  sources: 'Example Gazette | Harbour to close | https://example.org/harbour | 2026-11-20 | F3',
  about: about(...people),
})

it('goes to each it names at publishing, and says who is not told and why', async () => {
  const at = await alone()
  at.world.strangers.push('discord:9')
  const id = await at.begin({
    about: about(ada.person, eve, 'discord:8', 'discord:9', 'slack:T1/U1'),
  })
  at.world.strangers.push('discord:8')
  const reply = await at.say(`/briefing publish ${id}`)
  const words = textOf(reply)
  expect(words).toContain('By direct message to 2 of the 5 people it names. Not to:')
  expect(words).toContain('Finn: no member of this workspace')
  expect(words).toContain('slack:T1/U1: no member of this workspace')
  expect(labelsIn(reply)).not.toContain('Post it to …')
  const planned = await sending(at)
  expect(planned.map(({ target }) => target).toSorted()).toEqual([ada.person, eve])
  expect(textOf(planned[0]!.document!)).toContain('It names you and 4 other people')
})

it('tells who reads as a member of another workspace what they can do', async () => {
  const at = await alone()
  const id = await at.begin({ about: about(ada.person, 'discord:8') })
  const words = textOf(await at.say(`/briefing publish ${id}`))
  expect(words).toContain(
    'Finn: reads direct messages as a member of another workspace, or of none.',
  )
  expect((await sending(at)).map(({ target }) => target)).toEqual([ada.person])
})

it('is read by those it names alone, and does not exist for others', async () => {
  const at = await alone()
  const { say, world } = at
  Object.assign(world, ben)
  const lines = ['/brief', '/used', '/briefing history', '/briefing reach', '/briefing correct']
  const before = []
  const asBen = async () => {
    const replies = []
    for (const line of lines) replies.push(said(await say(`${line} northport`)))
    replies.push(said(await say('/topics')), said(await say('/latest')))
    return replies
  }
  before.push(...(await asBen()))
  await at.store.publish('team', [
    publication({ slug: 'northport', tlp: 'TLP:RED', recipients: [ada.person] }),
  ])
  expect(await asBen()).toEqual(before)
  Object.assign(world, ada)
  expect((await say('/brief northport')).tlp).toBe('RED')
  world.isDirect = false
  expect(said(await say('/brief northport'))).toContain('No topic or briefing')
})

it('shows a draft of it to those it names and who writes it', async () => {
  const at = await alone()
  const id = await at.begin({ about: about(eve) })
  await at.say(`/briefing review ${id}`)
  Object.assign(at.world, ben)
  for (const line of [`/briefing show ${id}`, `/briefing publish ${id}`, '/drafts'])
    expect(said(await at.say(line)), line).not.toContain('Northport')
  expect(said(await at.say(`/briefing approve ${id}`))).toContain('for those it names alone')
  expect((await sending(at)).filter(({ cause }) => cause !== 'notice')).toEqual([])
})

it('goes once to each, and in a new revision only to whom it names newly', async () => {
  const at = await alone()
  const id = await at.begin({ about: about(ada.person, eve) })
  await at.say(`/briefing publish ${id}`)
  const [first] = await sending(at)
  const { workspace: owner, ...ref } = first!.carries![0]!
  // It has reached one of them, whom its correction will find.
  const where = { workspace: 'team', platform: 'discord', channel: 'dm', answer: 'a', at: now }
  await at.store.recordShown([{ ...where, owner, ...ref, person: eve, command: 'share' }])
  await at.store.people.use('discord:8', 'team')
  const changed = { was: 'in December 2026', is: 'in January 2027', why: 'The Gazette says so.' }
  const next = idIn(await at.fill('briefing correct', { briefing: ref.briefing, ...changed }))
  await at.fill('briefing edit', { draft: next, about: about(ada.person, eve, 'discord:8') })
  expect(textOf(await at.say(`/briefing publish ${next}`))).toContain('to the 3 people it names')
  const second = (await sending(at)).filter(({ causeId }) => causeId.endsWith('@2'))
  expect(second.map(({ target }) => target).toSorted()).toEqual([ada.person, 'discord:8'])
})

/** As much of delivering as preparing takes. */
const delivering = (at: Writing, isMember = true): Delivering => {
  const reached: Partial<ChatPlatform> = {
    name: 'discord',
    isMember: async () => isMember,
    workspace: async () => workspaces[0],
    render: async () => [{}],
  }
  return { store: at.store, platform: reached as ChatPlatform } as Delivering
}

it.each<[string, (at: Writing) => unknown, boolean?]>([
  ['is switched off', (at) => setMembers(at, 'AMBER+STRICT')],
  ['who is named has left', () => undefined, false],
  ['who is named reads elsewhere', (at) => at.store.people.use(eve, 'other')],
  [
    'names them no longer',
    async (at) => {
      const [{ carries } = {}] = await sending(at)
      const { briefing = '' } = carries?.[0] ?? {}
      const standing = (await at.store.standing('team', [briefing])).get(briefing)
      const change = { revision: 2, date: '2026-11-24', kind: 'editorial' as const }
      const changes = [{ ...change, was: 'a', is: 'b', why: 'c' }]
      await at.store.publish('team', [
        publication({
          slug: standing?.slug ?? '',
          tlp: 'TLP:RED',
          recipients: [ada.person],
          changes,
        }),
      ])
    },
  ],
])('sends nothing that %s before it goes out', async (_, happens, isMember = true) => {
  const at = await alone()
  const id = await at.begin({ about: about(ada.person, eve) })
  await at.say(`/briefing publish ${id}`)
  const delivery = (await sending(at)).find(({ target }) => target === eve)!
  expect(await prepare(delivering(at), delivery)).toHaveProperty('frozen')
  await happens(at)
  expect(await prepare(delivering(at, isMember), delivery)).toMatchObject({
    instead: { to: 'cancelled' },
  })
})

const setMembers = (at: Writing, tlp: 'AMBER+STRICT') =>
  at.store.rooms.setLimit({ workspace: 'team', channel: '', setBy: 'x', setAt: now, tlp })
