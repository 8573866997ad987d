import type { Inline } from './reply.ts'
import { words } from './terms.ts'

/** A text with the words whose terms are asked for in strong; not a character more or less. */
export const highlight = (text: string, isAsked: (term: string) => boolean): Inline[] => {
  const shown: Inline[] = []
  let from = 0
  for (const { start, end, term } of words(text)) {
    if (!isAsked(term)) continue
    if (start > from) shown.push(text.slice(from, start))
    shown.push({ kind: 'strong', text: text.slice(start, end) })
    from = end
  }
  return from < text.length ? [...shown, text.slice(from)] : shown
}
