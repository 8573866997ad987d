import type { Interaction, Suggestion } from '../api/interaction.ts'
import type { Placed } from '../world/elements.ts'
import { newTs } from '../world/ids.ts'
import type { Json, Message, Option, View } from '../world/records.ts'
import type { Body } from './body.ts'
import { choosable, chosen, missing, pressable } from './controls.ts'
import { ofMessage, ofView } from './where.ts'

type On = Message | View

export type Use = {
  press(on: On, button: string): Interaction
  choose(on: On, menu: string, wanted: string): Promise<Interaction>
  suggest(on: On, menu: string, typed: string): Promise<Suggestion[]>
  /** The option of a menu that asks the app for them; types it where nothing was typed yet. */
  find(view: On, placed: Placed, wanted: string): Promise<Option>
}

/** Slack's own where a menu does not say (docs.slack.dev/reference/block-kit: select menus). */
const leastTyped = 3

export const createUse = (body: Body): Use => {
  const suggested = new Map<string, Suggestion[]>()

  const act = (on: On, { element, block }: Placed, more: Json): Interaction => {
    const { type, action_id } = element
    const action = { type, action_id, block_id: block.block_id, ...more, action_ts: newTs() }
    return begin(on, { type: 'block_actions', actions: [action] }, true)
  }
  const begin = (on: On, payload: Json, isAnswered: boolean): Interaction => {
    const where = 'ts' in on ? ofMessage(on, isAnswered) : ofView(on)
    return body.begin({ kind: 'interaction', ...where, payload: { ...where.payload, ...payload } })
  }
  const current = (on: On): On => ('ts' in on ? body.seen(on) : body.shown(on))

  const ask = async (on: On, { element, block }: Placed, typed: string) => {
    const { action_id, min_query_length: least = leastTyped } = element
    if (typed.length < Number(least)) throw new Error(`${least} characters are asked for`)
    const { block_id } = block
    const payload = { type: 'block_suggestion', action_id, block_id, value: typed }
    const { choices = [] } = await begin(on, payload, false).settled
    suggested.set(keyOf(on, action_id), choices)
    return choices
  }
  const find: Use['find'] = async (on, placed, wanted) => {
    const { type, action_id } = placed.element
    if (!type.includes('external')) return chosen(placed, wanted)
    const isWanted = ({ label, value }: Suggestion) => label === wanted || value === wanted
    const known = suggested.get(keyOf(on, action_id))?.find(isWanted)
    const choices = known ? [known] : await ask(on, placed, wanted)
    const found = choices.find(isWanted)
    if (!found)
      throw missing(
        'option',
        wanted,
        choices.map(({ label }) => label),
      )
    return { text: { type: 'plain_text', text: found.label, emoji: false }, value: found.value }
  }

  return {
    find,
    press(on, wanted) {
      const now = current(on)
      const placed = pressable(now, wanted)
      const { text, value, style } = placed.element
      return act(now, placed, { text, value, style })
    },
    async choose(on, menu, wanted) {
      const now = current(on)
      const placed = choosable(now, menu)
      if (placed.block.type === 'input' && placed.block.dispatch_action !== true)
        throw new Error(`${menu} is sent with its form`)
      const selected_option = await find(now, placed, wanted)
      if ('values' in now) hold(now, placed, selected_option)
      const { placeholder } = placed.element
      return act(now, placed, { selected_option, placeholder })
    },
    async suggest(on, menu, typed) {
      const now = current(on)
      return ask(now, choosable(now, menu), typed)
    },
  }
}

const keyOf = (on: On, action: unknown): string => `${'ts' in on ? on.ts : on.id} ${action}`

const hold = (view: View, { element, block }: Placed, selected_option: Option): void => {
  const { type, action_id = '' } = element
  const { block_id = '' } = block
  view.values[block_id] = { ...view.values[block_id], [action_id]: { type, selected_option } }
}
