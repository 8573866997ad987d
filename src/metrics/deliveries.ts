import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Store } from '#core/store'
import type { Counted } from '#engine/tally'

export type DeliveryMetrics = {
  /** An edition was planned; how many, and where it is to go. */
  due(platform: string, count: number): void
  /** Something became of a delivery. */
  delivered(counted: Counted): void
}

/** Seconds: a digest is on time within the first few, and late from minutes on. */
const lateBuckets = [1, 2, 5, 15, 60, 300, 900, 3_600, 21_600]

/** What became of deliveries since this process started, and how they stand in the store. */
export const deliveryMetrics = (
  registry: Registry,
  store: Pick<Store, 'outbox'>,
): DeliveryMetrics => {
  const registers = [registry]
  const due = new Counter({
    name: 'sitrep_editions_due_total',
    help: 'Editions that became due and were planned',
    labelNames: ['platform'],
    registers,
  })
  const outcomes = new Counter({
    name: 'sitrep_deliveries_total',
    help: 'What became of deliveries; open: may have arrived, and is looked for',
    labelNames: ['platform', 'cause', 'outcome'],
    registers,
  })
  const retries = new Counter({
    name: 'sitrep_delivery_retries_total',
    help: 'Attempts after the first',
    labelNames: ['platform', 'cause'],
    registers,
  })
  const late = new Histogram({
    name: 'sitrep_delivery_late_seconds',
    help: 'How long after their time deliveries were sent',
    labelNames: ['platform', 'cause'],
    buckets: lateBuckets,
    registers,
  })
  let reading: ReturnType<Store['outbox']['counts']> | undefined
  /** Read once for all that is asked of it at the same time. */
  const counts = (): NonNullable<typeof reading> => {
    reading ??= store.outbox.counts().finally(() => {
      reading = undefined
    })
    return reading
  }
  new Gauge({
    name: 'sitrep_deliveries',
    help: 'Deliveries in the store, by state',
    labelNames: ['platform', 'state'],
    registers,
    async collect() {
      const rows = await counts()
      this.reset()
      for (const { platform, state, count } of rows) this.set({ platform, state }, count)
    },
  })
  new Gauge({
    name: 'sitrep_delivery_overdue_seconds',
    help: 'How long the oldest delivery that is not settled has been due',
    labelNames: ['platform'],
    registers,
    async collect() {
      const all = Map.groupBy(await counts(), ({ platform }) => platform)
      this.reset()
      for (const [platform, rows] of all)
        this.set({ platform }, Math.max(0, ...rows.map(({ overdueMs }) => overdueMs)) / 1_000)
    },
  })
  return {
    due: (platform, count) => due.inc({ platform }, count),
    delivered({ platform, cause, outcome, attempt, lateMs }) {
      outcomes.inc({ platform, cause, outcome })
      if (attempt > 1) retries.inc({ platform, cause })
      if (outcome === 'sent') late.observe({ platform, cause }, lateMs / 1_000)
    },
  }
}
