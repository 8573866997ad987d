import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highestTlp, isWithin, parseTlp, tlpLabel, tlpRank, tlps } from '#core/tlp'

const anyTlp = fc.constantFrom(...tlps)

describe('a label is read', () => {
  it.each([
    ['TLP:CLEAR', 'CLEAR'],
    ['tlp:amber', 'AMBER'],
    ['AMBER+STRICT', 'AMBER+STRICT'],
    [' red ', 'RED'],
    ['TLP:GREEN\n', 'GREEN'],
  ])('%j as %s', (text, tlp) => expect(parseTlp(text)).toBe(tlp))

  it.each(['', 'WHITE', 'TLP:WHITE', 'TLP: RED', 'AMBER + STRICT', 'TLP:TLP:RED', 'toString'])(
    'but not from %j',
    (text) => expect(parseTlp(text)).toBeUndefined(),
  )

  it('back from what it is written as', () => {
    fc.assert(fc.property(anyTlp, (tlp) => parseTlp(tlpLabel(tlp)) === tlp))
  })
})

it('has the order of TLP 2.0 from the widest audience to the narrowest', () => {
  expect(tlps.map(tlpLabel)).toEqual([
    'TLP:CLEAR',
    'TLP:GREEN',
    'TLP:AMBER',
    'TLP:AMBER+STRICT',
    'TLP:RED',
  ])
  expect(tlps.map(tlpRank)).toEqual([0, 1, 2, 3, 4])
})

it.each([
  ['CLEAR', 'CLEAR', true],
  ['CLEAR', 'RED', true],
  ['GREEN', 'CLEAR', false],
  ['AMBER', 'AMBER+STRICT', true],
  ['AMBER+STRICT', 'AMBER', false],
  ['RED', 'AMBER+STRICT', false],
] as const)('%s within a clearance of %s: %s', (tlp, clearance, within) =>
  expect(isWithin(tlp, clearance)).toBe(within),
)

it('takes the narrowest of several labels, whatever their order', () => {
  expect(highestTlp([])).toBeUndefined()
  fc.assert(
    fc.property(fc.array(anyTlp, { minLength: 1 }), (labels) => {
      const highest = highestTlp(labels)
      expect(labels).toContain(highest)
      expect(labels.every((tlp) => highest !== undefined && isWithin(tlp, highest))).toBe(true)
    }),
  )
})
