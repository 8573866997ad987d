import { expect, it } from 'vitest'
import type { ChatPlatform } from '#core/chat'
import { plain } from '#core/reply'
import type { Store } from '#core/store'
import { planCorrections } from '#engine/corrections/plan'
import { prepareCorrection } from '#engine/corrections/prepare'
import type { Delivering } from '#engine/delivering'
import { change, publication } from '../support/briefings.ts'
import { emptyStore } from '../support/store.ts'

const person = 'slack:T1/U1'
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const of = { workspace: '', briefing: 'one' }

const world = { isMember: true }
const reached: Partial<ChatPlatform> = {
  name: 'slack',
  homeOf: () => 'T1',
  isMember: async () => world.isMember,
  workspace: async (id) => ({ id, name: 'Desk' }),
  render: async () => [{}],
}
const platform = reached as ChatPlatform

/** Somebody used what is corrected now: what is about to go out to them. */
const onItsWay = async (store: Store) => {
  await store.rooms.setLimit({
    ...{ workspace: 'T1', channel: '', tlp: 'AMBER', setBy: 'x' },
    setAt: '2026-11-01T09:00:00Z',
  })
  await store.publish('', [publication({ slug: 'one', tlp: 'TLP:AMBER' })])
  await store.uses.note({
    ...{ platform: 'slack', workspace: 'T1', person, at: '2026-11-12T09:00:00Z' },
    ref: { ...of, revision: 1 },
  })
  const changes = [change(2, 'correction', '2026-11-20')]
  const parts = { store, platform, platforms: [platform], log } as unknown as Delivering
  await planCorrections({ store, platforms: [platform], log })
  await store.publish('', [publication({ slug: 'one', tlp: 'TLP:AMBER', changes })])
  await planCorrections({ store, platforms: [platform], log })
  const { items } = await store.outbox.list({}, { offset: 0, limit: 9 })
  expect(items).toHaveLength(1)
  return () => prepareCorrection(parts, items[0]!)
}

it('says when they used it', async () => {
  const prepared = await (await onItsWay(await emptyStore()))()
  const { headline = [] } = 'frozen' in prepared ? prepared.frozen.document : {}
  expect(plain(headline)).toMatch(/^You used this briefing on 12 Nov 2026: Corrected /)
})

it.each<[string, (store: Store) => unknown]>([
  ['took it back', (store) => store.uses.takeBack(person, of)],
  ['left the workspace', () => Object.assign(world, { isMember: false })],
  [
    'may see less by now',
    (store) =>
      store.rooms.setLimit({
        ...{ workspace: 'T1', channel: '', tlp: 'GREEN', setBy: 'x' },
        setAt: '2026-11-21T09:00:00Z',
      }),
  ],
])('tells nothing to who %s while it is on its way', async (_, change) => {
  const store = await emptyStore()
  Object.assign(world, { isMember: true })
  const prepare = await onItsWay(store)
  await change(store)
  expect(await prepare()).toMatchObject({ instead: { to: 'cancelled' } })
})
