import { setTimeout as wait } from 'node:timers/promises'
import type { Delivery, NewDelivery } from '#core/delivery'
import { heading, paragraph } from '#core/reply'
import { saying } from '#core/show'
import type { Store } from '#core/store'
import { keyOf } from '#engine/send'
import type { Sent } from './fanout-figures.ts'

/** An alert that was put into the outbox, and when. */
export type Alert = { name: string; id: string; at: number }

/** So many channels that still wait for their digest get one, then one where a digest is in quarantine. */
const alerts = 5
const betweenMs = 1_000

export type Alerted = {
  alerts: Alert[]
  /** The digest that was left as if whoever sent it had been killed. */
  doubtful: string
}

/** Puts what is urgent into the outbox, as another process would: nobody tells the sender. */
export const alertInTheMiddle = async (store: Store): Promise<Alerted> => {
  const waiting = await lastWaiting(store)
  const sent: Alert[] = []
  for (const delivery of waiting.slice(0, alerts)) {
    sent.push(await alertTo(store, delivery, 'to a channel that waits for its digest'))
    await wait(betweenMs)
  }
  const doubtful = await leftInDoubt(store, waiting.slice(alerts))
  sent.push(await alertTo(store, doubtful, 'to one whose digest is in quarantine'))
  return { alerts: sent, doubtful: doubtful.id }
}

/** Puts one after another into the outbox for channels that something else waits to go to. */
export const alertOnly = async (store: Store, name: string): Promise<Alert[]> => {
  const sent: Alert[] = []
  const channels = new Map((await lastWaiting(store)).map((one) => [one.target, one]))
  for (const delivery of [...channels.values()].slice(0, alerts)) {
    sent.push(await alertTo(store, delivery, name))
    await wait(betweenMs)
  }
  return sent
}

/** Those that will be sent last. */
const lastWaiting = async ({ outbox }: Store): Promise<Delivery[]> => {
  const filter = { states: ['planned'] } as const
  const { total } = await outbox.list(filter, { offset: 0, limit: 1 })
  const offset = Math.max(0, total - 4 * alerts)
  const { items } = await outbox.list(filter, { offset, limit: 4 * alerts })
  if (items.length < 2 * alerts) throw new Error('too little is left: --channels must be higher')
  return items.reverse()
}

/** Claims one whose lease ends at once, as after a kill: until its quarantine is over nobody touches it. */
const leftInDoubt = async ({ outbox }: Store, waiting: Delivery[]): Promise<Delivery> => {
  const killed = { by: 'whoever was killed', leaseMs: 1, quarantineMs: 60_000 }
  for (const delivery of waiting) {
    const { kind } = await outbox.claim(delivery.id, killed)
    if (kind === 'mine') return delivery
  }
  throw new Error('every digest was taken: --channels must be higher')
}

const alertTo = async ({ outbox }: Store, to: Delivery, name: string): Promise<Alert> => {
  const { platform, workspace, target } = to
  const id = keyOf('alert', target)
  const due = await outbox.clock()
  const alert: NewDelivery = {
    ...{ id, platform, workspace, target, cause: 'alert', causeId: id, part: 0, act: 'post' },
    ...{ class: 'flash', due, expires: due + 3_600_000 },
    document: saying(heading('FLASH'), paragraph('The bridge at Narva is closed.')),
  }
  const at = Date.now()
  await outbox.add([alert])
  return { name, id, at }
}

/** Milliseconds until the platform had accepted each; infinite for one that it never did. */
export const delaysOf = (
  alerts: readonly Alert[],
  sent: readonly Pick<Sent, 'key' | 'isAccepted' | 'at'>[],
) =>
  [...Map.groupBy(alerts, ({ name }) => name)].map(([name, some]) => ({
    name,
    ms: some.map(({ id, at }) => {
      const accepted = sent.find(({ key, isAccepted }) => key === id && isAccepted)
      return accepted ? accepted.at - at : Number.POSITIVE_INFINITY
    }),
  }))
