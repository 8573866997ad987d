/** ICD 203, first row: each term with its range in percent. */
export const likelihoods = [
  { term: 'almost no chance', from: 1, to: 5 },
  { term: 'very unlikely', from: 5, to: 20 },
  { term: 'unlikely', from: 20, to: 45 },
  { term: 'roughly even chance', from: 45, to: 55 },
  { term: 'likely', from: 55, to: 80 },
  { term: 'very likely', from: 80, to: 95 },
  { term: 'almost certain', from: 95, to: 99 },
] as const
export type Likelihood = (typeof likelihoods)[number]

const anyTerm = likelihoods.map(({ term }) => term.replaceAll(' ', '\\s+')).join('|')
const termPattern = new RegExp(`(?<![\\p{L}-])(?:${anyTerm})(?![\\p{L}-])`, 'giu')

/** The likelihood terms a sentence uses, in order. */
export const likelihoodsIn = (sentence: string): Likelihood[] =>
  [...sentence.matchAll(termPattern)].flatMap(
    ([found]) =>
      likelihoods.find(({ term }) => term === found.toLowerCase().replace(/\s+/g, ' ')) ?? [],
  )

/** `55-80 %` */
export const likelihoodRange = ({ from, to }: Likelihood): string => `${from}-${to} %`
