import type { Digest, Orders } from '#core/digest'
import { UserError } from '#core/errors'
import { folded } from '#core/near'
import { typed } from '#core/reply'
import { joinAnd } from '#core/words'

/** `"Morning briefing"` */
export const quoted = ({ name }: Pick<Digest, 'name'>): string => `"${name}"`

/** The digest that is meant: the one that was named, or else the only one there is. */
export const theOne = async (
  orders: Orders,
  named: Digest | undefined,
  command: string,
): Promise<Digest> => {
  if (named) return named
  const [first, ...others] = await orders.list()
  if (!first)
    throw new UserError(
      `There is no digest in ${orders.place} yet. Make one: `,
      typed('/digest create weekdays 08:00'),
    )
  if (others.length === 0) return first
  throw new UserError(
    `Which one? In ${orders.place} there are ${joinAnd([first, ...others].map(quoted))}. Name it, like `,
    typed(`/${command} digest:"${first.name.replace(/["“”]/g, '')}"`),
    '.',
  )
}

/** The same name, with a number where another digest of the place has it already. */
export const freeName = (wanted: string, others: readonly Pick<Digest, 'name'>[]): string => {
  const taken = new Set(others.map(({ name }) => asHeard(name)))
  const names = [wanted, ...others.map((_, at) => `${wanted} ${at + 2}`)]
  return names.find((name) => !taken.has(asHeard(name))) ?? wanted
}

const asHeard = (name: string): string => folded(name) || name.toLowerCase()
