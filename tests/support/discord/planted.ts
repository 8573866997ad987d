import { command, form, input, long, many, option, row } from './parts.ts'
import type { Planted } from './planted-messages.ts'
import type { Component, Json } from './world/records.ts'

const choice = { name: 'x', value: 'x' }
const choices = (...all: Json[]): Json => command({ options: [option({ choices: all })] })
const lengthy = many(25, () => ({ name: long(40), value: long(41) }))
const subcommand = { type: 1, name: 'create', description: 'Make one' }

/** Each rule of a command, broken once. */
export const plantedCommands: Planted[] = [
  ['not a command name', command({ name: 'Brief' })],
  ['not a command name', command({ name: 'two words' })],
  ['schema: over 32', command({ name: long(33) })],
  ['under 1 characters', command({ description: '' })],
  ['schema: over 100', command({ description: long(101) })],
  ['schema: over 25', command({ options: many(26, (at) => option({ name: `n${at}` })) })],
  ['not a command name', command({ options: [option({ name: 'Subject' })] })],
  ['option name twice', command({ options: [option(), option()] })],
  [
    'required option after an optional one',
    command({ options: [option(), option({ name: 'b', required: true })] }),
  ],
  ['options beside subcommands', command({ options: [option(), subcommand] })],
  ['option name twice', command({ options: [{ ...subcommand, options: [option(), option()] }] })],
  ['schema: over 25', choices(...many(26, () => choice))],
  ['schema: over 100', choices({ ...choice, name: long(101) })],
  ['over 100 characters', choices({ ...choice, value: long(101) })],
  [
    'choices beside autocomplete',
    command({ options: [option({ autocomplete: true, choices: [choice] })] }),
  ],
  [
    'over 8000 characters in all',
    command({ options: many(4, (at) => option({ name: `n${at}`, choices: lengthy })) }),
  ],
  ['description of a menu command', { name: 'Ask', type: 3, description: 'no' }],
]

const field = (more: Partial<Component>): Json => form({ components: [row(input(more))] })

/** Each rule of a form, broken once; these are a callback's data. */
export const plantedForms: Planted[] = [
  ['schema: over 45', form({ title: long(46) })],
  ['schema: over 100', form({ custom_id: long(101) })],
  ['schema: under 1', form({ components: [] })],
  ['over 5 fields', form({ components: many(6, (at) => row(input({ custom_id: at }))) })],
  ['custom id twice', form({ components: many(2, () => row(input())) })],
  ['schema: over 45', field({ label: long(46) })],
  ['schema: under 1', field({ label: '' })],
  ['input without a label', form({ components: [row({ type: 4, custom_id: 'a', style: 1 })] })],
  ['schema: over 4000', field({ value: long(4_001) })],
  ['schema: over 100', field({ placeholder: long(101) })],
  ['least over most', field({ min_length: 5, max_length: 4 })],
]

/** Each rule of suggestions, broken once; these are a callback's data. */
export const plantedChoices: Planted[] = [
  ['schema: over 25', { choices: many(26, () => choice) }],
  ['schema: over 100', { choices: [{ ...choice, name: long(101) }] }],
  ['over 100 characters', { choices: [{ ...choice, value: long(101) }] }],
  ['schema: under 1', { choices: [{ ...choice, name: '' }] }],
  ['under 1 characters', { choices: [{ ...choice, value: '' }] }],
]
