import { counted } from '#core/show'
import { isError, sayFault } from '#intake/fault'
import { checkFolder } from '#intake/folder'
import type { Operation } from './operation.ts'

export const operation: Operation = {
  name: 'check',
  usage: 'check [dir]',
  summary: 'Validates a folder of briefings',
  help: 'Prints file:line:column: what is wrong, what to write instead. An error keeps a file out of the store, a warning does not; the exit code is 1 if there is any.',
  flags: {},
  async run({ words: [dir], config, print }) {
    const { briefings, topics, faults } = await checkFolder(dir ?? config.briefingsFolder)
    for (const fault of faults) print(sayFault(fault))
    const errors = faults.filter(isError).length
    const found =
      faults.length === 0
        ? 'no faults'
        : `${counted(errors, 'error')}, ${counted(faults.length - errors, 'warning')}`
    print(`${counted(briefings, 'briefing')}, ${counted(topics, 'topic')}: ${found}`)
    return faults.length === 0 ? 0 : 1
  },
}
