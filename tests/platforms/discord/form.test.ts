import { describe, expect, test } from 'vitest'
import type { Field, Form } from '#core/reply'
import { keyOf, readCustomId } from '#platforms/discord/custom-id'
import { renderForm } from '#platforms/discord/render/form'
import { brokenByModal } from '../../support/discord/validate/modal.ts'
import { brokenBySchema } from '../../support/discord/validate/schema.ts'

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
const faultsOf = (some: Form): unknown[] => {
  const { body } = renderForm(some)
  return [
    ...brokenBySchema('POST interactions/:interaction/:token/callback', { type: 9, data: body }),
    ...brokenByModal(body as never),
  ]
}

test('a form asks for its fields, filled in, and carries what has none', () => {
  const asked = form(
    [
      field('name', { label: 'Name', hint: 'As people call it' }),
      field('words', { label: 'Words', lines: 'many', required: false }),
      field('topic', { label: 'Topic', choices: topics }),
    ],
    { values: { name: 'Morning @everyone', topic: 'nato', channel: '7' } },
  )
  expect(renderForm(asked)).toEqual({
    body: {
      custom_id: '1||0f|digest create?channel=7',
      title: 'A new digest',
      components: [
        {
          type: 18,
          label: 'Name',
          description: 'As people call it',
          component: {
            type: 4,
            custom_id: 'name',
            style: 1,
            required: true,
            max_length: 4_000,
            value: 'Morning @everyone',
          },
        },
        {
          type: 18,
          label: 'Words',
          component: {
            type: 4,
            custom_id: 'words',
            style: 2,
            required: false,
            max_length: 4_000,
          },
        },
        {
          type: 18,
          label: 'Topic',
          component: {
            type: 3,
            custom_id: 'topic',
            required: true,
            options: [
              { label: 'NATO', value: 'nato', default: true },
              { label: 'US posture', value: 'us-posture' },
            ],
          },
        },
      ],
    },
    keep: [],
  })
  expect(faultsOf(asked)).toEqual([])
})

test('what is too long to carry is kept', () => {
  const { body, keep } = renderForm(form([field('name')], { values: { text: 'x'.repeat(200) } }))
  expect(keep).toEqual([{ command: 'digest create', options: { text: 'x'.repeat(200) } }])
  expect(readCustomId(`${body.custom_id}`)).toEqual({ how: 'form', kept: keyOf(keep[0]!) })
})

describe('what a form has no room to say stands above its fields', () => {
  const long = 'Which of the countries that are expected to lead, '.repeat(3).trim()
  test.each<[string, Form]>([
    ['a title', form([field('name')], { title: long })],
    ['a label', form([field('name', { label: long })])],
    ['a hint', form([field('name', { hint: long })])],
    ['a choice', form([field('name', { choices: [{ label: long, value: 'a' }] })])],
  ])('%s', (_, some) => {
    const [above] = renderForm(some).body.components as { type: number; content?: string }[]
    expect(above).toEqual({ type: 10, content: `-# ${long}` })
    expect(faultsOf(some)).toEqual([])
  })
})

test('hostile text is shown as it stands', () => {
  const text = '# @everyone <@1> [x](javascript:alert(1)) \u202e'.repeat(3)
  const some = form(
    [field('name', { label: text, hint: text, choices: [{ label: text, value: 'a' }] })],
    {
      title: text,
    },
  )
  expect(faultsOf(some)).toEqual([])
  const [above] = renderForm(some).body.components as { content: string }[]
  expect(above?.content).toMatch(
    /^-# \\# \\@everyone \\<@1> \\\[x\\\]\\\(javascript:alert\(1\)\) # /,
  )
})

test('a field without a choice to make is typed into', () => {
  const some = form([field('name', { choices: [] })])
  expect(renderForm(some).body.components).toMatchObject([{ component: { type: 4 } }])
})

test('nothing blank is sent', () => {
  const some = form([field('name', { label: ' ', hint: ' ' })], { title: '\u200b' })
  expect(renderForm(some).body).toMatchObject({
    title: 'digest create',
    components: [{ label: 'name' }],
  })
  expect(faultsOf(some)).toEqual([])
})

test.each<[string, Form, RegExp]>([
  [
    'fields',
    form('abcdef'.split('').map((name) => field(name))),
    /Parts of the form for \/digest create: 6/,
  ],
  ['text', form([field('name')], { values: { name: 'x'.repeat(4_001) } }), /what name holds: 4001/],
  [
    'choices',
    form([
      field('name', {
        choices: Array.from({ length: 26 }, (_, at) => ({ label: `${at}`, value: `${at}` })),
      }),
    ]),
    /Choices of name: 26/,
  ],
])('too many or too much in %s is a fault of ours, and said so', (_, some, message) => {
  expect(() => renderForm(some)).toThrow(message)
})
