import type { Edition, Orders, Skip } from '#core/digest'
import { type Block, button, buttons, type Inline, link } from '#core/reply'

const skips: Record<Skip, string> = {
  coalesced: 'a later one stood for it',
  stale: 'it was too late to be of use',
  'nothing new': 'there was nothing new',
  'by hand': 'that day was left out',
}

/** What became of an edition, in plain words: `sent`, `skipped: there was nothing new`. */
export const sayState = (edition: Edition, { now, linkTo }: Orders): Inline[] => {
  const { state, why, due, stands } = edition
  const because = why === undefined ? '' : `: ${why}`
  switch (state) {
    case 'open':
      return [due > now ? 'waiting' : 'on its way']
    case 'sent': {
      const url = linkTo(edition)
      const all =
        stands && stands.sent < stands.of ? `, ${stands.sent} of its ${stands.of} messages` : ''
      return [url === undefined ? 'sent' : link('sent', url), all]
    }
    case 'unknown':
      return [`not known whether it arrived${because}`]
    case 'failed':
      return [`not sent${because}`]
    case 'expired':
      return [`not sent in time${because}`]
    case 'cancelled':
      return [`taken back${because}`]
    case 'skipped':
      return [`skipped${why === undefined ? '' : `: ${skips[why as Skip] ?? why}`}`]
    default:
      return state satisfies never
  }
}

/** For whoever has looked whether it arrived. */
export const settleButtons = (edition: string): Block[] =>
  buttons(
    button('It did', 'digest settle', { edition, arrived: 'yes' }, 'here'),
    button('It did not, post it', 'digest settle', { edition, arrived: 'no' }, 'here'),
  )
