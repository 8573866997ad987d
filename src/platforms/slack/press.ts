import type { Button, Invoked } from '#core/reply'
import { type Carried, readWritten, written, writtenKey } from '../press-key.ts'

/**
 * What a press does: where its answer goes; `keep` sends that to the presser's direct messages, and a
 * menu fills one option in.
 */
export type How = Button['opens'] | 'keep' | 'select'

export type Pressed = Carried & { how: How }

/** A button that a platform may add to what a reply has. */
export type Press = Invoked & { label: string; opens: Exclude<How, 'select'> }

/** What an action carries. `number` keeps two of a message apart. */
export type Action = { action_id: string; value: string; keep?: Invoked }

/** Slack's limit (Button element). */
const longestValue = 2_000

/** `new:0` with `brief?subject=nato`, and where that is too long, `~` and a key under which it is kept. */
export const actionOf = ({ opens, command, options }: Press, number: number): Action => {
  const action_id = `${opens}:${number}`
  const invoked = { command, options }
  const value = written(invoked)
  if (value.length <= longestValue) return { action_id, value }
  return { action_id, value: writtenKey(invoked), keep: invoked }
}

/** The action id of a menu, `select:0:subject:brief`: the value that is chosen fills the option in. */
export const menuId = (command: string, option: string, number: number): string =>
  `select:${number}:${option}:${command}`

const form = /^(?<how>here|new|channel|keep|select):\d+(?::(?<option>[^:]+):(?<command>.+))?$/s

type Sent = { action_id: string; value?: string; selected_option?: { value: string } | null }

/** Reads what was pressed or chosen; undefined for what an older or a newer Sitrep wrote. */
export const readPress = ({ action_id, value, selected_option }: Sent): Pressed | undefined => {
  const { how, option, command } = form.exec(action_id)?.groups ?? {}
  const carried = value ?? selected_option?.value
  if (how === undefined || carried === undefined) return undefined
  if (how !== 'select') return { how: how as How, ...readWritten(carried) }
  return command && option
    ? { how, invoked: { command, options: { [option]: carried } } }
    : undefined
}
