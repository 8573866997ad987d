import { counted } from '#core/show'
import type { Operation } from './operation.ts'
import { withApp } from './with-app.ts'

export const operation: Operation = {
  name: 'restored',
  usage: 'restored',
  summary: 'Says that the store is a backup, so that nothing is posted twice',
  help: `Run it once after a backup was put back, before Sitrep starts. Since that backup was written, the store that
is lost may have sent what this one holds as not sent. From now on all of that is looked for before it is posted: what is
on its way, every edition whose time has passed, and the corrections and notices of the next hour. Where a platform cannot
tell whether it arrived, nothing is posted and a manager is asked.`,
  flags: {},
  async run(given) {
    const { since, planned } = await withApp(given, ({ store }) => store.outbox.restored())
    const from = Temporal.Instant.fromEpochMilliseconds(since).toString({ smallestUnit: 'minute' })
    given.print(
      `The last that this backup knows of is of ${from}. ${counted(planned, 'delivery', 'deliveries')} on the way, and all that was due since, will be looked for before anything is posted. Start Sitrep.`,
    )
    return 0
  },
}
