import { elementsOf, type Placed } from '../world/elements.ts'
import type { Message, Option, View } from '../world/records.ts'
import { blocksOf, labelOf } from './sight.ts'

type On = Message | View

/** The button of that action_id or those words; throws with those there are. */
export const pressable = (on: On, wanted: string): Placed => {
  const buttons = elementsOf(blocksOf(on)).filter(({ element }) => element.type === 'button')
  const found = buttons.find(({ element }) => isNamed(element, wanted))
  if (!found)
    throw missing(
      'button',
      wanted,
      buttons.map(({ element }) => labelOf(element)),
    )
  if (found.element.url !== undefined)
    throw new Error(`${wanted} is a link to ${found.element.url}`)
  return found
}

/** The menu of that action_id or placeholder, or under that label. */
export const choosable = (on: On, wanted: string): Placed => {
  const menus = elementsOf(blocksOf(on)).filter(({ element }) => isMenu.test(element.type))
  const found = menus.find(
    ({ element, block }) => isNamed(element, wanted) || isNamed(block, wanted),
  )
  if (!found)
    throw missing(
      'menu',
      wanted,
      menus.map(({ element }) => labelOf(element)),
    )
  return found
}

const isMenu = /_select$|^overflow$|^radio_buttons$|^checkboxes$/

const isNamed = (one: Parameters<typeof labelOf>[0], wanted: string): boolean =>
  one.action_id === wanted || one.block_id === wanted || labelOf(one) === wanted

type Groups = { options: Option[] }[]

/** The option of that value or label; throws with those there are. */
export const chosen = ({ element }: Placed, wanted: string): Option => {
  const { options = [], option_groups: groups = [] } = element
  const all = [...(options as Option[]), ...(groups as Groups).flatMap((one) => one.options)]
  const found = all.find(({ value, text }) => value === wanted || text.text === wanted)
  if (!found)
    throw missing(
      'option',
      wanted,
      all.map(({ text }) => text.text),
    )
  return found
}

export const missing = (what: string, wanted: string, there: readonly string[]): Error =>
  new Error(`no ${what} ${wanted}; there are: ${there.join(', ') || 'none'}`)
