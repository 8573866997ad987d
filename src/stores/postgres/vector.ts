import type { Fields } from '#core/rank'
import { dense, densities } from './query.ts'

/** The weights of a tsvector, and what they stand for (see `rankWeights`). */
const fields = [
  { name: 'title', letter: 'A', weight: 3 },
  { name: 'bluf', letter: 'B', weight: 2 },
  { name: 'body', letter: 'D', weight: 1 },
] as const

/** What `ts_rank` counts for D, C, B and A. */
export const rankWeights = '{0.33,0,0.67,1}'

/** PostgreSQL keeps no place beyond this, and no more of one term than 255. */
const lastPlace = 16_383
const mostPlaces = 255

const quoted = (lexeme: string): string =>
  `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** The terms of a title as a tsvector; in a phrase they must stand side by side. */
export const titleVector = ({ title }: Fields): string =>
  written(placesOf({ title, bluf: '', body: '' }))

/** All terms with their fields, and marks for those that stand there densely. */
export const wordVector = (all: Fields): string => {
  const found = placesOf(all)
  const marks = [...found].flatMap(([term, { weight }]) =>
    densities.flatMap((least, level) => (weight >= least ? [quoted(dense(term, level))] : [])),
  )
  return [written(found), ...marks].join(' ')
}

type Found = { places: string[]; weight: number }

const placesOf = (all: Fields): Map<string, Found> => {
  const found = new Map<string, Found>()
  let place = 0
  for (const { name, letter, weight } of fields) {
    for (const term of all[name].split(' ')) {
      if (term === '') continue
      place = Math.min(place + 1, lastPlace)
      const known = found.get(term) ?? { places: [], weight: 0 }
      if (known.places.length < mostPlaces) known.places.push(`${place}${letter}`)
      found.set(term, { places: known.places, weight: known.weight + weight })
    }
    // No phrase reaches from one field into the next.
    place += 1
  }
  return found
}

const written = (found: ReadonlyMap<string, Found>): string =>
  [...found].map(([term, { places }]) => `${quoted(term)}:${places.join(',')}`).join(' ')
