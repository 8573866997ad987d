import { visible } from '#core/visible'

// What would be live, or begin something live.
const live = [
  /[\\*_~`|<[\]]/,
  // The end of a link that was begun far in front of it.
  /(?<=\])\(/,
  // `https://`, `:smile:`
  /:(?=\/\/|[\w+-]+:)/,
  /@(?=everyone|here)/,
  // An invitation gets a card even without `https://`.
  /(?<=discord[a-z]*\.[a-z]+)\//,
]
const anyLive = new RegExp(live.map(({ source }) => source).join('|'), 'gi')

/**
 * A text as Markdown that Discord shows as just that text, somewhere in a line: no style, mention,
 * link, emoji, time or command begins in it. A backslash stands only where one is needed, since a lock
 * screen shows it.
 */
export const escaped = (text: string): string => visible(text).replace(anyLive, '\\$&')

/** The same at the beginning of a line, where it begins no heading, list, quote or small print. */
export const ordinaryLine = (markdown: string): string =>
  markdown.replace(/^(?=[-+#>])|^\d+(?=[.)])/, '$&\\')

/** Changes a text without the spaces at its ends, which marks may not touch; nothing if it is all spaces. */
export const insideMargins = (text: string, change: (words: string) => string): string => {
  const words = text.trim()
  return words === '' ? text : text.replace(words, () => change(words))
}
