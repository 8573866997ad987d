import type { Option } from '../command.ts'
import { dayOf } from '../dates.ts'
import { UserError } from '../errors.ts'
import { folded } from '../near.ts'
import type { Desk, Request, Requests } from '../question.ts'
import { typed as asTyped } from '../reply.ts'
import { shortened } from '../words.ts'
import { mostSuggestions } from './plain.ts'

/** What may be done with questions for the editors. Throws UserError where nobody is known to ask. */
export const requestsIn = (requests: Requests | undefined): Requests => {
  if (requests) return requests
  throw new UserError('Nobody is known to ask here. Ask on Discord, on Slack or at a terminal.')
}

/** What an editor may do with them. */
export const deskIn = (requests: Requests | undefined): Desk => {
  const { desk } = requestsIn(requests)
  if (desk) return desk
  throw new UserError('That is for editors. Ask one of them.')
}

/** So many are looked through for what was typed. */
const mostLookedThrough = 200

/** A question that was passed on to the editors, by its id; what is open is suggested by its words. */
export const request = (summary: string): Option<Request> => ({
  kind: 'id',
  summary,
  required: true,
  async parse(typed, { requests }) {
    const found = await deskIn(requests).find(typed)
    if (found) return found
    throw new UserError(
      `No request "${shortened(typed)}". What is open: `,
      asTyped('/requests open'),
    )
  },
  async suggest(typed, { requests, now, zone }) {
    const wish = { offset: 0, limit: mostLookedThrough, today: dayOf(now, zone) }
    const open = await requests?.desk?.open(wish)
    const words = folded(typed).split(' ')
    const holds = ({ id, text }: Request): boolean => {
      const said = ` ${id} ${folded(text)}`
      return words.every((word) => said.includes(` ${word}`))
    }
    return (open?.items ?? [])
      .filter(holds)
      .slice(0, mostSuggestions)
      .map(({ id, text }) => ({ label: `${id} · ${shortened(text)}`, value: id }))
  },
})
