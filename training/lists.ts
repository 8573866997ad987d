import { gather } from '#answers/gather'
import type { List, Sentence } from '#answers/list'
import { rowsOf } from '#answers/ranker'
import type { Rows } from '#answers/second'
import type { Store } from '#core/store'
import { viewer } from './shelf.ts'
import type { Asked, Paragraph } from './squad.ts'

/**
 * What the ranker sees of one question; `gold` marks the sentences that answer it. Tens of thousands stay
 * in memory together, so it keeps no words, and all figures in one piece.
 */
export type Example = {
  list: Pick<List, 'question' | 'read'>
  packed: Float32Array
  of: Uint8Array
  about: readonly number[]
  gold: Uint8Array
  /** Which terms of the question each sentence, its title and its briefing hold. */
  masks: Int32Array
}

const nothing = { tokens: [], spaced: '' }

/** Asks a store, and keeps what the ranker would see. */
export const exampleOf = async (
  store: Store,
  { question, gold }: Asked,
  paragraph: Pick<Paragraph, 'slug'>,
): Promise<Example> => {
  const { list, briefings } = await gather(store, viewer, question)
  const { features, of, about } = rowsOf(list)
  return {
    list: {
      question: { ...list.question, text: nothing },
      read: list.read.map((one) => ({ ...one, title: nothing, passages: [] })),
    },
    packed: Float32Array.from(features.flatMap((row) => Array.from(row))),
    of: Uint8Array.from(of),
    about,
    masks: Int32Array.from(list.sentences.flatMap((one) => [one.held, one.title, one.briefing])),
    gold: Uint8Array.from(list.sentences, (one) =>
      Number(briefings[one.of]?.slug === paragraph.slug && gold.has(one.position)),
    ),
  }
}

export const unpacked = ({ packed, of, about }: Example): Rows => {
  const width = of.length === 0 ? 0 : packed.length / of.length
  return {
    features: Array.from(of, (_, at) => packed.subarray(at * width, (at + 1) * width)),
    of: [...of],
    about,
  }
}

/** Sentences without their words, each with its place among them. */
export const placesOf = ({ of, masks }: Example): Sentence[] =>
  Array.from(of, (briefing, position) => ({
    of: briefing,
    position,
    text: nothing,
    held: masks[3 * position] ?? 0,
    hits: [],
    title: masks[3 * position + 1] ?? 0,
    before: 0,
    after: 0,
    briefing: masks[3 * position + 2] ?? 0,
  }))
