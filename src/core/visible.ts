// Backspaces, escape sequences, bells: what a terminal obeys instead of showing.
const controls = /\p{Cc}/gu
const lineEnds = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/gu

const emoji =
  '\\p{RGI_Emoji}|\\p{ExtPict}\\p{EMod}?\\uFE0F?(?:\\u200D\\p{ExtPict}\\p{EMod}?\\uFE0F?)+|\\p{Emoji}[\\uFE0E\\uFE0F]'
// What shows nothing itself but turns, joins or hides what stands around it.
const unseen = '[\\p{Default_Ignorable_Code_Point}\\uFFF9-\\uFFFB]+'
const emojiOrUnseen = new RegExp(`(${emoji})|${unseen}`, 'gv')

// Some scripts need two or three; more pile up over the lines above and below.
const pileOfMarks = /(\p{M}{8})\p{M}+/gu

/**
 * A text as one line of characters that can all be seen: what would steer a screen is shown as U+FFFD,
 * line ends as spaces, and what is invisible is left out (bidirectional overrides and isolates,
 * zero-width characters, tags), but for what holds an emoji together.
 */
export const visible = (text: string): string =>
  text
    .toWellFormed()
    .replace(lineEnds, ' ')
    .replace(controls, '\uFFFD')
    .replace(emojiOrUnseen, '$1')
    .replace(pileOfMarks, '$1')
