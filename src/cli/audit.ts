import type { Entry } from '#core/audit'
import { OperatorError } from '#core/errors'
import { counted } from '#core/show'
import type { App } from '../app.ts'
import type { Operation } from './operation.ts'
import { operator } from './operator.ts'
import { withApp } from './with-app.ts'

export const operation: Operation = {
  name: 'audit',
  usage: 'audit [verify]',
  summary: 'Prints who did what, or verifies that nothing was rewritten',
  help: `Without a word: every entry of all workspaces as a line of JSON, oldest first.
"sitrep audit verify" holds each entry against the hash of the one before it, and prints where each chain
ends. Whoever can write to the database can also cut off its last entries: note the ends elsewhere, and
compare.`,
  flags: {},
  async run(given) {
    const { words, print } = given
    const [what] = words
    return withApp(given, (app) => {
      if (what === undefined) return printAll(app, print)
      if (what === 'verify') return verify(app, print)
      throw new OperatorError(`"${what}" is no part of this. Usage: sitrep audit [verify]`)
    })
  },
}

const pageSize = 500

const printAll = async ({ store }: App, print: (line: string) => void): Promise<number> => {
  const { total } = await store.audit.list(operator, { offset: 0, limit: 1 })
  for (let end = total; end > 0; end -= pageSize) {
    const offset = Math.max(0, end - pageSize)
    const { items } = await store.audit.list(operator, { offset, limit: end - offset })
    for (const entry of items.toReversed()) print(JSON.stringify(lineOf(entry)))
  }
  return 0
}

/** In the order in which one reads them. */
const lineOf = ({
  at,
  by,
  kind,
  about,
  details,
  tlp,
  briefing,
  workspace,
  number,
  hash,
}: Entry) => ({
  ...{ at, by, kind, about, details, tlp, briefing, workspace, number, hash },
})

const verify = async ({ store }: App, print: (line: string) => void): Promise<number> => {
  const { entries, ends, faults } = await store.audit.verify()
  for (const fault of faults) print(`FAIL  ${fault}`)
  for (const { workspace, number, hash } of ends)
    print(`${workspace || 'shared by all'}  ${number}  ${hash}`)
  if (faults.length === 0) print(`ok    ${counted(entries, 'entry', 'entries')}, none rewritten`)
  return faults.length === 0 ? 0 : 1
}
