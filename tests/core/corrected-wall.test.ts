import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Briefing, headlineOf } from '#core/briefing'
import { corrected } from '#core/corrected'
import { composeEdition, detailReply } from '#core/edition'
import { passages } from '#core/passages'
import { button, buttons, list, type Reply } from '#core/reply'
import { headlineItem, showing } from '#core/show'
import { publication } from '../support/briefings.ts'
import { shiftOf } from '../support/corrected.ts'
import { factsOf, topicsOf } from '../support/edition-facts.ts'

const wish = { zone: 'Europe/Brussels' }

/** What parts one thing from the next where several stand in a row. */
const anyJoint = fc.constantFrom(' ', ' · ', ': ', '; ', ', ', '. ', '  ')
const anyWord = fc.nat(30).map((at) => `word${at}`)
const anyLine = fc
  .array(fc.tuple(anyWord, anyJoint), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.flat().join('').trim())

const anyFields = fc.record({
  ...{ title: anyLine, bluf: anyLine, body: anyLine, event: anyLine, source: anyLine },
  ...{ was: anyLine, is: anyLine, why: anyLine, isChanged: fc.boolean(), isShort: fc.boolean() },
})
type Fields = typeof anyFields extends fc.Arbitrary<infer T> ? T : never

/** The words of the nth are its own. */
const briefingOf = (fields: Fields, n: number): Briefing => {
  const own = (line: string) => line.replaceAll('word', `${'abcdefgh'[n]}own`)
  const { was, is, why, isChanged, isShort } = fields
  const change = { revision: 2, date: '2026-02-15', kind: 'correction' as const }
  const { content } = publication({
    slug: `story-${n}`,
    title: isShort ? `Z${n}x` : own(fields.title),
    bluf: own(fields.bluf),
    topics: ['nato'],
    events: [{ date: '2026-03-01', title: own(fields.event) }],
    sources: [
      {
        ...{ publisher: 'Example Gazette', title: own(fields.source), date: '2026-01-10' },
        ...{ url: `https://example.org/${'abcdefgh'[n]}own`, accessed: '2026-01-12' },
        ...{ reliability: 'F', credibility: 3 },
      },
    ],
    changes: isChanged ? [{ ...change, was: own(was), is: own(is), why: own(why) }] : [],
    body: `\n## Reported\n\nExample Gazette reports that ${own(fields.body)}.\n`,
  })
  const ref = { workspace: '', briefing: content.slug, revision: isChanged ? 2 : 1 }
  return { ...content, passages: passages(content), ref }
}

/** What a digest and a list show of them: all that may hold several. */
const shownOf = (all: readonly Briefing[], form: 'long' | 'headlines'): Reply[] => {
  const { main, details } = composeEdition(
    factsOf({
      digest: { form },
      topics: topicsOf('NATO'),
      items: all.map((briefing) => ({ briefing, base: briefing.ref.revision - 1 })),
      ahead: all.flatMap(({ events, ref, tlp }) => events.map((event) => ({ ...event, ref, tlp }))),
    }),
  )
  const headlines = all.map(headlineOf)
  const several = showing(headlines, {
    headline: ['Latest'],
    blocks: [
      list(headlines.map(headlineItem)),
      ...buttons(...all.map(({ slug }) => button('Read', 'brief', { subject: slug }))),
    ],
  })
  return [main.reply, detailReply(details, 1).reply, several]
}

it('leaves no word of what may no longer be seen, wherever it stood among others', () => {
  const anyAll = fc.array(anyFields, { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(anyAll, fc.constantFrom('long' as const, 'headlines' as const), (fields, form) => {
      const all = fields.map(briefingOf)
      const shifts = all.map((one, n) => (n === 0 ? shiftOf(one) : shiftOf(one, one)))
      for (const first of shownOf(all, form)) {
        const { shows: _, ...left } = corrected(first, shifts, wish)
        expect(JSON.stringify(left)).not.toMatch(/aown|Z0x|story-0/)
      }
    }),
    { numRuns: 100 },
  )
})
