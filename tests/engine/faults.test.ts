import { expect, it } from 'vitest'
import { defineCommand } from '#core/command'
import { option } from '#core/options'
import { paragraph, plain } from '#core/reply'
import { saying } from '#core/show'
import { asked } from '../commands/asking.ts'
import { publication } from '../support/briefings.ts'
import { personWithin, running } from '../support/engine.ts'

const check = async (command: string, options: Record<string, string>) => {
  const { faults } = await asked()
  const found = await faults({ command, options })
  return Object.fromEntries(Object.entries(found).map(([name, words]) => [name, plain(words)]))
}

it.each([
  ['what can be read', 'latest', { since: 'monday', changes: 'new', page: '2' }, {}],
  ['nothing where nothing is needed', 'latest', {}, {}],
  ['blanks', 'latest', { topic: '  ' }, {}],
  [
    'what is missing',
    'brief',
    { subject: ' ' },
    { subject: '/brief needs <subject>: a topic or a briefing.' },
  ],
  [
    'everything that is wrong, each by itself',
    'latest',
    { topic: 'zzzzzz', since: 'monday', changes: 'none', page: '0' },
    {
      topic: 'No topic "zzzzzz". All 0: /topics',
      changes: '"none" is not one of new, corrected or all.',
      page: '"0" is not a page. Pages are numbers from 1.',
    },
  ],
  ['a command that is gone', 'gone', { topic: 'zzzzzz' }, {}],
])('checks %s', async (_, command, options, faults) => {
  expect(await check(command, options)).toEqual(faults)
})

it('leaves commands as such, for each platform to write as they are typed there', async () => {
  const { faults } = await asked()
  const found = await faults({ command: 'brief', options: { subject: 'zzzzzz' } })
  expect(found.subject).toContainEqual({ kind: 'typed', text: '/topics' })
})

it('reads with the eyes of whoever asks', async () => {
  const { faults, store, say } = await asked()
  await store.publish('', [publication({ slug: 'near', tlp: 'AMBER' })])
  const wish = { command: 'brief', options: { subject: 'near' } }
  expect(Object.keys(await faults(wish))).toEqual(['subject'])
  await say('/tlp set AMBER')
  expect(await faults(wish)).toEqual({})
})

it('leaves any other failure to the run, and tells the operator of it', async () => {
  const broken = defineCommand({
    name: 'x',
    summary: 'A test',
    options: {
      words: {
        ...option.text('some words'),
        parse: () => {
          throw new Error('the disk is full')
        },
      },
    },
    examples: [],
    allow: 'anyone',
    audience: 'asker',
    run: async () => saying(paragraph('done')),
  })
  const { engine } = await running({ commands: [broken] })
  const wish = { command: 'x', options: { words: 'a' } }
  await expect(engine.faults(wish, { viewer: personWithin('CLEAR') })).rejects.toThrow('disk')
})
