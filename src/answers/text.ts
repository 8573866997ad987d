import { words } from '#core/terms'
import { type Measure, measuredBy } from './measures.ts'

/**
 * A word of a text as the ranker reads it. `isName`: written with a capital where none is due; `unit`: what
 * it measures, for a unit or a number with its sign.
 */
export type Token = {
  term: string
  written: string
  isName: boolean
  isNumber: boolean
  unit?: Measure
}

/** `spaced` holds all words in lower case, one blank around each: what groups of letters are looked for in. */
export type Text = { tokens: readonly Token[]; spaced: string }

const numberWords = new Set(
  `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty
  thirty forty fifty sixty hundred hundreds thousand thousands million millions billion billions half
  third quarter dozen dozens percent first second`.split(/\s+/),
)

/** A text taken apart once, whatever is then asked of it. */
export const readText = (text: string): Text => {
  const tokens = words(text).map(({ start, end, term }, at): Token => {
    const asWritten = text.slice(start, end)
    const written = asWritten.toLowerCase()
    const first = asWritten.charAt(0)
    const isCapital = first !== first.toLowerCase()
    const isAllCapitals = asWritten.length > 1 && asWritten === asWritten.toUpperCase()
    const isNumber = /\d/.test(written) || numberWords.has(written)
    const isName = isCapital && (at > 0 || isAllCapitals)
    const unit = measuredBy(written, text.charAt(start - 1), text.slice(end, end + 2))
    return { term, written, isName, isNumber, ...(unit && { unit }) }
  })
  return { tokens, spaced: ` ${tokens.map(({ written }) => written).join(' ')} ` }
}
