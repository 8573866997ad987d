import { describe, expect, test } from 'vitest'
import type { Broken } from './index.ts'
import {
  messageFaults,
  optionsFaults,
  promptsFaults,
  responseFaults,
  submissionFaults,
  viewFaults,
} from './index.ts'
import { inActions } from './planted/actions.ts'
import { inArguments } from './planted/arguments.ts'
import { plantedAgainstUs } from './planted/ours.ts'
import type { Planted } from './planted/planted.ts'
import { inRichText } from './planted/rich-text.ts'
import { soundMessages, soundViews } from './planted/sound-bodies.ts'
import { inTables, inText } from './planted/texts.ts'
import { plantedViews, plantedViewsAgainstUs } from './planted/views.ts'
import { long, many, message, modal, option, plain, said } from './sound.ts'

const shortened = (body: unknown): string =>
  JSON.stringify(body)
    .replace(/x{20,}/g, (all) => `x*${all.length}`)
    .slice(0, 100)

const cases = (planted: readonly Planted[]) =>
  planted.map(([rule, path, body]) => [rule, path, shortened(body), body] as const)

const soundCases = (bodies: readonly unknown[]) =>
  bodies.map((body) => [shortened(body), body] as const)

const plantedMessages = [...inArguments, ...inRichText, ...inText, ...inActions, ...inTables]

const slacks = (rule: string, path: string): Broken[] => [{ rule, path }]
const ours = (rule: string, path: string): Broken[] => [{ rule, path, isOurs: true }]

describe('a message', () => {
  test.each(soundCases(soundMessages))('is sound: %s', (_said, body) => {
    expect(messageFaults(body)).toEqual([])
  })
  test.each(cases(plantedMessages))('%s at %s: %s', (rule, path, _said, body) => {
    expect(messageFaults(body)).toEqual(slacks(rule, path))
  })
  test.each(cases(plantedAgainstUs))('our own: %s at %s: %s', (rule, path, _said, body) => {
    expect(messageFaults(body)).toEqual(ours(rule, path))
  })
  // These break a rule of ours as well.
  test.each<Planted>([
    ['over 40000 characters', 'text', message({ text: long(40_001) })],
    ['empty', 'metadata.event_type', message({ metadata: { event_type: '', event_payload: {} } })],
  ])('%s at %s', (rule, path, body) => {
    expect(messageFaults(body)).toContainEqual({ rule, path })
  })
  test.each([undefined, null, 'text', 7, [message()]])('%s is none', (body) => {
    expect(messageFaults(body)).toMatchObject([{ path: '' }])
  })

  test('names whom a test lets it name', () => {
    const named = [
      message({ text: 'by <@U1> in <#C1|general>' }),
      message({ blocks: [said({ type: 'user', user_id: 'U1' })] }),
      message({ blocks: [said({ type: 'broadcast', range: 'here' })] }),
    ]
    const mayMention = new Set(['U1', 'C1', 'here'])
    expect(named.flatMap((body) => messageFaults(body, { mayMention }))).toEqual([])
    expect(
      named.flatMap((body) => messageFaults(body, { mayMention: new Set('U2') })),
    ).toHaveLength(3)
  })
})

describe('a post to a response_url', () => {
  const sound = [
    message({ response_type: 'ephemeral', replace_original: true }),
    message({ replace_original: false }),
    { delete_original: true },
  ]
  test.each(soundCases(sound))('is sound: %s', (_said, body) => {
    expect(responseFaults(body)).toEqual([])
  })
  test.each<Planted>([
    ['unknown property', 'channel', message({ channel: 'C1' })],
    ['unknown property', 'metadata', message({ metadata: {} })],
    ['none of ephemeral, in_channel', 'response_type', message({ response_type: 'private' })],
    [
      'replaces what it deletes',
      'replace_original',
      { delete_original: true, replace_original: true },
    ],
    ['message without anything', 'text', message({ text: '', blocks: undefined })],
    ['input outside a view', 'blocks.0', message({ blocks: modal().blocks })],
  ])('%s at %s', (rule, path, body) => {
    expect(responseFaults(body)).toEqual(slacks(rule, path))
  })
  test.each<Planted>([
    [
      'public, and never to be corrected',
      'response_type',
      message({ response_type: 'in_channel' }),
    ],
    ['link preview possible', 'unfurl_links', message({ unfurl_links: undefined })],
    ['mentions somebody', 'text', message({ text: '<!channel>' })],
  ])('our own: %s at %s', (rule, path, body) => {
    expect(responseFaults(body)).toEqual(ours(rule, path))
  })
})

describe('a view', () => {
  test.each(soundCases(soundViews))('is sound: %s', (_said, body) => {
    expect(viewFaults(body)).toEqual([])
  })
  test.each(cases(plantedViews))('%s at %s: %s', (rule, path, _said, body) => {
    expect(viewFaults(body)).toEqual(slacks(rule, path))
  })
  test.each(cases(plantedViewsAgainstUs))('our own: %s at %s: %s', (rule, path, _said, body) => {
    expect(viewFaults(body)).toEqual(ours(rule, path))
  })
})

describe('suggestions', () => {
  const group = (more = {}) => ({ label: plain(), options: [option()], ...more })

  test.each(
    soundCases([{ options: [] }, { options: many(100, option) }, { option_groups: [group()] }]),
  )('are sound: %s', (_said, body) => {
    expect(optionsFaults(body)).toEqual([])
  })
  test.each<Planted>([
    ['options or option_groups, one of them', 'options', {}],
    ['over 100 items', 'options', { options: many(101, option) }],
    [
      'over 75 characters',
      'options.0.text.text',
      { options: [option('1', { text: plain(long(76)) })] },
    ],
    ['over 150 characters', 'options.0.value', { options: [option(long(151))] }],
    ['empty', 'options.0.value', { options: [option('')] }],
    ['missing', 'option_groups.0.label', { option_groups: [group({ label: undefined })] }],
    ['empty', 'option_groups.0.options', { option_groups: [group({ options: [] })] }],
    ['unknown property', 'error', { options: [], error: 'x' }],
  ])('%s at %s', (rule, path, body) => {
    expect(optionsFaults(body)).toEqual(slacks(rule, path))
  })
  test.each<Planted>([
    ['option value twice', 'options.1.value', { options: [option(), option()] }],
    [
      'option value twice',
      'option_groups.1.options.0.value',
      { option_groups: [group(), group()] },
    ],
    [
      'plain_text without emoji: false',
      'options.0.text.emoji',
      { options: [option('1', { text: { type: 'plain_text', text: 'x' } })] },
    ],
  ])('our own: %s at %s', (rule, path, body) => {
    expect(optionsFaults(body)).toEqual(ours(rule, path))
  })
})

describe('suggested prompts', () => {
  const prompt = { title: 'NATO', message: 'What is new on NATO?' }
  const asked = (more = {}) => ({ channel_id: 'D1', prompts: [prompt], ...more })

  test('are sound', () => {
    expect(promptsFaults(asked({ title: 'Ask', prompts: many(4, () => prompt) }))).toEqual([])
  })
  test.each<Planted>([
    ['missing', 'channel_id', asked({ channel_id: undefined })],
    ['empty', 'prompts', asked({ prompts: [] })],
    ['unknown property', 'channel', asked({ channel: 'D1' })],
    ['over 4 items', 'prompts', asked({ prompts: many(5, () => prompt) })],
    ['empty', 'prompts.0.title', asked({ prompts: [{ ...prompt, title: '' }] })],
    ['missing', 'prompts.0.message', asked({ prompts: [{ title: 'x' }] })],
    ['unknown property', 'prompts.0.text', asked({ prompts: [{ ...prompt, text: 'x' }] })],
  ])('%s at %s', (rule, path, body) => {
    expect(promptsFaults(body)).toEqual(slacks(rule, path))
  })
  test('have no thread in agent view', () => {
    const faults = promptsFaults(asked({ thread_ts: '1700000000.000100' }))
    expect(faults).toEqual(ours('thread_ts in agent view', 'thread_ts'))
  })
})

describe('the ack of a submitted view', () => {
  const view = modal()

  test.each(
    soundCases([
      '',
      { response_action: 'clear' },
      { response_action: 'update', view },
      { response_action: 'errors', errors: { field: 'No topic "nto".' } },
    ]),
  )('is sound: %s', (_said, body) => {
    expect(submissionFaults(body, view)).toEqual([])
  })
  test.each<Planted>([
    ['empty', 'errors', { response_action: 'errors', errors: {} }],
    ['empty', 'errors.field', { response_action: 'errors', errors: { field: '' } }],
    ['no input of the view', 'errors.other', { response_action: 'errors', errors: { other: 'x' } }],
    ['missing', 'view.title', { response_action: 'push', view: modal({ title: undefined }) }],
    ['of none of its types', 'response_action', { response_action: 'close' }],
    ['unknown property', 'view', { response_action: 'clear', view }],
    ['unknown property', 'errors', { response_action: 'update', view, errors: { field: 'x' } }],
    ['unknown property', 'errors', { response_action: 'push', view, errors: { field: 'x' } }],
    ['unknown property', 'view', { response_action: 'errors', errors: { field: 'x' }, view }],
  ])('%s at %s', (rule, path, body) => {
    expect(submissionFaults(body, view)).toEqual(slacks(rule, path))
  })
  test('of nothing closes it', () => {
    expect(submissionFaults(undefined, view)).toEqual([])
  })
})
