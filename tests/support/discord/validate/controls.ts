import type { Component } from '../world/records.ts'
import { type Broken, broken, twice } from './broken.ts'
import { kinds } from './kinds.ts'

export const brokenByRow = ({ components = [] }: Component, path: string): Broken[] => {
  const isAlone = components.length === 1
  const isButtons = components.every(({ type }) => type === kinds.button)
  return broken(!isAlone && !isButtons, 'a menu that is not alone in its row', path)
}

const linkStyle = 5

export const brokenByButton = (button: Component, path: string): Broken[] => {
  const isLink = button.style === linkStyle
  const hasUrl = button.url != null
  const hasId = button.custom_id != null
  return [
    ...broken(!button.label && !('emoji' in button), 'button without a label', path),
    ...broken(isLink !== hasUrl || isLink === hasId, 'style, url and custom id do not agree', path),
    ...broken(isLink && !/^https?:\/\//i.test(button.url ?? ''), 'not a web address', path),
  ]
}

export const brokenBySelect = (select: Component, path: string): Broken[] => {
  const { options = [], min_values: least = 1, max_values: most = 1 } = select
  const values = options.map(({ value }) => value)
  return [
    ...broken(most > options.length || least > most, 'more values than options', path),
    ...twice(values, 'option value twice', path),
  ]
}
