import { type Inline, text } from '#core/reply'
import { visible } from '#core/visible'
import { webAddress } from './web-address.ts'

/** Whether nothing of some inlines is seen. A link without words shows its address. */
export const isBlank = (inlines: readonly Inline[]): boolean =>
  inlines.every((one) => visible(text(one)).trim() === '' && !standsForWords(one))

const standsForWords = (one: Inline): boolean => {
  if (typeof one === 'string') return false
  if (one.kind === 'link') return webAddress(one.url) !== undefined
  return one.kind === 'time' && instantOf(one.at) !== undefined
}

/** The instant that a time names; undefined where it names none. */
export const instantOf = (at: string): Temporal.Instant | undefined => {
  try {
    return Temporal.Instant.from(at)
  } catch {
    return undefined
  }
}
