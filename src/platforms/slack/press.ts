import type { Button, Invoked } from '#core/reply'
import { type Carried, readWritten, written, writtenKey } from '../press-key.ts'

export { readForm } from './filled-form.ts'

/**
 * What a press does: where its answer goes; `keep` sends that to the presser's direct messages, and
 * `rest` what had no room; a menu fills one option in, and `fields` asks for those of a command.
 */
export type How = Button['opens'] | 'keep' | 'rest' | 'select' | 'fields'

export type Pressed = Carried &
  (
    | { how: Exclude<How, 'rest'> }
    /** How many messages stand there already. */
    | { how: 'rest'; shown: number }
  )

/** A button that a platform may add to what a reply has. */
export type Press = Invoked & { label: string; opens: Exclude<How, 'select' | 'fields'> }

/** What an action carries. `number` keeps two of a message apart; for the rest it is how many are shown. */
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

const form =
  /^(?<how>here|new|channel|keep|rest|select|fields):(?<number>\d+)(?::(?<option>[^:]+):(?<command>.+))?$/s

type Sent = { action_id: string; value?: string; selected_option?: { value: string } | null }

/** Reads what was pressed or chosen; undefined for what an older or a newer Sitrep wrote. */
export const readPress = ({ action_id, value, selected_option }: Sent): Pressed | undefined => {
  const { how, number, option, command } = form.exec(action_id)?.groups ?? {}
  const carried = value ?? selected_option?.value
  if (how === undefined || carried === undefined) return undefined
  if (how === 'select')
    return command && option
      ? { how, invoked: { command, options: { [option]: carried } } }
      : undefined
  const what = readWritten(carried)
  if (how === 'rest') return { how, shown: Number(number), ...what }
  return { how: how as Exclude<How, 'rest'>, ...what }
}
