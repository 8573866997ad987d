import { stemmer } from '@orama/stemmers/english'

/** One word of a text: where it stands (UTF-16 units) and the term it is found by. */
export type Word = { start: number; end: number; term: string }

// A possessive 's belongs to no term; inner apostrophes and dots hold a word together (U.S., don't).
const wordPattern = /(?:\p{L}\.){2,}|[\p{L}\p{N}\p{M}]+/gu
// Marks, the dots of U.S., and what compatibility forms unfold into.
const notInTerms = /[^\p{L}\p{N}]+/gu
const longest = 64

/**
 * The pairs that rules below do not reach. Terms only ever meet other terms, so what a rule does to a
 * word like "exercise" does not matter, as long as it does not join two words that differ in meaning.
 */
const american = new Map(
  Object.entries({
    acknowledgement: 'acknowledgment',
    ageing: 'aging',
    aluminium: 'aluminum',
    analogue: 'analog',
    artefact: 'artifact',
    catalogue: 'catalog',
    councillor: 'councilor',
    defence: 'defense',
    dialogue: 'dialog',
    fuelled: 'fueled',
    fuelling: 'fueling',
    grey: 'gray',
    judgement: 'judgment',
    licence: 'license',
    manoeuvre: 'maneuver',
    manoeuvring: 'maneuvering',
    mould: 'mold',
    offence: 'offense',
    plough: 'plow',
    practise: 'practice',
    pretence: 'pretense',
    programme: 'program',
    sceptic: 'skeptic',
    sulphur: 'sulfur',
  }),
)

/** Peoples and their countries, which the stemmer keeps apart; only where neither means another thing. */
const countries = new Map(
  Object.entries({
    american: 'america',
    belarusian: 'belarus',
    british: 'britain',
    chinese: 'china',
    danish: 'denmark',
    estonian: 'estonia',
    european: 'europe',
    finnish: 'finland',
    french: 'france',
    german: 'germany',
    iranian: 'iran',
    italian: 'italy',
    latvian: 'latvia',
    lithuanian: 'lithuania',
    norwegian: 'norway',
    romanian: 'romania',
    russian: 'russia',
    spanish: 'spain',
    swedish: 'sweden',
    turkish: 'turkey',
    ukrainian: 'ukraine',
  }),
)

/** Writes a British spelling the American way, so that either finds the other. */
export const oneSpelling = (word: string): string => {
  const single = word.endsWith('s') ? word.slice(0, -1) : word
  const country = countries.get(single)
  if (country !== undefined) return country
  const known = american.get(single)
  if (known !== undefined) return known + word.slice(single.length)
  if (word.length < 5) return word
  return word
    .replace(/^sceptic(?=al|ism)/, 'skeptic')
    .replace(/^(def|lic|off|pret)enc(?=$|eless|ing)/, '$1ens')
    .replace(/is(e|es|ed|er|ers|ing|ation|ations|ational)$/, 'iz$1')
    .replace(/lys(e|es|ed|er|ers|ing)$/, 'lyz$1')
    .replace(/(?<=..[^aeou])our(?=s?$|ed$|ing$|al$|able$|ite$|hood$|er$|ers$)/, 'or')
    .replace(/([bt])re(s?)$/, '$1er$2')
}

const known = new Map<string, string>()

/** A word in one case, without its marks and dots. */
const bare = (written: string): string =>
  written.normalize('NFKD').replace(notInTerms, '').toLowerCase()

/** The beginning of a word, written as terms are but not cut to its stem. */
export const startOf = (written: string): string => oneSpelling(bare(written.slice(0, longest)))

/** The stemmer makes "us" of "use", and so the United States of it. */
const stemOf = (word: string): string => {
  const stem = stemmer(word)
  return stem === 'us' && word !== 'us' ? 'use' : stem
}

const termOf = (whole: string): string => {
  const written = whole.slice(0, longest)
  const before = known.get(written)
  if (before !== undefined) return before
  const term = stemOf(startOf(written))
  // Real text has far fewer distinct words than this; hostile text must not fill the memory.
  if (known.size > 200_000) known.clear()
  known.set(written, term)
  return term
}

/** The words of a text in order. Only letters and digits make words: no operator of any query language survives. */
export const words = (text: string): Word[] => {
  const found: Word[] = []
  for (const match of text.matchAll(wordPattern)) {
    const written = match[0]
    const afterApostrophe = /['’]$/u.test(text.slice(match.index - 1, match.index))
    if (afterApostrophe && written.length === 1) continue
    found.push({ start: match.index, end: match.index + written.length, term: termOf(written) })
  }
  return found.filter(({ term }) => term !== '')
}

export const terms = (text: string): string[] => words(text).map(({ term }) => term)

const written = `a an the of in on at to for and or is are was were be been being by with from as that
  this these those it its what which who whom whose when where why how do does did has have had will
  would can could should may might must shall about into than then there their they he she his her
  them we you i me my our your not no if but so s t re ve ll any some such also just very too up out
  over under again more most other own same am please tell show give say says said anything something
  many much`

const stopTerms = new Set(terms(written))
export const isStopTerm = (term: string): boolean => stopTerms.has(term)

/** "In May", "since May", "12 May", "May 2026": the month, where the word alone mostly is none. */
const may =
  /(?:\b(?:in|since|by|until|of|from|before|after|last|next|this|early|late|\d{1,2})\s+may\b)|\bmay\s+\d/iu

const [month] = terms('may')

/** The telling terms of a text, each once; where nothing tells, all of them. */
export const tellingTerms = (text: string): string[] => {
  const isMonth = may.test(text)
  const all = [...new Set(terms(text))]
  const telling = all.filter((term) => !isStopTerm(term) || (isMonth && term === month))
  return telling.length > 0 ? telling : all
}
