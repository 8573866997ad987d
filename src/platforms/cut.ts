import { sentences } from '#core/sentences'

/** Something that can be cut in two: a run of `size` places, one for each character and each end. */
export type Cuttable<T> = {
  size: number
  /** What stands from one place up to another. */
  between(from: number, to: number): T
  /** The best place to cut after `from`, at `most` or before it; undefined where there is none. */
  cut(from: number, most: number, wish: Wish): number | undefined
  /**
   * Where the smallest piece from `from` on ends: the whole rest where cutting does not help, since
   * what stands around each piece is too big already.
   */
  least(from: number, hasRoom: (frame: T) => boolean): number
}

export type Wish = {
  /** Whether the stretch between two places has room in a part of its own. */
  alone(from: number, to: number): boolean
  /** Where there is no end of a sentence: at a space, and at last inside a word. */
  anywhere: boolean
}

export type Row<T> = Cuttable<T[]> & {
  /** Where each of them begins, and at last where the row ends. */
  starts: readonly number[]
  /** Which of the row stands at a place. */
  at(place: number): number
}

/** The first of ascending `starts` that is `place`, or else the last before it. */
export const indexAt = (starts: readonly number[], place: number): number => {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! < place) low = middle + 1
    else high = middle
  }
  return starts[low] === place ? low : low - 1
}

/** Where each of some lengths begins when they stand in a row, and at last where the row ends. */
export const startsOf = (lengths: readonly number[]): number[] => {
  const starts = [0]
  for (const length of lengths) starts.push(starts.at(-1)! + length)
  return starts
}

/** Things in a row, cut between two of them; inside one only if it has no room of its own. */
export const inRow = <T>(things: readonly Cuttable<T>[]): Row<T> => {
  const starts = startsOf(things.map(({ size }) => size))
  const size = starts.at(-1)!
  const at = (place: number): number => indexAt(starts, place)
  return {
    size,
    starts,
    at,
    between(from, to) {
      const first = at(from)
      return things.slice(first, at(to - 1) + 1).map((one, after) => {
        const start = starts[first + after]!
        return one.between(Math.max(0, from - start), Math.min(one.size, to - start))
      })
    },
    cut(from, most, { alone, anywhere }) {
      if (most <= from || most >= size) return most >= size ? size : undefined
      const start = starts[at(most)]!
      const one = things[at(most)]!
      const between = start > from ? start : undefined
      if (between !== undefined && alone(start, start + one.size)) return between
      const inside = one.cut(Math.max(0, from - start), most - start, {
        alone: (begin, end) => alone(start + begin, start + end),
        anywhere: anywhere && between === undefined,
      })
      return inside === undefined ? between : start + inside
    },
    least(from, hasRoom) {
      const start = starts[at(from)]!
      const one = things[at(from)]
      return start + (one?.least(from - start, (frame) => hasRoom([frame])) ?? 1)
    },
  }
}

/** A text, cut where a sentence ends, else after a space, else between what a reader calls characters. */
export const inText = <T>(text: string, between: Cuttable<T>['between']): Cuttable<T> => ({
  size: text.length + 1,
  between,
  cut(from, most, { anywhere }) {
    const place = lastCut(text.slice(from), Math.min(most, text.length - 1) - from, anywhere)
    return place > 0 ? from + place : undefined
  },
  least(from, hasRoom) {
    const end = from + firstCluster(text.slice(from)).length
    return end < text.length && hasRoom(between(from, from)) ? end : text.length + 1
  },
})

/** What cannot be cut. */
export const whole = <T>(thing: T): Cuttable<T> => ({
  size: 1,
  between: () => thing,
  cut: () => undefined,
  least: () => 1,
})

// Enough of what follows to tell a sentence's end from a full stop within it.
const lookahead = 40

const lastCut = (text: string, most: number, anywhere: boolean): number => {
  if (most <= 0) return 0
  const window = text.slice(0, most + lookahead)
  const finders = anywhere ? [sentenceEnd, spaceEnd, () => most] : [sentenceEnd]
  for (const find of finders) {
    const place = clusterStart(window, find(window, most))
    if (place > 0) return place
  }
  return 0
}

const sentenceEnd = (text: string, most: number): number => {
  let end = 0
  let read = 0
  for (const sentence of sentences(text)) {
    read = text.indexOf(sentence, read) + sentence.length
    const next = text.length - text.slice(read).trimStart().length
    if (next > most) break
    end = next
  }
  return end
}

const spaceEnd = (text: string, most: number): number => {
  const place = text.slice(0, most).search(/\s\S*$/u) + 1
  // A part of spaces alone would be an empty message.
  return text.slice(0, place).trim() === '' ? 0 : place
}

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' })

const clusterStart = (text: string, place: number): number =>
  clusters.segment(text).containing(place)?.index ?? place

/** Looks at a little of the text first: it may be a megabyte, or one letter under a thousand marks. */
const firstCluster = (text: string): string => {
  for (let room = 32; ; room *= 2) {
    const first = clusters.segment(text.slice(0, room)).containing(0)?.segment ?? ''
    if (first.length < room || room >= text.length) return first
  }
}
