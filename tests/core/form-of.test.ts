import { expect, it } from 'vitest'
import { commands } from '#commands'
import { formOf } from '#core/form-of'

const formFor = (name: string, values?: Record<string, string>) => {
  const command = commands.find((one) => one.name === name)
  if (!command) throw new Error(`no command ${name}`)
  return formOf(command, values)
}

it('asks for what a command needs, with what is known already', () => {
  expect(formFor('latest', { topic: 'nato' })).toEqual({
    kind: 'form',
    title: 'What is new or corrected',
    fields: [
      {
        name: 'topic',
        label: 'Topic',
        hint: 'only this topic',
        required: false,
        lines: 'one',
        suggests: true,
      },
      {
        name: 'since',
        label: 'Since',
        hint: 'since when, like monday or 2 November',
        required: false,
        lines: 'one',
      },
      {
        name: 'changes',
        label: 'Changes',
        hint: 'new briefings, corrections, or both',
        required: false,
        lines: 'one',
        choices: [
          { label: 'new', value: 'new' },
          { label: 'corrected', value: 'corrected' },
          { label: 'all', value: 'all' },
        ],
      },
      { name: 'page', label: 'Page', hint: 'which page, from 1', required: false, lines: 'one' },
    ],
    values: { topic: 'nato' },
    command: 'latest',
  })
})

it.each([
  ['ask', 'question', { required: true, lines: 'many' }],
  ['brief', 'subject', { required: true, lines: 'one', suggests: true }],
  ['workspace use', 'workspace', { required: true, lines: 'one', suggests: true }],
  ['tlp set', 'channel', { required: false, lines: 'one' }],
  ['help', 'command', { required: false, lines: 'one' }],
  ['digest create', 'when', { required: true, lines: 'one' }],
  ['digest create', 'topics', { required: false, lines: 'one' }],
  ['digest create', 'zone', { required: false, lines: 'one', suggests: true }],
  ['digest pause', 'digest', { required: false, lines: 'one', suggests: true }],
  ['digest skip', 'dates', { required: true, lines: 'one' }],
])('gives /%s a fitting field for its %s', (name, option, fitting) => {
  const field = formFor(name).fields.find((one) => one.name === option)
  expect(field).toMatchObject(fitting)
  expect(field?.suggests).toBe('suggests' in fitting ? true : undefined)
})

it('asks for some of them where it is told so', () => {
  const command = commands.find(({ name }) => name === 'latest')
  if (!command) throw new Error('no command')
  const { fields, values } = formOf(command, { topic: 'nato', page: '2' }, ['since', 'topic'])
  expect(fields.map(({ name }) => name)).toEqual(['topic', 'since'])
  expect(values).toEqual({ topic: 'nato', page: '2' })
})

it('has a field for every option of every command, and keeps what belongs to none', () => {
  for (const command of commands)
    expect(formOf(command).fields.map(({ name }) => name)).toEqual(Object.keys(command.options))
  expect(formFor('topics', { other: 'x' })).toMatchObject({ fields: [], values: { other: 'x' } })
})
