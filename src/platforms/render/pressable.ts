import { type Block, type Button, type Item, plain, text } from '#core/reply'
import { isBlank } from './blank.ts'
import { firstShown, inFull, isValue } from './label.ts'

type List = Extract<Block, { kind: 'list' }>
type Pressed = Item & { button: Button }

/** Room for what is pressed, in characters, and whether a button may stand beside its item. */
export type PressRoom = { buttonLabel: number; optionValue: number; hasRoomBeside: boolean }

/** Buttons beside items of one list; more of them become one menu. */
const buttonsBeside = 10

/**
 * A list as a platform can show it: buttons beside their items where there is room for that, otherwise
 * under the list, in a menu if all of them do the same.
 */
export const pressable = (list: List, room: PressRoom): Block[] => {
  const pressed = list.items.filter(isPressed)
  const menu = menuOf(pressed, room)
  const isShort = pressed.length <= buttonsBeside
  if (menu && !(room.hasRoomBeside && isShort)) return [...without(list, pressed, room), menu]
  const under = pressed.filter((item) => !(room.hasRoomBeside && fitsBeside(item, room)))
  return [...without(list, under, room), ...buttonsOf(under)]
}

const isPressed = (item: Item): item is Pressed => item.button !== undefined

const fitsBeside = ({ text: words, button }: Pressed, { buttonLabel }: PressRoom): boolean =>
  !isBlank(words) && inFull([button.label], buttonLabel).length === 0

/** The list without some of its buttons, and what these have no room to say. */
const without = (list: List, under: readonly Item[], { buttonLabel }: PressRoom): Block[] => {
  const items = list.items.flatMap((item) => {
    const { button, ...words } = item
    return shown(under.includes(item) || !button ? words : { ...words, button }, list)
  })
  const labels = under.map(({ button }) => button?.label ?? '')
  return [...(items.length > 0 ? [{ ...list, items }] : []), ...inFull(labels, buttonLabel)]
}

// A number without words keeps its place: the numbers that follow may be named somewhere.
const shown = (item: Item, { ordered }: List): Item[] => {
  if (!isBlank(item.text)) return [item]
  return ordered && !item.depth ? [{ ...item, text: ['–'] }] : []
}

/** One menu for two buttons or more that say the same and differ in one option alone. */
const menuOf = (pressed: readonly Pressed[], { optionValue }: PressRoom): Block | undefined => {
  const [first, second] = pressed
  const [option, ...others] = Object.keys(first?.button.options ?? {})
  if (!first || !second || option === undefined || others.length > 0) return undefined
  const choices = pressed.map((item) => ({
    label: firstShown(titleOf(item), item.button.label, item.button.command),
    value: item.button.options[option] ?? '',
  }))
  const isOne =
    new Set(choices.map(({ value }) => value)).size === choices.length &&
    choices.every(({ value }) => isValue(value, optionValue)) &&
    pressed.every(({ button }) => isAlike(button, first.button))
  const { label, command } = first.button
  const placeholder = `${firstShown(label, 'Choose')} one of these`
  return isOne ? { kind: 'select', label: placeholder, command, option, choices } : undefined
}

const isAlike = (one: Button, other: Button): boolean =>
  one.label === other.label &&
  one.command === other.command &&
  one.opens === 'new' &&
  Object.keys(one.options).join() === Object.keys(other.options).join()

const buttonsOf = (under: readonly Pressed[]): Block[] => {
  const buttons = under.map((item) => {
    const title = titleOf(item).trim()
    const label = firstShown(item.button.label, item.button.command)
    return { ...item.button, label: title === '' ? label : `${label}: ${title}` }
  })
  return buttons.length > 0 ? [{ kind: 'buttons', buttons }] : []
}

/** What an item is about: its strong words if it has any. */
const titleOf = ({ text: words }: Item): string => {
  const strong = words.find((inline) => typeof inline !== 'string' && inline.kind === 'strong')
  return firstShown(strong ? text(strong) : '', plain(words))
}
