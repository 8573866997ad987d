import { Gauge, type Registry } from 'prom-client'
import { leaseNames } from '#core/shards'
import type { Store } from '#core/store'

/** The rest of a name is a workspace, a shard, or a process. */
const kindOf = (name: string): string => {
  const [kind = '', where] = name.split('/')
  const isProcess = Object.values(leaseNames).some((one) => one === `${kind}/`)
  return isProcess || where === undefined ? kind : `${kind}/${where}`
}

/** What only one process may do, by kind (`planner`, `lane/slack`), and how often it is held now. */
export const leaseMetrics = (registry: Registry, store: Pick<Store, 'leases'>): void => {
  new Gauge({
    name: 'sitrep_leases',
    help: 'Leases held by processes that are alive, by what they are for',
    labelNames: ['of'],
    registers: [registry],
    async collect() {
      const held = (await store.leases.taken()).filter(({ leftMs }) => leftMs > 0)
      this.reset()
      for (const { name } of held) this.inc({ of: kindOf(name) })
    },
  })
}
