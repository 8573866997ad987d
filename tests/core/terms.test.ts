import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isStopTerm, oneSpelling, startOf, tellingTerms, terms, words } from '#core/terms'
import { anyText } from '../support/any-text.ts'
import { processorMs } from '../support/time.ts'

const pair = (text: string): [string, string] => {
  const [british = '', american = ''] = text.split('/')
  return [british, american]
}

describe('a British and an American spelling are one term', () => {
  const pairs = `defence/defense defences/defenses defenceless/defenseless defencelessness/defenselessness
    offence/offense licence/license licensing/licencing pretence/pretense
    organisation/organization organisations/organizations organise/organize organising/organizing
    mobilisation/mobilization modernise/modernize destabilised/destabilized recognise/recognize
    centre/center centres/centers theatre/theater kilometre/kilometer calibre/caliber fibre/fiber
    programme/program programmes/programs labour/labor harbour/harbor harbours/harbors
    neighbour/neighbor neighbouring/neighboring neighbourhood/neighborhood armour/armor armoured/armored
    honourable/honorable favourite/favorite behaviour/behavior behavioural/behavioral rumour/rumor
    analyse/analyze analysed/analyzed analysing/analyzing paralyse/paralyze
    judgement/judgment judgements/judgments acknowledgement/acknowledgment ageing/aging
    catalogue/catalog dialogue/dialog travelling/traveling travelled/traveled traveller/traveler
    modelling/modeling signalling/signaling cancelled/canceled fuelled/fueled fuelling/fueling
    councillor/councilor instalment/installment fulfil/fulfill manoeuvre/maneuver manoeuvres/maneuvers
    manoeuvring/maneuvering sceptical/skeptical scepticism/skepticism aluminium/aluminum grey/gray
    artefact/artifact plough/plow mould/mold sulphur/sulfur practise/practice`
  it.each(pairs.split(/\s+/).map(pair))('%s and %s', (british, american) =>
    expect(terms(british)).toEqual(terms(american)),
  )
})

describe('words that only look alike stay apart', () => {
  const pairs = `four/for hour/her our/or tour/tor pour/por sour/sor flour/flor scour/scor tour/tower hour/or
    wise/wide rise/rice device/devise advice/advise genre/gender acre/ace fire/fir here/her there/three
    centre/cent massacre/mass theatre/theme tire/tier empire/emperor state/station war/ware
    police/policy licence/lice defence/defer army/arms`
  it.each(pairs.split(/\s+/).map(pair))('%s and %s', (one, other) =>
    expect(terms(one)).not.toEqual(terms(other)),
  )
})

describe('one word however it is written', () => {
  it.each([
    ['Österreich', 'osterreich'],
    ['côte', 'co\u0302te'],
    ['Київ', 'КИЇВ'],
    ['NATO', 'nato'],
    ['U.S.', 'US'],
    ['u.s.', 'us'],
    ['U.S.A.', 'USA'],
    ['Europe’s', 'Europe'],
    ["Europe's", 'Europe'],
    ["the states'", 'the state'],
    ['exercises', 'exercise'],
    ['European', 'Europe'],
    ['Russians', 'Russia'],
    ['Ukrainian', 'Ukraine'],
    ['ﬁnance', 'finance'],
    ['２０２６', '2026'],
    ['İstanbul', 'istanbul'],
  ])('%j is found by %j', (one, other) => expect(terms(one)).toEqual(terms(other)))
})

describe('words of one root that the stemmer would part or wrongly join', () => {
  it.each([
    ['Russia', 'Russian'],
    ['Russia', 'Russians'],
    ['Europe', 'European'],
    ['Germany', 'German'],
    ['use', 'uses'],
    ['use', 'using'],
  ])('%s and %s meet', (one, other) => expect(terms(one)).toEqual(terms(other)))

  it.each(['use', 'uses', 'used', 'using'])('%s is not the US', (word) =>
    expect(terms(word)).not.toEqual(terms('US')),
  )

  it.each(['constructor', 'toString', '__proto__'])('%s is a word like others', (word) =>
    expect(terms(word).join()).not.toMatch(/function|object/i),
  )
})

describe('a text in words', () => {
  it.each([
    ['NATO-led, EU/US', ['nato', 'led', 'eu', 'us']],
    ['The U.S. said', ['the', 'us', 'said']],
    ['Київ 2026', ['киів', '2026']],
    ['東京 العربية', ['東京', 'العربية']],
    ['F-35', ['f', '35']],
    ['"', []],
    ["'s ’s", []],
    ['AND OR NOT NEAR(*)', ['and', 'or', 'not', 'near']],
    ['½ ⑴ ﷺ', ['12', '1', 'صلىاللهعليهوسلم']],
    ['\u0301', []],
    ['', []],
  ])('%j', (text, found) => expect(terms(text)).toEqual(found))

  it('says where each stands', () => {
    const text = 'The “U.S.” and Österreich’s army'
    const shown = words(text).map(({ start, end }) => text.slice(start, end))
    expect(shown).toEqual(['The', 'U.S.', 'and', 'Österreich', 'army'])
  })

  it('cuts a word of any length to a term of a few letters, in whole characters', () => {
    expect(terms('x'.repeat(1_000_000))[0]).toHaveLength(64)
    expect(terms(`x${'𐌰'.repeat(100)}`)[0]?.isWellFormed()).toBe(true)
  })
})

const someText = anyText(80)

it('makes terms of letters and digits only, in order and inside the text, whatever it holds', () => {
  fc.assert(
    fc.property(someText, (text) => {
      let last = 0
      for (const { start, end, term } of words(text)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
        expect(term).toMatch(/^[\p{L}\p{N}]+$/u)
        last = end
      }
    }),
    { numRuns: 3_000 },
  )
})

it('makes the same terms of a text in capitals', () => {
  const plain = fc.string({ unit: fc.constantFrom(..."abcdenorst'- .é"), maxLength: 40 })
  fc.assert(
    fc.property(plain, (text) => {
      expect(terms(text.toUpperCase())).toEqual(terms(text))
    }),
  )
})

it.each([
  ['Öster', 'oster'],
  ['defenc', 'defens'],
  ['licenc', 'licens'],
  ['DEFENCE', 'defense'],
  ['U.S', 'us'],
])('writes the beginning %j as terms are written: %s', (begun, start) =>
  expect(startOf(begun)).toBe(start),
)

it('spells short words as they stand', () => {
  for (const word of ['wise', 'four', 'hour', 'tour', 'acre', 'rise'])
    expect(oneSpelling(word)).toBe(word)
})

it.each([
  ['When was the NATO exercise in Bergen?', ['nato', 'exerc', 'bergen']],
  ['nato nato NATO', ['nato']],
  ['What is it?', ['what', 'is', 'it']],
  ['and in May?', ['mai']],
  ['What was decided on 3 may?', ['decid', '3', 'mai']],
  ['May a bot ask who leads?', ['bot', 'ask', 'lead']],
  ['?', []],
])('%j is about %j', (text, telling) => expect(tellingTerms(text)).toEqual(telling))

it.each([
  ['the', true],
  ['nato', false],
  ['US', false],
])('%s says nothing by itself: %s', (word, stops) => {
  for (const term of terms(word)) expect(isStopTerm(term)).toBe(stops)
})

it.each(['a ', 'a.', 'x', 'ab ', "o'"])('reads a megabyte of %j in little time', async (part) =>
  expect(await processorMs(() => terms(part.repeat(1_000_000 / part.length)))).toBeLessThan(3_000),
)
