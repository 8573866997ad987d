import { terms } from '#core/terms'

const named = `Albania America Armenia Australia Austria Azerbaijan Belarus Belgium Bosnia Britain Bulgaria Canada China Croatia
  Cyprus Czechia Denmark Egypt England Estonia Europe Finland France Georgia Germany Greece Greenland Hungary Iceland India Iran
  Iraq Ireland Israel Italy Japan Kazakhstan Kosovo Latvia Lebanon Libya Lithuania Luxembourg Malta Mexico Moldova Montenegro
  Netherlands Norway Pakistan Panama Poland Portugal Romania Russia Scotland Serbia Slovakia Slovenia Spain Sweden Switzerland
  Syria Taiwan Turkey Ukraine Wales Africa Asia Brazil Argentina Korea Vietnam Afghanistan Algeria Morocco Tunisia`

const known = new Set(terms(named))

/** Whether a term names a country or a continent: what is said of one is not said of another. */
export const isCountry = (term: string): boolean => known.has(term)
