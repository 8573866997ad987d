import { expect, it } from 'vitest'
import { likelihoodRange, likelihoods, likelihoodsIn } from '#core/likelihood'

it('has the seven terms of ICD 203, which meet end to end', () => {
  expect(likelihoods.map((one) => `${one.term} ${likelihoodRange(one)}`)).toEqual([
    'almost no chance 1-5 %',
    'very unlikely 5-20 %',
    'unlikely 20-45 %',
    'roughly even chance 45-55 %',
    'likely 55-80 %',
    'very likely 80-95 %',
    'almost certain 95-99 %',
  ])
})

it.each([
  ['It is likely (55-80 %) that the port closes.', ['likely']],
  ['It is VERY Unlikely that the port closes.', ['very unlikely']],
  ['very  likely', ['very likely']],
  ['There is a roughly even\nchance.', ['roughly even chance']],
  ['There is almost no chance.', ['almost no chance']],
  ['It is almost certain.', ['almost certain']],
  ['“likely”, then unlikely', ['likely', 'unlikely']],
  ['The likelihood of an unlikely-sounding, likelier end', []],
  ['almost certainly', []],
  ['', []],
])('finds in %j %j', (sentence, found) =>
  expect(likelihoodsIn(sentence).map(({ term }) => term)).toEqual(found),
)
