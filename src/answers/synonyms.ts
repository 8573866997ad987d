import { terms } from '#core/terms'

/**
 * Words that people of this field use for the same thing, a line each. Only where one stands for the
 * other in a question; how they differ is for the sentence to say.
 */
const written = `
  troops soldiers servicemen forces contingent
  exercise drill manoeuvres
  cost price bill pay paid costs expense expensive
  budget spending
  delay delayed postponed pushed postpone late later moved
  reason why because
  company companies firm firms maker makers manufacturer factory plant
  owner owners owns own
  survey poll polling
  homes households
  injured hurt wounded
  weapon weapons arms
  attack attacked hit
  hackers attackers
  american america us washington
  picked chosen chose selected choose
  headquarters command
  quicker faster
  want wants aims aim seek seeks
  replace instead
  buy bought order ordered purchase purchased procure
  begin begins start starts started open opens opening launch
  end ends close closed shut
  year annual annually yearly
  damage damaged failure failed fault broken
  ship ships vessel vessels boat boats
  nation nations country countries state states
  leader leaders lead leads leading head heads
  talks negotiations
  legal law rules
  framework body
  consent agree agreed approve approved yes
  alliance nato
  popular support supported backing
  against opponents oppose opposed
  young conscripts conscript draft
  share percentage percent portion
  duration lasts long last
  flat level stock stocks
  sappers engineers
  plan plans planned
  withdraw withdrawal leave left pull
  author byline writer
  evidence rests basis
`

const groups = new Map<string, readonly string[]>()
for (const line of written.trim().split('\n')) {
  const group = [...new Set(terms(line))]
  for (const term of group) groups.set(term, [...(groups.get(term) ?? []), ...group])
}

/** Terms that may stand for one in an answer, itself not among them. */
export const synonymsOf = (term: string): readonly string[] =>
  (groups.get(term) ?? []).filter((other) => other !== term)
