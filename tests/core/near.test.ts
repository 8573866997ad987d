import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { folded, nearest } from '#core/near'
import { anyText } from '../support/any-text.ts'
import { processorMs } from '../support/time.ts'

it.each([
  ['NATO', 'nato'],
  ['  Defence   Core ', 'defense core'],
  ['defence-core', 'defense core'],
  ['Österreich', 'osterreich'],
  ['Military training!', 'military training'],
  ['U.S.', 'u s'],
  ['...', ''],
])('folds %j to %j', (name, fold) => expect(folded(name)).toBe(fold))

const names = ['search', 'latest', 'defence core', 'strategic autonomy', 'nato', 'eu', 'exercises']
const near = (typed: string, most?: number) => nearest(typed, names, (name) => [name], most)

describe('the nearest names', () => {
  it.each([
    ['search', ['search']],
    ['sea', ['search']],
    ['serch', ['search']],
    ['serach', ['search']],
    ['nota', ['nato']],
    ['defense core', ['defence core']],
    ['defenc', ['defence core']],
    ['core', ['defence core']],
    ['strategic autonomie', ['strategic autonomy']],
    ['DEFENCE CORES', ['defence core']],
    ['us', []],
    ['banana', []],
    ['', []],
    ['!!!', []],
  ])('to %j are %j', (typed, found) => expect(near(typed)).toEqual(found))

  it('come best first, and only so many', () => {
    const same = ['cores', 'core', 'corer', 'corex', 'the core']
    expect(nearest('core', same, (name) => [name], 2)).toEqual(['core', 'cores'])
    expect(nearest('corr', same, (name) => [name], 9)[0]).toBe('core')
  })

  it('count every name that a thing has', () => {
    const things = [{ names: ['alliance', 'nato'] }, { names: ['union', 'eu'] }]
    expect(nearest('natto', things, (thing) => thing.names)).toEqual([things[0]])
  })

  it('never throw, and are among the things, whatever is typed', () => {
    fc.assert(
      fc.property(anyText(200), (typed) => {
        for (const found of near(typed)) expect(names).toContain(found)
      }),
    )
  })

  it('are found for a megabyte in little time', async () =>
    expect(await processorMs(() => near('serch '.repeat(160_000)))).toBeLessThan(500))
})
