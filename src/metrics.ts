import type { RequestListener } from 'node:http'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { Store } from '#core/store'
import { type AnswerMetrics, answerMetrics } from './metrics/answers.ts'
import { type DeliveryMetrics, deliveryMetrics } from './metrics/deliveries.ts'
import { leaseMetrics } from './metrics/leases.ts'
import { type ShardMetrics, shardMetrics } from './metrics/shards.ts'
import { timedStore } from './metrics/store-calls.ts'

export type Metrics = DeliveryMetrics &
  AnswerMetrics &
  ShardMetrics & {
    /** The store with its calls timed. */
    store: Store
    /** Memory, garbage collection and the delay of the event loop, from now on. */
    watchProcess(): void
    /** All of it in Prometheus's text format (https://prometheus.io/docs/instrumenting/exposition_formats/). */
    listener: RequestListener
  }

/** What this process has done since it started, and how things stand in the store. */
export const createMetrics = (
  store: Store,
  commands: readonly { name: string }[] = [],
): Metrics => {
  const registry = new Registry()
  leaseMetrics(registry, store)
  return {
    ...deliveryMetrics(registry, store),
    ...answerMetrics(registry, new Set(commands.map(({ name }) => name))),
    ...shardMetrics(registry),
    store: timedStore(store, registry),
    watchProcess: () => collectDefaultMetrics({ register: registry }),
    async listener(_request, response) {
      try {
        const text = await registry.metrics()
        response.writeHead(200, { 'content-type': registry.contentType }).end(text)
      } catch {
        response.writeHead(503).end()
      }
    },
  }
}
