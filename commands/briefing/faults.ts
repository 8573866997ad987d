import type { DraftFault } from '#core/draft'
import { type Block, list } from '#core/reply'

/** How somebody wrote it: in a form, or as a file whose lines they can count. */
export type Way = 'form' | 'file'

const mostSaid = 15

/** `text, line 3: what is wrong, what to write` */
const sayFault = ({ line, textLine, message }: DraftFault, way: Way): string => {
  if (way === 'file') return `line ${line}: ${message}`
  return textLine === undefined ? message : `text, line ${textLine}: ${message}`
}

/** A sentence for each, as many as anyone mends at a time. */
export const faultList = (faults: readonly DraftFault[], way: Way): Block => {
  const said = faults.slice(0, mostSaid).map((one) => ({ text: [sayFault(one, way)] }))
  const more = faults.length - said.length
  return list(more > 0 ? [...said, { text: [`and ${more} more`] }] : said)
}
