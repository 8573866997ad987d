import { join } from 'node:path'
import { expect, it } from 'vitest'
import { paragraph } from '#core/reply'
import { saying } from '#core/show'
import type { Store } from '#core/store'
import { openSqlite } from '#stores/sqlite'
import { newDelivery } from '../support/digests.ts'
import { installation } from '../support/program.ts'

const claimant = { by: 'one', leaseMs: 0, quarantineMs: 0 }
const viewer = {
  kind: 'channel',
  workspace: 'team',
  channel: 'policy',
  clearance: 'CLEAR',
} as const
const frozen = {
  document: saying(paragraph('A notice.')),
  body: { content: 'A notice.' },
  carries: [],
  holding: { viewer, refs: [] },
}

/** One that is planned, one that failed long ago, one in doubt, one that was sent. */
const fill = async (store: Store): Promise<void> => {
  const now = await store.outbox.clock()
  await store.outbox.add([
    newDelivery('planned', now - 600_000, { expires: now + 600_000 }),
    newDelivery('failed', now),
    newDelivery('unknown', now),
    newDelivery('sent', now),
  ])
  const settlements = {
    failed: { to: 'failed', why: '#policy is no longer there' },
    unknown: { to: 'unknown', why: 'I need Read Message History there' },
    sent: { to: 'sent', channel: 'policy', message: '1' },
  } as const
  for (const [id, settlement] of Object.entries(settlements)) {
    const claimed = await store.outbox.claim(id, claimant, frozen)
    if (claimed.kind !== 'mine') throw new Error(claimed.kind)
    await store.outbox.settle({ id, attempt: claimed.attempt, by: 'one' }, settlement)
  }
}

const installed = async () => {
  const { folder, sitrep } = installation()
  const now = () => Temporal.Now.instant()
  const store = await openSqlite({ file: join(folder, 'sitrep.db'), now, zone: 'UTC' })
  await fill(store)
  await store.close()
  return async (...args: string[]) => {
    const { out, err, code } = await sitrep(['deliveries', ...args])
    return { lines: out.trim().split('\n'), err, code }
  }
}

it('lists what is not done, each with its state, since when, and why', async () => {
  const deliveries = await installed()
  const { lines } = await deliveries()
  expect(lines.map((line) => line.split('  ').slice(0, 2).join(' ')).sort()).toEqual([
    'failed failed',
    'planned planned',
    'unknown unknown',
  ])
  const line = lines.find((one) => one.startsWith('failed'))
  expect(line).toMatch(
    /discord {2}to failed .*due \S+Z, 0 min ago {2}attempt 1 {2}#policy is no longer there$/,
  )
}, 30_000)

it.each([
  ['stuck', ['planned']],
  ['sent', ['sent']],
  ['all', ['failed', 'planned', 'sent', 'unknown']],
  ['expired', ['None.']],
])(
  'lists those that are %s',
  async (view, ids) => {
    const deliveries = await installed()
    const { lines } = await deliveries(view)
    expect(lines.map((line) => line.split('  ')[0]).sort()).toEqual(ids)
  },
  30_000,
)

it('posts one once more, or gives it up, and says what that means', async () => {
  const deliveries = await installed()
  expect((await deliveries('retry', 'unknown')).lines[0]).toContain('unknown is planned again')
  expect((await deliveries('give-up', 'planned')).lines[0]).toContain('planned is given up')
  const { lines } = await deliveries('all')
  expect(lines.find((line) => line.startsWith('unknown'))).toContain('  planned  ')
  expect(lines.find((line) => line.startsWith('planned'))).toContain('given up by the operator')
}, 30_000)

it.each([
  [['everything'], '"everything" is none of these: open, stuck, all, planned'],
  [['retry'], 'Which one? Usage: sitrep deliveries retry <id>'],
  [['retry', 'nothing'], 'There is no delivery nothing.'],
  [['retry', 'sent'], 'sent is sent: only what failed'],
  [['give-up', 'sent'], 'sent is sent: only what is planned'],
  [['--limit', 'few'], '--limit must be a whole number above 0'],
])(
  'refuses %j with one line',
  async (args, message) => {
    const deliveries = await installed()
    const { err, code } = await deliveries(...args)
    expect(code).toBe(1)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toContain(message)
  },
  30_000,
)
