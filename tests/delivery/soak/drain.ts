import { setTimeout as wait } from 'node:timers/promises'
import { never } from '#core/plan'
import type { Expected } from '../check/evidence.ts'
import type { Place } from '../places.ts'
import { quiet, sendNow } from '../scene.ts'
import type { Wish } from '../wish.ts'
import { prepare } from '../work.ts'
import type { World } from '../world.ts'

/** Calm workers finish everything that is due by then, and a last edition tells everybody what is left. */
export const drain = async (
  world: World,
  digests: ReadonlyMap<string, Place>,
  settings: Wish['settings'],
  until: number,
): Promise<Expected[]> => {
  const { desk, store } = world
  const calm = await Promise.all(
    ['one', 'two'].map((name) => prepare(world.wish({ settings, name }), quiet)),
  )
  for (const work of calm) work.go()
  const isNone = async (sql: string): Promise<boolean> =>
    (await desk.read<{ count: number }>(sql))[0]?.count === 0
  const isPlanned = () =>
    isNone(`select count(*) as count from digest where pause is null and next <= ${until}`)
  const isSettled = () =>
    isNone("select count(*) as count from delivery where state in ('planned', 'sending')")
  await sooner(isPlanned, 'everything to be planned')
  await desk.write('update digest set next = ?', never)
  await sooner(isSettled, 'everything to be settled')
  const last: Expected[] = []
  for (const id of digests.keys()) {
    const found = await store.digests.find(id)
    const digest = found?.pause ? await store.digests.change(found, { unset: ['pause'] }) : found
    const one = digest && (await sendNow(world, id))
    if (one) last.push(one)
  }
  await sooner(isSettled, 'the last editions to be settled')
  await Promise.all(calm.map((work) => work.stop()))
  return last
}

/** Milliseconds; what is not so by then is told by the checker. */
const patienceMs = 180_000

const sooner = async (isSo: () => Promise<boolean>, what: string): Promise<void> => {
  const began = performance.now()
  while (!(await isSo())) {
    if (performance.now() - began > patienceMs) return console.error(`waited in vain for ${what}`)
    await wait(50)
  }
}
