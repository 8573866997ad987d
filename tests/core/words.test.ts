import { expect, it } from 'vitest'
import { joinAnd, joinOr, shortened } from '#core/words'

it.each([
  [[], '', ''],
  [['a'], 'a', 'a'],
  [['a', 'b'], 'a or b', 'a and b'],
  [['a', 'b', 'c'], 'a, b or c', 'a, b and c'],
])('joins %j as %j or %j', (names, or, and) => {
  expect(joinOr(names)).toBe(or)
  expect(joinAnd(names)).toBe(and)
})

it.each([
  ['  a \n b ', 'a b'],
  ['x'.repeat(60), 'x'.repeat(60)],
  ['x'.repeat(61), `${'x'.repeat(59)}…`],
])('repeats %j as %j', (typed, shown) => expect(shortened(typed)).toBe(shown))
