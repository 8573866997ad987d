import type { Block } from '../reply.ts'
import type { Told } from './kind.ts'

/** What a line is about, and what it says of that. */
export type Fact = Extract<Block, { kind: 'facts' }>['facts'][number]

/** A line of the first message, and the items that it names by their titles. */
export type Line = { fact: Fact; names: readonly Told[] }

/** Characters of a line that can still be read at a glance. */
export const longestLine = 300

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Words with at most so many characters, cut after a word if that leaves the better part of them. */
export const clipped = (words: string, most: number): string => {
  if (words.length <= most) return words
  const space = words.lastIndexOf(' ', most - 1)
  const cluster = clusters.segment(words).containing(most - 1)?.index ?? 0
  return `${words.slice(0, space > most / 2 ? space : cluster)}…`
}

/** As many pieces in a row as a line has room for, `most` at most, and how many more there are. */
export const inRow = (
  name: string,
  pieces: readonly string[],
  most: number,
): { fact: Fact; count: number } => {
  const words = (count: number): string => {
    const left = pieces.length - count
    return [...pieces.slice(0, count), ...(left > 0 ? [`and ${left} more`] : [])].join(' · ')
  }
  let count = Math.min(most, pieces.length)
  while (count > 1 && name.length + 1 + words(count).length > longestLine) count -= 1
  return { fact: { name, value: [words(count)] }, count }
}
