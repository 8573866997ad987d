import { terms } from '#core/terms'

/**
 * Words that people of this field use for the same thing, a line each. Only where one stands for the
 * other in a question; how they differ is for the sentence to say.
 */
const written = `
  troops soldiers servicemen forces contingent
  exercise drill manoeuvres
  cost price bill costs expense expensive
  pay pays paid payment payments fund funds funded funding finance financed
  budget spending
  delay delayed postponed pushed postpone late later moved
  reason why because
  company companies firm firms maker makers manufacturer factory plant
  owner owners owns own
  survey poll polling
  homes households
  died dead killed death deaths lives casualties
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
  article piece text analysis
  probable probability likely likelihood
  relationship relation connection ties
  reacted reaction response responded
  rise rises rose increase increased increases grow grew growth higher
  fall falls fell drop drops dropped decline declined
  cut cuts reduce reduced reduction shrink shrinking
  deploy deployed deployment station stationed
  repair repaired repairs fix fixed mend mended
  train trains trained training
  border frontier
  plane planes aircraft jet jets
  drone drones unmanned uav uavs
  missile missiles rocket rockets
  fire blaze
  deny denied denies reject rejected
  blame blamed accuse accused
  arrive arrives arrived arrival delivered delivery deliveries deliver
  build builds building built construct constructed construction
  cancel cancelled scrapped
  send sends sent
  quick quickly fast rapid rapidly
  purpose meant intended
  cause caused causes trigger triggered
  allow allowed permit permitted permission
  ban banned forbid forbidden prohibit prohibited
  deputy vice
  war conflict
  biggest largest
  build-up buildup reinforcement reinforcements
  danger risk risks threat threats
  worth value
  result results outcome
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
