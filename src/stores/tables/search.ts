import type { Kysely } from 'kysely'
import { asked, type Query } from '#core/query'
import type { Candidate, Candidates, CandidateWish } from '#core/store'
import { dayOfKey, seqOf } from './publish.ts'
import type { Schema } from './schema.ts'
import type { Wall } from './walls.ts'
import type { Within, WordIndex } from './words.ts'

type Db = Kysely<Schema>
type Found = Awaited<ReturnType<WordIndex['candidates']>>[number]

export type Search = {
  candidates(walls: readonly Wall[], wish: CandidateWish): Promise<Candidates>
  /** Keys of briefings whose titles match, newest first: what autocomplete needs. */
  titles(walls: readonly Wall[], query: Query, limit: number): Promise<number[]>
}

/** Counting a common word, or finding all that begins with two letters, takes longer than all the rest. */
const mostRemembered = 10_000

/** What was found is kept under what it was asked of; people repeat themselves, letter by letter. */
const remembering = <T>() => {
  const known = new Map<string, Promise<T>>()
  return (asked: readonly unknown[], find: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify(asked)
    const before = known.get(key)
    if (before !== undefined) return before
    if (known.size >= mostRemembered) known.clear()
    const finding = find()
    known.set(key, finding)
    finding.catch(() => known.delete(key))
    return finding
  }
}

/** The walls as they stand: their versions count up with every change behind them. */
const asTheyStand = (walls: readonly Wall[]) => walls.map(({ id, version }) => [id, version])

export const createSearch = (db: Db, words: WordIndex): Search => {
  const counted = remembering<number>()
  const titled = remembering<number[]>()

  const count = (walls: readonly Wall[], expression: string, within: Within = {}) =>
    counted([asTheyStand(walls), expression, within.since, within.topic], () =>
      words.count(db, walls, expression, within),
    )

  const holding = async (walls: readonly Wall[], query: Query): Promise<Map<string, number>> => {
    const counts = asked(query).map(
      async ({ key, clause }): Promise<[string, number]> => [
        key,
        await count(walls, words.clause(clause)),
      ],
    )
    return new Map(await Promise.all(counts))
  }

  return {
    async candidates(walls, wish) {
      const visible = walls.reduce((sum, { size }) => sum + size, 0)
      const expression = words.expression(wish.query)
      if (expression === undefined || walls.length === 0)
        return { total: 0, rows: [], counts: { visible, holding: new Map() } }
      const filter = {
        ...(wish.since && { since: wish.since }),
        ...(wish.topic && { topic: wish.topic }),
      }
      const [rows, total, held] = await Promise.all([
        words.candidates(db, walls, wish.query, wish),
        count(walls, expression, filter),
        holding(walls, wish.query),
      ])
      return { total, rows: rows.map(candidateOf), counts: { visible, holding: held } }
    },
    async titles(walls, query, limit) {
      const expression = words.expression(query)
      if (expression === undefined || walls.length === 0) return []
      return titled([asTheyStand(walls), expression, limit], async () =>
        (await words.titles(db, walls, query, limit)).map(seqOf),
      )
    },
  }
}

const candidateOf = ({ key, slug, terms }: Found): Candidate => ({
  key: seqOf(key),
  slug,
  bag: terms,
  published: dayOfKey(key),
})
