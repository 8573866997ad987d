import type { Operation } from './operation.ts'

export const operation: Operation = {
  name: 'help',
  usage: 'help',
  summary: "Lists the operator's commands",
  help: 'Each explains itself with --help.',
  flags: {},
  async run({ print, all }) {
    const operations = await all()
    const width = Math.max(...operations.map(({ usage }) => usage.length)) + 2
    print('Sitrep, for whoever runs it: npm run --silent sitrep -- <command>\n')
    for (const { usage, summary } of operations) print(`  ${usage.padEnd(width)}${summary}`)
    print('\nEach explains itself with --help. What people may ask in chat: /help at "npm start".')
    return 0
  },
}
