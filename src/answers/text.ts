import { words } from '#core/terms'

/** A word of a text as the ranker reads it. `isName`: written with a capital where none is due. */
export type Token = { term: string; written: string; isName: boolean; isNumber: boolean }

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
    return { term, written, isName: isCapital && (at > 0 || isAllCapitals), isNumber }
  })
  return { tokens, spaced: ` ${tokens.map(({ written }) => written).join(' ')} ` }
}
