/** What a figure may be a figure of. */
export type Measure = 'money' | 'share' | 'time' | 'length' | 'weight'

const units: Record<Measure, readonly string[]> = {
  money:
    `euro euros dollar dollars pound pounds sterling krone kroner krona kronor zloty zlotys leu lei lev leva franc
    francs hryvnia hryvnias rouble roubles ruble rubles yen yuan cent cents lira forint koruna shekel usd eur gbp`.split(
      /\s+/,
    ),
  share: ['percent', 'percentage', 'half', 'third', 'quarter', 'quarters', 'thirds', 'majority'],
  time: `second seconds minute minutes hour hours day days night nights week weeks month months year years decade decades
    century centuries millennium millennia`.split(/\s+/),
  length:
    `metre metres meter meters kilometre kilometres kilometer kilometers km mile miles foot feet inch inches
    centimetre centimetres millimetre millimetres yard yards`.split(/\s+/),
  weight:
    `gram grams kilogram kilograms kilo kilos kg tonne tonnes ton tons pound pounds ounce ounces`.split(
      /\s+/,
    ),
}

const byUnit = new Map<string, Measure>(
  Object.entries(units).flatMap(([measure, words]) =>
    words.map((word): [string, Measure] => [word, measure as Measure]),
  ),
)

/** What a word is a unit of, or what the sign before or after a number says. */
export const measuredBy = (written: string, before: string, after: string): Measure | undefined => {
  const unit = byUnit.get(written)
  if (unit) return unit
  if (!/^\d/.test(written)) return undefined
  if (/[$€£¥]/.test(before) || /^ ?[$€£¥]/.test(after)) return 'money'
  return /^ ?%/.test(after) ? 'share' : undefined
}

const asks: readonly [Measure, RegExp][] = [
  ['share', /\bwhat (?:percentage|proportion|percent|share|fraction)\b|\bhow full\b/i],
  [
    'money',
    /\bhow much (?:money|funding|cash)\b|\bhow much\b.*\b(?:costs?|pays?|paid|paying|spends?|spent|spending|worth|invest\w*|donat\w*|sold|bought|fined?|earns?|earned|saved?|saving)\b|\b(?:cost|price|costs|budget|salary|revenue)\b/i,
  ],
  ['time', /\bhow (?:many (?:years|months|weeks|days|hours|minutes)|old)\b/i],
  ['length', /\bhow (?:far|tall|high|deep|wide|many (?:miles|kilomet\w+|met\w+|feet))\b/i],
  ['weight', /\bhow (?:heavy|many (?:tonn?es|tons|kilograms|pounds))\b|\bhow much\b.*\bweighs?\b/i],
]

/** What a question wants measured, where it tells. */
export const measureAsked = (question: string): Measure | undefined =>
  asks.find(([, pattern]) => pattern.test(question))?.[0]
