import type { Component } from '../world/records.ts'
import { atMost, type Broken, broken, each, twice } from './broken.ts'
import { brokenByButton, brokenByRow, brokenBySelect } from './controls.ts'
import { allOf, kinds } from './kinds.ts'

/**
 * What Discord's description does not say of a message's components (components/reference);
 * `isV2` by the message's flag.
 */
export const brokenByComponents = (components: readonly Component[], isV2: boolean): Broken[] => [
  ...(isV2 ? brokenAsV2(components) : brokenAsRows(components)),
  ...brokenByIds(components, 'components'),
  ...each(components, 'components', brokenByComponent),
]

const brokenAsV2 = (components: readonly Component[]): Broken[] => {
  const all = allOf(components)
  const texts = all.filter(({ type }) => type === kinds.text)
  const length = texts.reduce((sum, { content = '' }) => sum + content.length, 0)
  return [
    ...atMost(all.length, 40, 'components in all', 'components'),
    ...atMost(length, 4_000, 'characters of text', 'components'),
  ]
}

const brokenAsRows = (components: readonly Component[]): Broken[] => {
  const isOther = components.some(({ type }) => type !== kinds.row)
  return [
    ...atMost(components.length, 5, 'action rows', 'components'),
    ...broken(isOther, 'no action row, without the Components V2 flag', 'components'),
  ]
}

/** Discord tells the components of a message or form apart by their custom ids. */
export const brokenByIds = (components: readonly Component[], path: string): Broken[] => {
  const ids = allOf(components).flatMap(({ custom_id: id }) => id ?? [])
  return twice(ids, 'custom id twice', path)
}

const brokenByComponent = (component: Component, path: string): Broken[] => [
  ...(rules[component.type]?.(component, path) ?? []),
  ...each(component.components, `${path}.components`, brokenByComponent),
  ...(component.accessory ? brokenByComponent(component.accessory, `${path}.accessory`) : []),
]

const rules: Record<number, (component: Component, path: string) => Broken[]> = {
  [kinds.row]: brokenByRow,
  [kinds.button]: brokenByButton,
  [kinds.select]: brokenBySelect,
  [kinds.text]: ({ content = '' }, path) =>
    broken(content.trim() === '', 'text without anything', path),
}
