import type { Button, Invoked } from '#core/reply'
import { type Carried, readWritten, written, writtenKey } from '../press-key.ts'

export { keyOf } from '../press-key.ts'

/** Discord's limit. */
const longest = 100
/** A delivery key has 22 characters; a nonce may have 25. */
const deliveryLength = 22
const version = '1'

/** What a press does: where its answer goes, or that a menu or a form fills one or more options in. */
export type How = Button['opens'] | 'select' | 'form'
const letters = { here: 'h', new: 'n', channel: 'c', select: 's', form: 'f' } as const

export type Pressed = {
  how: How
  /** For a menu, the option that gets what was chosen. */
  option?: string
} & Carried

/**
 * What a button or menu carries: `1|<delivery>|<place><how>|brief?subject=nato`, and where that is
 * longer than 100 characters, `~` and a key under which the rest is kept. `place` keeps two
 * buttons of a message apart; `delivery`, on the first of a message, makes the message known again.
 */
export type CustomId = { id: string; keep?: Invoked }

type Wish = { invoked: Invoked; how: How; option?: string; place: number; delivery?: string }

export const customId = ({ invoked, how, option = '', place, delivery = '' }: Wish): CustomId => {
  const head = `${version}|${delivery}|${place}${letters[how]}${option}|`
  const whole = `${head}${written(invoked)}`
  if (whole.length - delivery.length + deliveryLength <= longest) return { id: whole }
  return { id: `${head}${writtenKey(invoked)}`, keep: invoked }
}

const form = /^1\|(?<delivery>[^|]*)\|\d+(?<letter>[hncsf])(?<option>[^|]*)\|(?<rest>.+)$/s

/** Reads a custom id; undefined for one that an older or a newer Sitrep wrote. */
export const readCustomId = (id: string): Pressed | undefined => {
  const { letter, option, rest } = form.exec(id)?.groups ?? {}
  const how = (Object.keys(letters) as How[]).find((one) => letters[one] === letter)
  if (how === undefined || rest === undefined) return undefined
  return { how, ...(option && { option }), ...readWritten(rest) }
}

/** The delivery key that a message's first button carries. */
export const deliveryOf = (id: string): string | undefined =>
  form.exec(id)?.groups?.delivery || undefined

/** The same id, carrying a delivery key. */
export const withDelivery = (id: string, delivery: string): string =>
  id.replace(/^1\|[^|]*\|/, `1|${delivery}|`)
