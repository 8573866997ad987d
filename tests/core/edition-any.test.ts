import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from '#core/briefing'
import type { Eligible } from '#core/digest'
import { composeEdition, detailReply, type EditionFacts, kindOf } from '#core/edition'
import { credibilities, reliabilities } from '#core/grades'
import type { Ref } from '#core/ref'
import { type Block, plain, type Reply } from '#core/reply'
import { highestTlp, tlps } from '#core/tlp'
import { renderMessage as onDiscord } from '#platforms/discord/render/render'
import { renderMessage as onSlack } from '#platforms/slack/render/render'
import { anyText } from '../support/any-text.ts'
import { faultsOf as discordFaults } from '../support/discord-faults.ts'
import { changeOf, factsOf, itemOf } from '../support/edition-facts.ts'
import { hostile } from '../support/hostile.ts'
import { faultsOf as slackFaults } from '../support/slack-faults.ts'

/** Text of up to so many characters. */
type AnyText = (most: number) => fc.Arbitrary<string>

const ofAnyKind: AnyText = (most) =>
  fc.oneof(
    anyText(most),
    fc.constantFrom(...hostile).map((text) => text.slice(0, most)),
    fc.constantFrom('x', 'long words ', '👩‍👩‍👧‍👧').map((text) => text.repeat(most).slice(0, most)),
  )
const inPlainWords: AnyText = (most) =>
  fc.constantFrom('short', 'words and words '.repeat(most).slice(0, most))

const slugs = Array.from({ length: 12 }, (_, at) => `topic-${at}`)
const anyTlp = fc.constantFrom(...tlps)
// Marks by which a topic or a title is found again among what is said.
const nameMark = (at: number): string => `${at}~`
const titleMark = (at: number): string => `«${at}»`

const anyTopics = (text: AnyText) =>
  fc
    .shuffledSubarray(slugs, { minLength: 1 })
    .chain((some) => fc.tuple(...some.map((slug) => fc.tuple(fc.constant(slug), text(56)))))
    .map((some) => some.map(([slug, words], at) => ({ slug, name: `${nameMark(at)}${words}` })))

const anyItem = (text: AnyText) =>
  fc
    .record({
      title: text(190),
      topics: fc.uniqueArray(fc.constantFrom(...slugs, 'elsewhere'), {
        minLength: 1,
        maxLength: 4,
      }),
      tlp: anyTlp,
      base: fc.nat(3),
      kinds: fc.array(fc.constantFrom<Change['kind'][]>('correction', 'update', 'editorial'), {
        maxLength: 3,
      }),
      was: text(500),
      is: text(500),
      reason: fc.option(text(500), { nil: undefined }),
      reliability: fc.constantFrom(...Object.keys(reliabilities)),
      credibility: fc.constantFrom(...Object.keys(credibilities).map(Number)),
    })
    .map(({ title, topics, tlp, base, kinds, was, is, reason, ...grade }) => (at: number) => {
      const [source] = itemOf('any').briefing.sources
      return itemOf(`item-${at}`, {
        base,
        title: `${titleMark(at)}${title}`,
        topics,
        tlp,
        changes: kinds.map((kind, nth) => ({ ...changeOf(kind, nth + 2), was, is })),
        ...(reason !== undefined && { withdrawn: { date: '2026-02-15', reason } }),
        sources: [{ ...source, ...grade } as NonNullable<typeof source>],
      })
    })

const anyItems = (text: AnyText): fc.Arbitrary<Eligible[]> =>
  fc
    .oneof(
      fc.array(anyItem(text), { maxLength: 12 }),
      fc
        .tuple(fc.array(anyItem(text), { minLength: 1, maxLength: 20 }), fc.constantFrom(60, 500))
        .map(([some, count]) => Array.from({ length: count }, (_, at) => some[at % some.length]!)),
    )
    .map((some) => some.map((make, at) => make(at)))

const anyEvent = (text: AnyText) =>
  fc
    .record({
      date: fc.constantFrom('2026-02-19', '2026-03', '2027-01-02'),
      title: text(200),
      tlp: anyTlp,
    })
    .map((event) => ({
      ...event,
      ref: { workspace: '', briefing: `dated-${event.tlp}`, revision: 1 },
    }))

const anyFacts = (text: AnyText): fc.Arbitrary<EditionFacts> =>
  fc
    .record({
      topics: anyTopics(text),
      items: anyItems(text),
      ahead: fc.array(anyEvent(text), { maxLength: 5 }),
      isLate: fc.boolean(),
      isOfAll: fc.boolean(),
      name: text(200),
      mention: fc.option(fc.constant({ id: '1', text: '@desk' }), { nil: undefined }),
    })
    .map(({ topics, isOfAll, name, mention, ...rest }) =>
      factsOf({
        ...rest,
        topics,
        digest: { name, ...(isOfAll && { topics: [] }), ...(mention && { mention }) },
      }),
    )

type Check = (facts: EditionFacts) => void

const always = (check: Check, { text = ofAnyKind, numRuns = 200 } = {}): void =>
  fc.assert(fc.property(anyFacts(text), check), { numRuns })

const factLines = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))

/** Each line as it is read; buttons stand in one. */
const linesOf = ({ headline = [], blocks }: Reply): string[] => [
  plain(headline),
  ...blocks.flatMap((block) => {
    if (block.kind === 'facts')
      return block.facts.map(({ name, value }) => `${name} ${plain(value)}`)
    if (block.kind === 'buttons') return [block.buttons.map(({ label }) => label).join(' ')]
    return 'text' in block ? [plain(block.text)] : [`an unexpected ${block.kind}`]
  }),
]

const timesIn = (text: string, part: string): number => text.split(part).length - 1
const keyOf = ({ briefing, revision }: Ref): string => `${briefing}@${revision}`
const told = ({ items }: EditionFacts): Eligible[] =>
  items.filter((item) => kindOf(item) !== undefined)
const refsOf = (items: readonly Eligible[]): string[] =>
  items.map(({ briefing }) => keyOf(briefing.ref))

describe('the first message', () => {
  test('has 12 lines at most, and none is long', () => {
    always((facts) => {
      const lines = linesOf(composeEdition(facts).main.reply)
      expect(lines.length).toBeLessThanOrEqual(12)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(300)
    })
  })

  test('names what it carries once, and nothing else', () => {
    always((facts) => {
      const { reply, carries } = composeEdition(facts).main
      const said = linesOf(reply).join('\n')
      const carried = carries.map(keyOf)
      expect(new Set(carried).size).toBe(carried.length)
      expect(reply.shows.map(keyOf)).toEqual(expect.arrayContaining(carried))
      for (const [at, { briefing }] of facts.items.entries()) {
        const times = carried.includes(keyOf(briefing.ref)) ? 1 : 0
        expect(timesIn(said, titleMark(at))).toBe(times)
      }
    })
  })

  test('names topics in the order of the digest, and denies none that has something', () => {
    always((facts) => {
      const lines = factLines(composeEdition(facts).main.reply.blocks)
      const named = lines.flatMap(({ name }) => name.match(/^\d+(?=~)/)?.map(Number) ?? [])
      expect(named).toEqual(named.toSorted((a, b) => a - b))
      const denied = lines
        .filter(({ name, value }) => name === 'NO CHANGE' || plain(value) === 'no change')
        .map(({ name, value }) => ` ${name} ${plain(value)}`)
        .join()
      for (const [at, { slug }] of facts.topics.entries())
        if (told(facts).some(({ briefing }) => briefing.topics.includes(slug)))
          expect(denied).not.toContain(` ${nameMark(at)}`)
    })
  })

  test('has the highest label of what it shows or counts', () => {
    always((facts) => {
      const { tlp, shows } = composeEdition(facts).main.reply
      const shown = new Set(shows.map(keyOf))
      const dates = facts.ahead.filter(({ ref }) => shown.has(keyOf(ref))).slice(0, 3)
      const labels = [
        ...told(facts).map(({ briefing }) => briefing.tlp),
        ...dates.map((one) => one.tlp),
      ]
      expect(tlp).toBe(highestTlp(labels))
    })
  })

  test('in plain words is one message on each platform', () => {
    always(
      (facts) => {
        const { reply } = composeEdition(facts).main
        expect(onDiscord(reply, '#policy', 'unasked').bodies).toHaveLength(1)
        expect(onSlack(reply, '#policy', 'unasked').bodies).toHaveLength(1)
      },
      { text: inPlainWords },
    )
  })
})

describe('the thread', () => {
  test('tells of each item once, first of those that the first message names', () => {
    always((facts) => {
      const { main, details } = composeEdition(facts)
      const refs = details.map(({ ref }) => keyOf(ref))
      expect(refs.toSorted()).toEqual(refsOf(told(facts)).toSorted())
      const carried = main.carries.map(keyOf)
      expect(refs.filter((ref) => carried.includes(ref))).toEqual(carried)
    })
  })

  test('carries all of it, however it is divided, a button for each', () => {
    fc.assert(
      fc.property(anyFacts(ofAnyKind), fc.integer({ min: 1, max: 5 }), (facts, size) => {
        const { details } = composeEdition(facts)
        const parts = Array.from({ length: Math.ceil(details.length / size) }, (_, at) =>
          detailReply(details.slice(at * size, (at + 1) * size), at * size + 1),
        )
        expect(parts.flatMap(({ carries }) => carries)).toEqual(details.map(({ ref }) => ref))
        for (const { reply, carries } of parts) {
          const buttons = reply.blocks.flatMap((block) =>
            block.kind === 'buttons' ? block.buttons : [],
          )
          expect(reply.shows).toEqual(carries)
          expect(buttons.map(({ options }) => options.subject)).toEqual(
            carries.map(({ briefing }) => briefing),
          )
        }
      }),
      { numRuns: 100 },
    )
  })
})

test('what is posted is nothing that a platform refuses', () => {
  always(
    (facts) => {
      const { main, details } = composeEdition(facts)
      for (const reply of [main.reply, detailReply(details.slice(0, 5), 1).reply]) {
        expect(discordFaults(reply)).toEqual([])
        expect(slackFaults(reply)).toEqual([])
      }
    },
    { numRuns: 50 },
  )
})

test('the same facts say the same, and stay as they are', () => {
  always(
    (facts) => {
      const before = structuredClone(facts)
      expect(composeEdition(facts)).toEqual(composeEdition(before))
      expect(facts).toEqual(before)
    },
    { numRuns: 50 },
  )
})
