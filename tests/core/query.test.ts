import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyOf, asked, type Clause, matcher, parseQuery } from '#core/query'
import { anyText } from '../support/any-text.ts'

const term = (text: string): Clause => ({ kind: 'term', term: text })
const phrase = (...terms: string[]): Clause => ({ kind: 'phrase', terms })
const prefix = (starts: string, ...whole: string[]): Clause => ({ kind: 'prefix', starts, whole })

describe('a query is read', () => {
  it.each<[string, Clause[], Clause[]?]>([
    ['nato exercise', [term('nato'), term('exerc')]],
    ['nato NATO', [term('nato')]],
    ['"defence core"', [phrase('defens', 'core')]],
    ['“defence core” nato', [phrase('defens', 'core'), term('nato')]],
    ['"defence core', [phrase('defens', 'core')]],
    ['"nato"', [term('nato')]],
    ['counter-terrorism', [phrase('counter', 'terror')]],
    ['nato -russia', [term('nato')], [term('russia')]],
    ['nato -"defence core"', [term('nato')], [phrase('defens', 'core')]],
    ['-nato', [], [term('nato')]],
    ['inte*', [prefix('inte')]],
    ['integrat*', [prefix('integrat', 'integra', 'integr', 'integ')]],
    ['Öster*', [prefix('oster', 'oste')]],
    ['defence*', [prefix('defense', 'defens', 'defen', 'defe')]],
    ['defenc*', [prefix('defens', 'defen', 'defe')]],
    ['country*', [prefix('country', 'countri', 'countr', 'count', 'coun')]],
    ['Germany*', [prefix('germany', 'germani', 'german', 'germa', 'germ')]],
    ['navy*', [prefix('navy', 'navi')]],
    ['Київ*', [prefix('киів')]],
    ['U.S.*', [prefix('us')]],
    ['Europe’s*', [prefix('europe', 'europ', 'euro')]],
    ['counter-terror*', [phrase('counter', 'terror')]],
    ['a*', [term('a')]],
    ['the nato', [term('nato')]],
    ['who is it', [term('who'), term('is'), term('it')]],
    ['nato AND NOT title:russia', [term('nato'), phrase('titl', 'russia')]],
    ['NEAR(nato, 5)', [phrase('near', 'nato'), term('5')]],
    ["'; drop table briefing; --", [term('drop'), term('tabl'), term('brief')]],
  ])('%s', (text, clauses, without = []) =>
    expect(parseQuery(text)).toEqual({ match: 'all', clauses, without }),
  )

  it.each(['', ' ', '*', '""', '"" -', '-', '---', '^$()[]{}', '% _', '\u0000', "' OR ''='"])(
    '%j without anything to look for',
    (text) => expect(parseQuery(text).clauses.filter(({ kind }) => kind !== 'term')).toEqual([]),
  )
})

it('takes only so much: 32 words of the first thousand characters', () => {
  const many = Array.from({ length: 5_000 }, (_, at) => `word${at}`).join(' ')
  expect(parseQuery(many).clauses).toHaveLength(32)
  expect(parseQuery(`${' '.repeat(1_000)}nato`).clauses).toEqual([])
  expect(anyOf(many.split(' ')).clauses).toHaveLength(32)
})

const texts = (clauses: readonly Clause[]): string[] =>
  clauses.flatMap((clause) => {
    if (clause.kind === 'term') return [clause.term]
    return clause.kind === 'phrase' ? clause.terms : [clause.starts, ...clause.whole]
  })
const operators = fc.constantFrom(
  ...`" “ ” - * ( ) : ^ + ' AND OR NOT NEAR title: nato a é й ½ ⑴ 𐌰𐌰𐌰𐌰𐌰* \ud800 \u0000`.split(' '),
)
const hostile = fc
  .array(operators, { maxLength: 12 })
  .chain((some) => fc.constantFrom('', ' ').map((between) => some.join(between)))

it('never throws, and asks for letters and digits only, whatever is typed', () => {
  fc.assert(
    fc.property(fc.oneof(hostile, anyText(100)), (text) => {
      const { clauses, without } = parseQuery(text)
      for (const asked of texts([...clauses, ...without])) expect(asked).toMatch(/^[\p{L}\p{N}]+$/u)
    }),
    { numRuns: 3_000 },
  )
})

it('is asked for word by word, a phrase by its telling words', () => {
  const keys = asked(parseQuery('"the defence core" core inte*')).map(({ key }) => key)
  expect(keys).toEqual(['defens', 'core', 'inte*'])
})

it.each([
  ['nato exercise', 'exerc', 'exerc'],
  ['nato exercise', 'russia', undefined],
  ['integrat*', 'integr', 'integrat*'],
  ['integrat*', 'integrationist', 'integrat*'],
  ['integrat*', 'inter', undefined],
  ['"the defence core"', 'the', undefined],
  ['"the defence core"', 'defens', 'defens'],
])('under %j the term %s counts as %s', (text, found, key) =>
  expect(matcher(parseQuery(text))(found)).toBe(key),
)
