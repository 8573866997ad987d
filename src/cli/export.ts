import { OperatorError } from '#core/errors'
import { counted } from '#core/show'
import { exportFolder } from '#intake/export'
import type { Operation } from './operation.ts'
import { operator, operatorWithin } from './operator.ts'
import { withApp } from './with-app.ts'

export const operation: Operation = {
  name: 'export',
  usage: 'export <dir> [--clearance LABEL]',
  summary: 'Writes everything into a new folder',
  help: 'Every revision as the Markdown it came from, the rest as JSON lines; up to a label if you name one, everything otherwise. "sitrep import" of it into an empty store gives the same fingerprint.',
  flags: { clearance: { type: 'string' } },
  async run(given) {
    const [dir] = given.words
    if (dir === undefined) throw new OperatorError('Which folder? Usage: sitrep export <dir>')
    return withApp(given, async ({ store }) => {
      const done = await exportFolder(
        store,
        dir,
        given.flags.clearance ? operatorWithin(given) : operator,
      )
      const { briefings, revisions, shown, fingerprint } = done
      given.print(
        `Wrote ${counted(briefings, 'briefing')} with ${counted(revisions, 'revision')} and ${counted(shown, 'line')} of the ledger to ${dir}.`,
      )
      given.print(`Fingerprint ${fingerprint}`)
      return 0
    })
  },
}
