import type { Option } from '../command.ts'
import type { Digest, Orders } from '../digest.ts'
import { UserError } from '../errors.ts'
import { folded, nearest } from '../near.ts'
import { typed as asTyped, type Inline } from '../reply.ts'
import { saySchedule } from '../schedule.ts'
import { joinAnd, joinOr, shortened } from '../words.ts'
import { mostSuggestions } from './plain.ts'

/** What may be done with the digests of a place. Throws UserError where nothing can be posted. */
export const ordersIn = (orders: Orders | undefined): Orders => {
  if (orders) return orders
  throw new UserError(
    'Digests are posted in channels and direct messages of Discord and Slack. Ask for them there.',
  )
}

/** One of the place's digests, by name or id; with `deleted`, also one that was, by its id. */
export const digest = (summary: string, also: { deleted?: true } = {}): Option<Digest> => ({
  kind: 'digest',
  summary,
  required: true,
  async parse(typed, context) {
    const orders = ordersIn(context.orders)
    const standing = await orders.list()
    const found = named(standing, typed) ?? (await orders.find(typed.trim().toLowerCase()))
    if (!found) throw new UserError(...unknown(typed, standing, orders))
    if (found.isDeleted && !also.deleted)
      throw new UserError(
        `"${shortened(found.name)}" was deleted. To bring it back: `,
        asTyped(`/digest resume ${found.id}`),
      )
    return found
  },
  async suggest(typed, { orders }) {
    const all = (await orders?.list()) ?? []
    const shown = typed.trim() === '' ? all : nearest(typed, all, namesOf, mostSuggestions)
    return shown.slice(0, mostSuggestions).map((one) => ({
      label: `${one.name} · ${saySchedule(one.schedule)}`,
      value: one.id,
    }))
  },
})

const namesOf = ({ id, name }: Digest): string[] => [id, name]

/** As it is spelt before as it is meant, since names of signs alone are all folded to nothing. */
const named = (standing: readonly Digest[], typed: string): Digest | undefined => {
  const exact = typed.trim().toLowerCase()
  const wanted = folded(typed)
  return (
    standing.find(({ id, name }) => id === exact || name.toLowerCase() === exact) ??
    standing.find(({ name }) => wanted !== '' && folded(name) === wanted)
  )
}

const unknown = (typed: string, standing: readonly Digest[], { place }: Orders): Inline[] => {
  const nothing = `No digest "${shortened(typed)}" in ${place}.`
  const near = nearest(typed, standing, namesOf, 3)
  if (near.length > 0) return [`${nothing} Did you mean ${joinOr(near.map(quoted))}?`]
  if (standing.length > 0)
    return [
      `${nothing} There ${standing.length === 1 ? 'is' : 'are'} ${joinAnd(standing.map(quoted))}.`,
    ]
  return [`${nothing} Make one: `, asTyped('/digest create weekdays 08:00')]
}

const quoted = ({ name }: Digest): string => `"${name}"`
