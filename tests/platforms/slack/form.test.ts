import { describe, expect, test } from 'vitest'
import type { Body } from '#core/chat'
import type { Field, Form } from '#core/reply'
import { keyOf } from '#platforms/press-key'
import { readForm } from '#platforms/slack/filled-form'
import { renderForm } from '#platforms/slack/render/form'
import { optionsOf } from '#platforms/slack/render/options'
import { optionsFaults, viewFaults } from '../../support/slack/validate/index.ts'
import { outline } from '../../support/slack-outline.ts'

const field = (name: string, rest: Partial<Field> = {}): Field => ({
  name,
  label: name,
  required: true,
  lines: 'one',
  ...rest,
})
const form = (fields: Field[], rest: Partial<Form> = {}): Form => ({
  kind: 'form',
  title: 'A new digest',
  fields,
  values: {},
  command: 'digest create',
  ...rest,
})
const topics = [
  { label: 'NATO', value: 'nato' },
  { label: 'US posture', value: 'us-posture' },
]
const plain = (text: string) => ({ type: 'plain_text', text, emoji: false })

test('a form asks for its fields, filled in, each in a block of its name', () => {
  const asked = form(
    [
      field('name', { label: 'Name', hint: 'As people call it' }),
      field('words', { label: 'Words', lines: 'many', required: false }),
      field('topic', { label: 'Topic', choices: topics, changes: true }),
      field('briefing', { label: 'Briefing', suggests: true }),
    ],
    { values: { name: 'Morning <!here>', topic: 'us-posture', briefing: 'core' } },
  )
  const { view, keep } = renderForm(asked)
  expect(keep).toEqual([])
  expect(view).toMatchObject({
    type: 'modal',
    title: plain('A new digest'),
    submit: plain('Send'),
    close: plain('Cancel'),
  })
  const usPosture = { text: plain('US posture'), value: 'us-posture' }
  expect(view.blocks).toEqual([
    {
      type: 'input',
      block_id: 'name',
      label: plain('Name'),
      hint: plain('As people call it'),
      optional: false,
      element: {
        type: 'plain_text_input',
        action_id: 'name',
        multiline: false,
        max_length: 3_000,
        initial_value: 'Morning <!here>',
      },
    },
    {
      type: 'input',
      block_id: 'words',
      label: plain('Words'),
      optional: true,
      element: {
        type: 'plain_text_input',
        action_id: 'words',
        multiline: true,
        max_length: 3_000,
      },
    },
    {
      type: 'input',
      block_id: 'topic',
      label: plain('Topic'),
      optional: false,
      dispatch_action: true,
      element: {
        type: 'static_select',
        action_id: 'topic',
        placeholder: plain('Choose'),
        options: [{ text: plain('NATO'), value: 'nato' }, usPosture],
        initial_option: usPosture,
      },
    },
    {
      type: 'input',
      block_id: 'briefing',
      label: plain('Briefing'),
      optional: false,
      element: {
        type: 'external_select',
        action_id: 'briefing',
        min_query_length: 0,
        placeholder: plain('Type to find'),
        initial_option: { text: plain('core'), value: 'core' },
      },
    },
  ])
  expect(viewFaults(view)).toEqual([])
})

type Values = Record<string, { value?: string | null; selected_option?: { value: string } | null }>

/** The view as Slack sends it back, with what a person filled in. */
const sentBack = (view: Body, values: Values) => ({
  callback_id: `${view.callback_id}`,
  private_metadata: `${view.private_metadata}`,
  state: {
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { [name]: value }]),
    ),
  },
})

describe('a form that comes back', () => {
  const filled: Values = {
    name: { value: 'Morning' },
    words: { value: null },
    topic: { selected_option: { value: 'nato' } },
    none: { selected_option: null },
  }
  const given = { name: 'Old', channel: '7', words: 'gone' }
  const fields = ['name', 'words', 'topic', 'none'].map((name) => field(name))

  test('runs with what was filled in, beside what has no field', () => {
    const { view } = renderForm(form(fields, { values: given }), { url: 'http://x', channel: 'C1' })
    expect(readForm(sentBack(view, filled))).toEqual({
      invoked: {
        command: 'digest create',
        options: { channel: '7', name: 'Morning', topic: 'nato' },
      },
      context: { url: 'http://x', channel: 'C1' },
    })
  })

  test('and that could not carry all, tells under which key it is kept', () => {
    const values = { text: 'x'.repeat(3_000) }
    const { view, keep } = renderForm(form(fields, { values }), { channel: 'C1' })
    expect(viewFaults(view)).toEqual([])
    expect(keep).toEqual([{ command: 'digest create', options: values }])
    expect(readForm(sentBack(view, filled))).toEqual({
      kept: keyOf(keep[0]!),
      values: { name: 'Morning', topic: 'nato' },
      context: { channel: 'C1' },
    })
  })

  test.each([
    { callback_id: 'other', private_metadata: '{"runs":"help","context":{}}' },
    { callback_id: 'form', private_metadata: '' },
    { callback_id: 'form', private_metadata: '{}' },
  ])('but is not ours, is nothing: %j', (view) => {
    expect(readForm({ ...view, state: { values: {} } })).toBeUndefined()
  })
})

describe('what a form has no room to say stands above its fields', () => {
  const long = 'Which of the countries that are expected to lead, '.repeat(50).trim()
  test.each<[string, Form]>([
    ['a title', form([field('name')], { title: long })],
    ['a label', form([field('name', { label: long })])],
    ['a hint', form([field('name', { hint: long })])],
    ['a choice', form([field('name', { choices: [{ label: long, value: 'a' }] })])],
  ])('%s', (_, some) => {
    const { view } = renderForm(some)
    const [above] = view.blocks as object[]
    expect(outline({ blocks: [above] })).toBe(`-# ${long}`)
    expect(viewFaults(view)).toEqual([])
  })
})

test('hostile text is shown as it stands', () => {
  const text = '<!channel> <@U1> *x* :smile: \u202e'.repeat(3)
  const shown = field('name', { label: text, hint: text, choices: [{ label: text, value: 'a' }] })
  const { view } = renderForm(form([shown, field('one', { label: text })], { title: text }))
  expect(viewFaults(view)).toEqual([])
  expect(JSON.stringify(view)).not.toContain('mrkdwn')
})

test('nothing blank is sent', () => {
  const blank = field('name', { label: ' ', hint: ' ', choices: [] })
  const { view } = renderForm(form([blank], { title: '\u200b' }))
  expect(view).toMatchObject({
    title: plain('digest create'),
    blocks: [{ label: plain('name'), element: { type: 'plain_text_input' } }],
  })
  expect(viewFaults(view)).toEqual([])
  const empty = renderForm(form([])).view
  expect(outline(empty)).toBe('A new digest')
  expect(viewFaults(empty)).toEqual([])
})

test('what is offered while somebody types: what a menu can stand for, each once', () => {
  const choices = [
    { label: 'x'.repeat(76), value: 'long' },
    { label: 'Twice', value: 'long' },
    { label: 'Too long', value: 'x'.repeat(151) },
    { label: 'None', value: ' ' },
    { label: ' ', value: 'nato' },
    ...Array.from({ length: 120 }, (_, at) => ({ label: `T${at}`, value: `t${at}` })),
  ]
  const options = optionsOf(choices)
  expect(options.slice(0, 3).map(({ text, value }) => [text.text, value])).toEqual([
    [`${'x'.repeat(74)}…`, 'long'],
    ['nato', 'nato'],
    ['T0', 't0'],
  ])
  expect(options).toHaveLength(100)
  expect(optionsFaults({ options })).toEqual([])
})

test.each<[string, Form, RegExp]>([
  [
    'fields',
    form(Array.from({ length: 101 }, (_, at) => field(`${at}`))),
    /Blocks of the form for \/digest create: 101/,
  ],
  ['text', form([field('name')], { values: { name: 'x'.repeat(3_001) } }), /what name holds: 3001/],
  ['a name', form([field('x'.repeat(256))]), /Characters of the name x+: 256/],
  [
    'choices',
    form([
      field('name', {
        choices: Array.from({ length: 101 }, (_, at) => ({ label: `${at}`, value: `${at}` })),
      }),
    ]),
    /Choices of name: 101/,
  ],
  [
    'a choice',
    form([field('name', { choices: [{ label: 'a', value: 'x'.repeat(151) }] })]),
    /a choice of name: 151/,
  ],
])('too many or too much in %s is a fault of ours, and said so', (_, some, message) => {
  expect(() => renderForm(some)).toThrow(message)
})
