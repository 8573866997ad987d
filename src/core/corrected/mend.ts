import { type Inline, plain, type Reply } from '../reply.ts'
import { addressesOf, stringsOf, stringsToGo } from './pairs.ts'
import { rewriteRows } from './rows.ts'
import type { Shift } from './shift.ts'
import { rewriteTexts } from './texts.ts'
import { apart, placesOf, type Range, rewritten } from './words.ts'

/** What stands in a row of small facts, each about something of its own. */
const joint = ' · '
/** A number, a label: what may stand before the words and stays. */
const longestLead = 18

/** `instead` is what stands in its place, where its words must go. */
export type Mending = Shift & { instead: string | undefined }
type Known = Mending & ReturnType<typeof stringsOf>
type Whose = Range & { by: number; isTelling: boolean }
type Piece = { start: number; end: number }

/**
 * A reply with what it shows of some briefings in new words. `unfound` are those that must go and of
 * which nothing was found: cut, or in other words, they may be there all the same.
 */
export const mended = (
  first: Reply,
  mendings: readonly Mending[],
): { reply: Reply; unfound: readonly Mending[] } => {
  const known = mendings.map(
    (one): Known => ({ ...one, ...(one.now ? stringsOf(one.was, one.now) : stringsToGo(one.was)) }),
  )
  const found = new Set<number>()
  const reply = rewriteTexts(withRows(first, known), (shown) => mendedText(shown, known, found))
  return {
    reply,
    unfound: mendings.filter(({ instead }, by) => instead !== undefined && !found.has(by)),
  }
}

const withRows = (reply: Reply, known: readonly Known[]): Reply => {
  const pairs = known.filter(isStaying).flatMap(({ telling }) => telling)
  return { ...reply, blocks: reply.blocks.map((block) => rewriteRows(block, pairs)) }
}

const isStaying = ({ instead }: Mending): boolean => instead === undefined

const mendedText = (
  shown: readonly Inline[],
  known: readonly Known[],
  found: Set<number>,
): Inline[] | undefined => {
  const words = plain(shown)
  const telling = apart(known.flatMap(({ telling: pairs }, by) => whose(words, pairs, by, true)))
  const owners = new Set(telling.map(({ by }) => by))
  const [only] = owners
  const sole = known.length === 1 ? 0 : owners.size === 1 ? only : undefined
  if (sole !== undefined && owners.has(sole) && known[sole]?.instead !== undefined) {
    // Where its title stood that is said, and its other words go; without one, the first of these says it.
    const isSaid = found.has(sole) && !words.includes(known[sole].was.title)
    found.add(sole)
    return isSaid ? undefined : [lead(words, telling), known[sole].instead]
  }
  const pieces = piecesOf(words)
  const going = pieces.flatMap((piece) => goneIn(piece, words, telling, known))
  for (const { by } of going) found.add(by)
  const shared = known.flatMap(({ shared: pairs }, by) => whose(words, pairs, by, false))
  const own = shared.filter((range) => sole === range.by || isAlone(range, pieces, telling))
  const staying = [...telling, ...own].filter(({ by }) => known[by] && isStaying(known[by]))
  return readdressed(rewritten(shown, apart([...going, ...staying])), known)
}

const whose = (words: string, pairs: Known['telling'], by: number, isTelling: boolean): Whose[] =>
  pairs.flatMap((pair) => placesOf(words, { ...pair, by, isTelling }))

const lead = (words: string, [first]: readonly Range[]): string => {
  const before = words.slice(0, first?.start)
  return before.length <= longestLead ? before : ''
}

const piecesOf = (words: string): Piece[] => {
  let start = 0
  return words.split(joint).map((piece) => {
    const mine = { start, end: start + piece.length }
    start = mine.end + joint.length
    return mine
  })
}

const isIn = ({ start, end }: Range, piece: Piece): boolean =>
  start < piece.end && end > piece.start

/** Whether nothing else is told of in the piece that it stands in. */
const isAlone = (range: Whose, pieces: readonly Piece[], telling: readonly Whose[]): boolean => {
  const piece = pieces.find((one) => isIn(range, one))
  const there = piece ? telling.filter((one) => isIn(one, piece)) : []
  return there.length > 0 && there.every(({ by }) => by === range.by)
}

/** A piece that tells of what must go says that instead. */
const goneIn = (
  piece: Piece,
  words: string,
  telling: readonly Whose[],
  known: readonly Known[],
): Whose[] => {
  const gone = telling.find((one) => isIn(one, piece) && known[one.by]?.instead !== undefined)
  if (!gone) return []
  const before = lead(words.slice(piece.start), [{ ...gone, start: gone.start - piece.start }])
  const start = piece.start + Math.max(0, before.length)
  const end = Math.max(piece.end, gone.end)
  const to = known[gone.by]?.instead
  return [{ ...gone, start, end, from: words.slice(start, end), to, isGone: true }]
}

/** Links that led to a source lead to the one in its place. */
const readdressed = (shown: readonly Inline[], known: readonly Known[]): Inline[] => {
  const pairs = known.flatMap(({ was, now }) => (now ? addressesOf(was, now) : []))
  return shown.map((one) => {
    if (typeof one === 'string' || one.kind !== 'link') return one
    const to = pairs.find(({ from }) => from === one.url)?.to
    return to === undefined ? one : { ...one, url: to }
  })
}
