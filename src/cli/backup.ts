import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { OperatorError } from '#core/errors'
import type { Operation } from './operation.ts'
import { withApp } from './with-app.ts'

export const operation: Operation = {
  name: 'backup',
  usage: 'backup <file>',
  summary: 'Writes an online copy of the store',
  help: 'Sitrep may go on running meanwhile. To go back: stop Sitrep and put the copy where DATABASE_URL points.',
  flags: {},
  async run(given) {
    const [file] = given.words
    if (file === undefined) throw new OperatorError('Which file? Usage: sitrep backup <file>')
    if (existsSync(file)) throw new OperatorError(`${file} exists already. Name a new file.`)
    await withApp(given, ({ store }) => store.backup(file))
    const { size } = await stat(file)
    given.print(`Wrote ${file}, ${Math.ceil(size / 1024)} KiB.`)
    return 0
  },
}
