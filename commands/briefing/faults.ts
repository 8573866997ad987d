import type { DraftFault } from '#core/draft'
import { type Block, list } from '#core/reply'

/** How somebody wrote it: in a form, or as a file whose lines they can count. */
export type Way = 'form' | 'file'

const mostSaid = 15

/** `text, line 3: what is wrong, what to write` */
const sayFault = ({ line, textLine, message }: DraftFault, way: Way): string => {
  if (way === 'file') return `line ${line}: ${message}`
  const missing = Object.entries(lacking).find(([field]) =>
    message.startsWith(`${field} is missing`),
  )
  if (missing) return missing[1]
  return textLine === undefined ? message : `text, line ${textLine}: ${message}`
}

/** A form has no fields of a file's names, so what it lacks is said in its own words. */
const lacking: Record<string, string> = {
  title: 'the headline is missing; write one line',
  bluf: 'the main point is missing; write it in one or two sentences',
  topics: 'no topic is named; write one among what it is about, like nato',
  tlp: 'no label is named; write one among what it is about, like TLP:CLEAR',
  precedence: 'no precedence is named; write one among what it is about, like ROUTINE',
  sources: 'no source is named; write one a line: publisher | title | https://… | date | F3',
}

/** A sentence for each, as many as anyone mends at a time. */
export const faultList = (faults: readonly DraftFault[], way: Way): Block => {
  const said = faults.slice(0, mostSaid).map((one) => ({ text: [sayFault(one, way)] }))
  const more = faults.length - said.length
  return list(more > 0 ? [...said, { text: [`and ${more} more`] }] : said)
}
