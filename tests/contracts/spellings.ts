import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Store } from '#core/store'
import { terms } from '#core/terms'
import type { Tlp } from '#core/tlp'
import type { Viewer } from '#core/viewer'
import { type Made, publication } from '../support/briefings.ts'
import type { Opened } from './store.ts'

const person = (clearance: Tlp, name = 'discord:1'): Viewer => ({
  kind: 'person',
  person: name,
  workspace: 'team',
  clearance,
})
const anyone = person('CLEAR')

const saying = (slug: string, says: string, fields: Made = {}) =>
  publication({ slug, bluf: `Example Gazette says: ${says}.`, ...fields })

/** What every store must make of misspelt words, run unchanged against each. */
export const spellingsContract = (name: string, open: () => Promise<Opened>): void => {
  const holding = async (...said: string[]): Promise<Store> => {
    const { store } = await open()
    await store.publish(
      '',
      said.map((says, at) => saying(`number-${at}`, says)),
    )
    return store
  }
  const read = async (store: Store, typed: string, viewer = anyone) => [
    ...(await store.spellings(viewer, terms(typed))),
  ]
  const meant = async (store: Store, typed: string) =>
    (await store.spellings(anyone, terms(typed))).get(terms(typed)[0] ?? '')

  describe(`${name}: spellings`, () => {
    it.each([
      ['a wrong letter', 'Bergin', 'Bergen'],
      ['a letter left out', 'Brgen', 'Bergen'],
      ['a letter too many', 'Berrgen', 'Bergen'],
      ['two letters in each other’s place', 'Begren', 'Bergen'],
      ['the first two in each other’s place', 'Ebrgen', 'Bergen'],
      ['a longer word with two slips', 'infrastructrue', 'infrastructure'],
      ['a word whose ending the stemmer leaves', 'deploymnet', 'deployment'],
      ['another such ending', 'negotiaton', 'negotiations'],
      ['an ending on y', 'interoperabilty', 'interoperability'],
      ['a last y that the stemmer leaves', 'militray', 'military'],
      ['letters that are not Latin', 'Киив', 'Київ'],
    ])('reads %s', async (_, typed, written) => {
      const store = await holding(
        'Bergen, infrastructure, interoperability, deployment, negotiations, military and Київ',
      )
      expect(await meant(store, typed)).toBe(terms(written)[0])
    })

    it.each([
      ['a word that is known', 'Bergen'],
      ['a word far from all others', 'walrus'],
      ['two slips in a short word', 'Barger'],
      ['a short word', 'ens'],
      ['a word with a digit', 'Berg3n'],
      ['a number', '20266'],
      ['a misspelt word of no meaning here', 'whihc'],
    ])('leaves %s alone', async (_, typed) => {
      const store = await holding('Bergen, the EU and 2026, which ends')
      expect(await read(store, typed)).toEqual([])
    })

    it('reads nothing from an empty store, and nothing into no words', async () => {
      expect(await read((await open()).store, 'Bergin')).toEqual([])
      expect(await read(await holding('Bergen'), '')).toEqual([])
    })

    it('takes the nearest, then the one in more briefings, then the first by alphabet', async () => {
      expect(await meant(await holding('marin', 'marun', 'marun'), 'maran')).toBe('marun')
      expect(await meant(await holding('marun', 'maron'), 'maran')).toBe('maron')
      const store = await holding('sevastopol', 'savastapul', 'savastapul')
      expect(await meant(store, 'sevastopul')).toBe('sevastopol')
    })

    it('adds up the briefings of all labels the viewer may see', async () => {
      const { store } = await open()
      await store.publish('', [
        saying('a', 'marin'),
        saying('b', 'marin'),
        saying('c', 'marun'),
        saying('d', 'marun', { tlp: 'GREEN' }),
        saying('e', 'marun', { tlp: 'GREEN' }),
      ])
      expect(await read(store, 'maran')).toEqual([['maran', 'marin']])
      expect(await read(store, 'maran', person('GREEN'))).toEqual([['maran', 'marun']])
    })

    it('answers in the order asked, each word once', async () => {
      const store = await holding('Bergen and sanctions')
      expect(await read(store, 'sanctoins Bergin sanctoins')).toEqual([
        ['sanctoin', 'sanction'],
        ['bergin', 'bergen'],
      ])
    })

    it('keeps up with what is published, changed and withdrawn', async () => {
      const store = await holding('nothing yet')
      expect(await read(store, 'Bergin')).toEqual([])
      await store.publish('', [saying('one', 'Bergen')])
      expect(await read(store, 'Bergin')).toEqual([['bergin', 'bergen']])
      const revision = (says: string, at: number, fields: Made = {}) => {
        const { content, ...rest } = saying('one', says, fields)
        return { ...rest, content, revision: at }
      }
      await store.publish('', [revision('Bergan', 2)])
      expect(await read(store, 'Bergin')).toEqual([['bergin', 'bergan']])
      expect(await read(store, 'Bergen')).toEqual([['bergen', 'bergan']])
      const withdrawn = { date: '2026-01-20', reason: 'Made up.' }
      await store.publish('', [revision('Bergan', 3, { withdrawn })])
      expect(await read(store, 'Bergin')).toEqual([])
    })

    it('finds a word dated ahead from its day on', async () => {
      const { store, clock } = await open()
      await store.publish('', [saying('one', 'Bergen', { published: '2026-02-03' })])
      expect(await read(store, 'Bergin')).toEqual([])
      clock.now = '2026-02-03T09:00:00Z'
      expect(await read(store, 'Bergin')).toEqual([['bergin', 'bergen']])
      await store.publish('', [saying('two', 'walrus')])
      expect(await read(store, 'Bergin')).toEqual([['bergin', 'bergen']])
    })

    it('is the same with 1,000 hidden briefings and without', async () => {
      const visible = [saying('a', 'Bergen and marin'), saying('b', 'sanctions and maron')]
      const labels = ['GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const
      const hidden = Array.from({ length: 1_000 }, (_, at) => {
        const tlp = labels[at % labels.length]!
        return saying(`hidden-${at}`, 'Bergin, Bergn, sanctoins, maron, maran and walrus', {
          ...(at % 5 === 0 ? { published: '2027-01-01' } : { tlp }),
          ...(at % 5 !== 0 && tlp === 'RED' && { recipients: ['discord:2'] }),
        })
      })
      const without = (await open()).store
      await without.publish('', visible)
      const among = (await open()).store
      await among.publish('', hidden.slice(0, 500))
      await among.publish('', visible)
      await among.publish('', hidden.slice(500))
      await among.publish('elsewhere', [saying('foreign', 'Bergin, Bergn and walrus')])
      const typed = 'Bergin Bergn sanctoins maran wolrus walrus Bergen'
      // Who may see them fills the memory first.
      const cleared = await read(among, typed, person('RED', 'discord:2'))
      expect(cleared).toEqual([['wolru', 'walru']])
      const found = await read(among, typed)
      expect(JSON.stringify(found)).toBe(JSON.stringify(await read(without, typed)))
      expect(found).toHaveLength(4)
    })

    it('looks up no more than a question has words', async () => {
      const store = await holding('Bergen')
      const many = Array.from(
        { length: 10_000 },
        (_, at) => `z${[...`${at}`].map((digit) => 'abcdefghij'[Number(digit)]).join('')}zzz`,
      )
      expect([...(await store.spellings(anyone, ['bergin', ...many]))]).toEqual([
        ['bergin', 'bergen'],
      ])
      expect([...(await store.spellings(anyone, [...many, 'bergin']))]).toEqual([])
    })

    it('takes any text for a term without harm', async () => {
      const store = await holding('Bergen')
      const hostile = [
        `bergin"; drop table briefing; --`,
        `bergin' or 1=1 --`,
        'bergin" OR "bergen',
        'title:bergin',
        'near(bergin bergen)',
        'berg*',
        '\0bergin',
        '\ud800ergen',
        'b'.repeat(100_000),
        'ب'.repeat(64),
        '',
      ]
      expect([...(await store.spellings(anyone, [...hostile, 'bergin']))]).toEqual([
        ['bergin', 'bergen'],
      ])
      const word = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostile))
      await fc.assert(
        fc.asyncProperty(fc.array(word, { maxLength: 8 }), async (words) => {
          const found = await store.spellings(anyone, words)
          for (const [typed, known] of found) {
            expect(words).toContain(typed)
            expect(await store.spellings(anyone, [known])).toEqual(new Map())
          }
        }),
        { numRuns: 200 },
      )
      expect((await store.count(anyone)).briefings).toBe(1)
    })

    it('finds whatever word loses one letter or has two swapped', async () => {
      const known = ['bergen', 'sanction', 'frigat', 'kaliningrad', 'ceasefir', 'submarin']
      const store = await holding(known.join(', '))
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...known),
          fc.nat(20),
          fc.boolean(),
          async (word, place, isSwapped) => {
            const at = 1 + (place % (word.length - 2))
            const swapped = `${word[at + 1]}${word[at]}`
            const typed =
              word.slice(0, at) + (isSwapped ? swapped : '') + word.slice(at + (isSwapped ? 2 : 1))
            fc.pre(typed !== word)
            expect((await store.spellings(anyone, [typed])).get(typed)).toBe(word)
          },
        ),
      )
    })

    it('answers many at once, while briefings come in, as one by one', async () => {
      const store = await holding('Bergen and sanctions')
      const asked = Array.from({ length: 40 }, () => read(store, 'Bergin sanctoins'))
      const published = store.publish('', [saying('other', 'walrus')])
      for (const found of await Promise.all(asked)) expect(found).toHaveLength(2)
      await published
      expect(await read(store, 'wolrus')).toHaveLength(1)
    })
  })
}
