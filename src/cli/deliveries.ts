import {
  type Delivery,
  type DeliveryFilter,
  type DeliveryState,
  deliveryStates,
} from '#core/delivery'
import type { Ms } from '#core/digest'
import { OperatorError } from '#core/errors'
import { counted } from '#core/show'
import type { App } from '../app.ts'
import type { Given, Operation } from './operation.ts'
import { withApp } from './with-app.ts'

/** What is asked for by name, beside the states. */
const views = ['open', 'stuck', 'all'] as const

export const operation: Operation = {
  name: 'deliveries',
  usage: 'deliveries [open|stuck|all|STATE]',
  summary: 'Lists messages on their way, and settles them by hand',
  help: `Without a word: what is open, failed or in doubt. "stuck" is open and overdue by minutes. A STATE is one
of ${deliveryStates.join(', ')}.
"sitrep deliveries retry <id>" posts one once more; one that may have arrived is looked for first.
"sitrep deliveries give-up <id>" leaves it; what it held comes with the next edition.
Both are safe while Sitrep runs.`,
  flags: { limit: { type: 'string' } },
  async run(given) {
    const [first, id] = given.words
    return withApp(given, (app) => {
      if (first === 'retry' || first === 'give-up') return byHand(given, app, first, id)
      return list(given, app, first)
    })
  },
}

/** What has not been settled for so long needs a look. */
const stuckAfterMs = 5 * 60_000

const filterFor = (view: string | undefined, now: Ms): DeliveryFilter => {
  if (view === undefined) return { states: ['planned', 'sending', 'failed', 'unknown'] }
  if (view === 'all') return {}
  if (view === 'open') return { states: ['planned', 'sending'] }
  if (view === 'stuck') return { states: ['planned', 'sending'], stuckBefore: now - stuckAfterMs }
  if (isState(view)) return { states: [view] }
  const known = [...views, ...deliveryStates].join(', ')
  throw new OperatorError(`"${view}" is none of these: ${known}, retry <id>, give-up <id>.`)
}

const isState = (view: string): view is DeliveryState =>
  (deliveryStates as readonly string[]).includes(view)

const usuallyListed = 50

const list = async (given: Given, { store }: App, view: string | undefined): Promise<number> => {
  const now = await store.outbox.clock()
  const limit = limitIn(given)
  const { items, total } = await store.outbox.list(filterFor(view, now), { offset: 0, limit })
  if (total === 0) given.print('None.')
  for (const delivery of items) given.print(line(delivery, now))
  if (total > items.length)
    given.print(
      `${counted(total - items.length, 'more delivery', 'more deliveries')}: --limit ${total}`,
    )
  return 0
}

const limitIn = ({ flags }: Given): number => {
  const asked = flags.limit ?? `${usuallyListed}`
  const limit = Number(asked)
  if (Number.isInteger(limit) && limit > 0) return limit
  throw new OperatorError(`--limit must be a whole number above 0, like ${usuallyListed}.`)
}

/** `3fQk…  unknown  discord  #id  edition 0  due 2026-02-16T07:45Z, 12 min ago  attempt 2  why` */
const line = (delivery: Delivery, now: Ms): string => {
  const { id, state, platform, target, cause, causeId, part, act, due, attempt, why } = delivery
  const what = `${cause} ${causeId}, ${act} ${part}`
  return [id, state, platform, target, what, sayDue(due, now), `attempt ${attempt}`, why ?? '']
    .join('  ')
    .trimEnd()
}

const sayDue = (due: Ms, now: Ms): string => {
  const at = Temporal.Instant.fromEpochMilliseconds(due).toString({ smallestUnit: 'minute' })
  const minutes = Math.round(Math.abs(now - due) / 60_000)
  return now >= due ? `due ${at}, ${minutes} min ago` : `due ${at}, in ${minutes} min`
}

const byHand = async (
  { print }: Given,
  { store }: App,
  how: 'retry' | 'give-up',
  id: string | undefined,
): Promise<number> => {
  if (id === undefined) throw new OperatorError(`Which one? Usage: sitrep deliveries ${how} <id>`)
  const found = await store.outbox.find(id)
  if (!found)
    throw new OperatorError(`There is no delivery ${id}. Those there are: sitrep deliveries all`)
  const settled = await (how === 'retry' ? store.outbox.retry(id) : store.outbox.giveUp(id))
  if (!settled)
    throw new OperatorError(
      how === 'retry'
        ? `${id} is ${found.state}: only what failed, expired, was cancelled or is in doubt can be posted once more.`
        : `${id} is ${found.state}: only what is planned, or claimed by a process that is gone, can be given up.`,
    )
  print(
    how === 'retry'
      ? `${id} is planned again. Sitrep posts it within seconds, if it may still be seen there.`
      : `${id} is given up. What it held comes with the next edition.`,
  )
  return 0
}
