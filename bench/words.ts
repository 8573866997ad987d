import { DatabaseSync } from 'node:sqlite'
import { isStopTerm, terms } from '#core/terms'

export const kinds = ['common', 'middling', 'rare'] as const
export type Kind = (typeof kinds)[number]

/** Queries of one word, and of two that stand together in at least one briefing. */
export type Words = Record<Kind, { one: string[]; two: string[] }>

const ranges: Record<Kind, (size: number) => [number, number]> = {
  common: (size) => [size * 0.3, size * 0.5],
  middling: (size) => [size * 0.005, size * 0.01],
  rare: () => [5, 20],
}

/**
 * Words by how many briefings hold them, the same ones for our index and the plain one: words that
 * both stemmers leave as they are and that both indexes hold in equally many briefings.
 */
export const chooseWords = (storeFile: string, plainFile: string, most = 12): Words => {
  const plain = counts(plainFile, ['found'])
  const store = new DatabaseSync(storeFile, { readOnly: true })
  const walls = store.prepare('select id from wall').all() as { id: number }[]
  const { n: size } = store.prepare('select count(*) as n from briefing').get() as { n: number }
  store.close()
  const ours = counts(
    storeFile,
    walls.map(({ id }) => `search_${id}`),
  )
  const same = [...ours].filter(
    ([term, count]) =>
      /^[a-z]{3,}$/.test(term) &&
      !isStopTerm(term) &&
      terms(term)[0] === term &&
      Math.abs((plain.get(term) ?? 0) - count) <= count * 0.05,
  )
  const chosen = (kind: Kind) => {
    const [from, to] = ranges[kind](size)
    const fitting = same.filter(([, count]) => count >= from && count <= to).map(([term]) => term)
    const one = spread(fitting, most)
    return { one, two: pairs(plainFile, one, new Set(fitting)) }
  }
  return { common: chosen('common'), middling: chosen('middling'), rare: chosen('rare') }
}

const counts = (file: string, tables: readonly string[]): Map<string, number> => {
  const database = new DatabaseSync(file)
  const found = new Map<string, number>()
  for (const table of tables) {
    database.exec(`create virtual table temp.words_${table} using fts5vocab(main, ${table}, row)`)
    for (const row of database.prepare(`select term, doc from temp.words_${table}`).iterate()) {
      const { term, doc } = row as { term: string; doc: number }
      found.set(term, (found.get(term) ?? 0) + doc)
    }
  }
  database.close()
  return found
}

const spread = <T>(from: readonly T[], most: number): T[] =>
  from.filter((_, at) => at % Math.ceil(from.length / most) === 0)

const pairs = (file: string, words: readonly string[], fitting: ReadonlySet<string>): string[] => {
  const database = new DatabaseSync(file, { readOnly: true })
  const found = words.flatMap((word, at) => {
    const rows = database
      .prepare('select title, body from found where found match ? limit 20')
      .all(`"${word}"`) as { title: string; body: string }[]
    const { title, body } = rows[at % Math.max(1, rows.length)] ?? { title: '', body: '' }
    const other = terms(`${title} ${body}`).find((term) => term !== word && fitting.has(term))
    return other ? [`${word} ${other}`] : []
  })
  database.close()
  return found
}
