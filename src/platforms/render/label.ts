import { aside, type Block } from '#core/reply'
import { visible } from '#core/visible'

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' })

const shown = (words: string): string => visible(words).trim()

/**
 * Words for where a platform reads no markup and has room for `most` characters. What is too long ends in
 * an ellipsis: `inFull` says the whole of it elsewhere.
 */
export const label = (words: string, most: number): string => {
  const whole = shown(words)
  if (whole.length <= most) return whole
  const end = clusters.segment(whole).containing(most - 1)?.index || most - 1
  return `${whole.slice(0, end).toWellFormed().trimEnd()}…`
}

/** In small print, those of some labels that `label` shortens. */
export const inFull = (labels: readonly string[], most: number): Block[] =>
  labels
    .map(shown)
    .filter((whole) => whole.length > most)
    .map((whole) => aside(whole))

/** The first of some words that shows anything. */
export const firstShown = (...words: string[]): string =>
  words.find((one) => shown(one) !== '') ?? ''

/** Whether a menu's choice, with room for `most` characters, can stand for it. */
export const isValue = (value: string, most: number): boolean =>
  value.trim() !== '' && value.length <= most && value.isWellFormed()
