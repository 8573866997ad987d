import { createInterface } from 'node:readline'
import { dayOf } from '#core/dates'
import { OperatorError } from '#core/errors'
import { counted } from '#core/show'
import type { Standing, Store } from '#core/store'
import { sayFault } from '#intake/fault'
import { importFolder, type Report } from '#intake/import'
import { isExport, restore } from '#intake/restore'
import { withdraw } from '#intake/withdraw'
import type { Given, Operation } from './operation.ts'
import { operator } from './operator.ts'
import { withApp } from './with-app.ts'

/** So many may be withdrawn without a question. */
const fewEnough = 3

export const operation: Operation = {
  name: 'import',
  usage: 'import <dir> [--withdraw] [--yes]',
  summary: 'Loads a folder of briefings into the store',
  help: 'Prints what was added, revised, unchanged, refused and missing; the exit code is 1 if anything was refused. A missing file withdraws nothing, unless --withdraw says so: then the list is shown, and above 3 you are asked (--yes answers). A folder written by "sitrep export" comes back with all revisions and the ledger.',
  flags: { withdraw: { type: 'boolean' }, yes: { type: 'boolean' } },
  async run(given) {
    const [dir] = given.words
    if (dir === undefined) throw new OperatorError('Which folder? Usage: sitrep import <dir>')
    return withApp(given, async ({ store }) => {
      if (isExport(dir)) await restore(store, operator, dir)
      const report = await importFolder(store, dir)
      tell(report, given.print)
      if (given.flags.withdraw) await withdrawMissing(store, report, given)
      return report.refused.length > 0 ? 1 : 0
    })
  },
}

const mostNamed = 20

const named = (slugs: readonly string[]): string => {
  const more = slugs.length > mostNamed ? ` and ${slugs.length - mostNamed} more` : ''
  return slugs.length === 0 ? '' : `: ${slugs.slice(0, mostNamed).join(', ')}${more}`
}

const tell = (report: Report, print: Given['print']): void => {
  print(`Added ${report.added.length}${named(report.added)}`)
  print(`Revised ${report.revised.length}${named(report.revised)}`)
  print(`Unchanged ${report.unchanged}`)
  print(`Refused ${report.refused.length}`)
  for (const fault of report.refused) print(`  ${sayFault(fault)}`)
  if (report.warnings.length > 0)
    print(`${counted(report.warnings.length, 'warning')}; see them with: sitrep check`)
  const missing = report.missing.map(({ slug }) => slug)
  print(`Missing ${missing.length}${named(missing)}`)
  if (missing.length > 0)
    print('  Nothing was withdrawn. Put the files back, or withdraw these with --withdraw.')
}

const withdrawMissing = async (store: Store, report: Report, given: Given): Promise<void> => {
  const { missing, refused } = report
  if (missing.length === 0) return
  // A file that could not be read may well be one of the missing ones.
  if (refused.length > 0)
    throw new OperatorError('Nothing was withdrawn: mend the refused files first, then try again.')
  if (missing.length > fewEnough && !given.flags.yes && !(await confirmed(missing, given.print))) {
    given.print('Nothing was withdrawn.')
    return
  }
  const today = dayOf(Temporal.Now.instant(), given.config.zone)
  const slugs = missing.map(({ slug }) => slug)
  const reason = 'The desk has taken this briefing out of its folder.'
  await withdraw(store, operator, missing, { date: today, reason })
  given.print(`Withdrew ${slugs.length}${named(slugs)}`)
}

const confirmed = async (missing: readonly Standing[], print: Given['print']): Promise<boolean> => {
  print(`\nTo be withdrawn, ${missing.length}:`)
  for (const { slug, title } of missing) print(`  ${slug}: ${title}`)
  process.stdout.write('Withdraw all of these? Type yes: ')
  for await (const line of createInterface({ input: process.stdin })) return line.trim() === 'yes'
  return false
}
