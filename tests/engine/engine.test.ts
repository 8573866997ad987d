import { expect, it } from 'vitest'
import { defineCommand } from '#core/command'
import { OperatorError, UserError } from '#core/errors'
import { option } from '#core/options'
import { paragraph } from '#core/reply'
import { saying } from '#core/show'
import { asReply, personWithin, place, running, shippedFolder } from '../support/engine.ts'
import { textOf } from '../support/text.ts'

const command = (
  name: string,
  run: () => Promise<never> | ReturnType<typeof saying>,
  allow: 'anyone' | 'manager' = 'anyone',
) =>
  defineCommand({
    name,
    summary: 'A test',
    options: { words: option.optional(option.text('some words')) },
    examples: [],
    allow,
    audience: 'asker',
    run: async () => run(),
  })

const failing = (error: Error) => () => Promise.reject<never>(error)

it('tells the asker what a UserError says, and logs no fault', async () => {
  const { ask, logged } = await running({
    commands: [command('x', failing(new UserError('Say more.')))],
  })
  expect(textOf(await ask('/x'))).toBe('Say more.')
  expect(logged).toMatchObject([{ command: 'x', outcome: 'refused' }])
})

it.each([new Error('secret detail'), new OperatorError('The disk is full.')])(
  'gives the asker a reference for %s, and the operator the cause under it',
  async (cause) => {
    const { ask, logged } = await running({ commands: [command('x', failing(cause))] })
    const said = textOf(await ask('/x'))
    expect(said).not.toContain(cause.message)
    const reference = said.match(/reference ([0-9a-f]{6})/)?.[1]
    expect(logged).toContainEqual({ reference, command: 'x', err: cause })
  },
)

it('lets only managers run what is for managers, at every run', async () => {
  const secret = command('x', () => saying(paragraph('done')), 'manager')
  const refused = await running({ commands: [secret] })
  expect(textOf(await refused.ask('/x'))).toBe(
    '/x is for managers, who run it in the channel that it is for.',
  )
  const allowed = await running({ commands: [secret], isManager: true })
  expect(textOf(await allowed.ask('/x'))).toBe('done')
})

it('answers a press of a button whose command is gone', async () => {
  const { engine } = await running()
  const asking = { viewer: personWithin('CLEAR'), place, manages: false }
  const reply = await engine.run({ command: 'gone', options: {} }, asking)
  expect(textOf(asReply(reply))).toContain('no longer offered')
})

it('prefers a subcommand to the command whose name begins it', async () => {
  const { ask } = await running({
    commands: [
      command('digest', () => saying(paragraph('all'))),
      command('digest create', () => saying(paragraph('one'))),
    ],
  })
  expect(textOf(await ask('/digest create x'))).toBe('one')
  expect(textOf(await ask('/digest creat'))).toBe('all')
})

it('writes down every briefing a reply shows, once, before the reply is out', async () => {
  const { ask, store } = await running({ folder: shippedFolder })
  const reply = await ask('/brief defence core')
  const lines = await Array.fromAsync(store.shown({ kind: 'operator', clearance: 'RED' }))
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.map(({ briefing }) => briefing).sort()).toEqual(
    reply.shows.map(({ briefing }) => briefing).sort(),
  )
  expect(lines[0]).toMatchObject({
    platform: 'test',
    workspace: 'team',
    person: 'discord:1',
    owner: '',
    command: 'brief',
    at: '2026-11-24T09:00:00Z',
  })
  expect(lines.find(({ briefing }) => briefing === 'defence-core-four-countries')?.revision).toBe(2)
})

it.each([
  '/brief defence core',
  '/search analysis',
  '/latest',
  'When was the NATO exercise in Bergen?',
  '/brief nato-exercise-bergen',
  'What is NATO doing in Poland?',
])('names in its ledger every briefing whose title it shows: %s', async (line) => {
  const { ask, store } = await running({ folder: shippedFolder })
  const reply = await ask(line)
  const { items } = await store.latest(personWithin('CLEAR'), {
    changes: 'all',
    offset: 0,
    limit: 50,
  })
  const titled = items.filter(({ title }) => textOf(reply).includes(title)).map(({ ref }) => ref)
  expect(titled.length).toBeGreaterThan(0)
  expect(reply.shows).toEqual(expect.arrayContaining(titled))
})

it('logs a line for each answer, without a word of it', async () => {
  const { ask, logged } = await running({ folder: shippedFolder })
  await ask('When was the NATO exercise in Bergen?')
  expect(logged).toMatchObject([{ command: 'ask', platform: 'test', outcome: 'reply', shown: 1 }])
  expect(JSON.stringify(logged)).not.toMatch(/Bergen|NATO/i)
})

it('completes commands, topics and briefings, within the limit', async () => {
  const { engine } = await running({ folder: shippedFolder })
  const complete = (line: string) => engine.complete(line, personWithin('CLEAR'))
  expect(await complete('/s')).toEqual(['/search '])
  expect(await complete('/brief def')).toContain('/brief defence-core')
  expect(await complete('/brief defense')).toContain('/brief defence-core')
  expect(await complete('/brief nato ex')).toContain('/brief nato-exercise-bergen')
  expect(await complete('/latest topic:rus')).toEqual(['/latest topic:russia'])
  expect(await complete('/latest since:last')).toEqual([
    '/latest since:"last week"',
    '/latest since:"last month"',
  ])
  expect((await complete('/brief six checks')).join()).not.toContain('six-checks')
  expect(await complete('What')).toEqual([])
})
