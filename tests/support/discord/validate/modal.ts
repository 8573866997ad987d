import type { Modal } from '../api/interaction.ts'
import type { Component } from '../world/records.ts'
import { atMost, type Broken, broken, each } from './broken.ts'
import { brokenByIds } from './components.ts'
import { brokenBySelect } from './controls.ts'
import { allOf, kinds } from './kinds.ts'

/** What Discord's description does not say of a form (receiving-and-responding). */
export const brokenByModal = ({ components }: Pick<Modal, 'components'>): Broken[] => [
  ...atMost(components.length, 5, 'fields', 'data.components'),
  ...brokenByIds(components, 'data.components'),
  ...each(components, 'data.components', brokenByPart),
]

const brokenByPart = (part: Component, path: string): Broken[] =>
  allOf([part]).flatMap((field) => {
    if (field.type === kinds.select) return brokenBySelect(field, path)
    return field.type === kinds.input ? brokenByInput(field, part.type === kinds.row, path) : []
  })

/** An input in a row says itself what it asks for; in a label, the label does. */
const brokenByInput = (input: Component, isInRow: boolean, path: string): Broken[] => {
  const { label, min_length: least = 0, max_length: most = 4_000 } = input
  return [
    ...broken(isInRow && !label, 'input without a label', path),
    ...broken(least > most, 'least over most', path),
  ]
}
