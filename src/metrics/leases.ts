import { Gauge, type Registry } from 'prom-client'
import type { Store } from '#core/store'

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
      // The rest of a name is a workspace.
      for (const { name } of held) this.inc({ of: name.split('/').slice(0, 2).join('/') })
    },
  })
}
