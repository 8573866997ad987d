import type { Component, Message } from '../world/records.ts'
import { buttonsOf, menusOf } from './sight.ts'

/** The button of that custom id or label; throws with those there are. */
export const pressable = (message: Message, wanted: string): Component => {
  const buttons = buttonsOf(message)
  const found = buttons.find((one) => one.custom_id === wanted || one.label === wanted)
  if (!found)
    throw missing(
      'button',
      wanted,
      buttons.map(({ label }) => label),
    )
  if (found.url !== undefined) throw new Error(`${wanted} is a link to ${found.url}`)
  return found
}

/** The menu of that custom id or placeholder. */
export const choosable = (message: Message, wanted: string): Component => {
  const menus = menusOf(message)
  const found = menus.find((one) => one.custom_id === wanted || one.placeholder === wanted)
  if (!found)
    throw missing(
      'menu',
      wanted,
      menus.map((one) => one.placeholder ?? one.custom_id),
    )
  return found
}

/** The value of an option, known by itself or by its label. */
export const chosen = ({ options = [] }: Component, wanted: string): string => {
  const found = options.find(({ value, label }) => value === wanted || label === wanted)
  if (!found)
    throw missing(
      'option',
      wanted,
      options.map(({ label }) => label),
    )
  return found.value
}

const missing = (what: string, wanted: string, there: (string | undefined)[]): Error =>
  new Error(`no ${what} ${wanted}; there are: ${there.join(', ') || 'none'}`)
