import fc from 'fast-check'
import { changeKinds } from '#core/briefing'
import { precedences } from '#core/precedence'
import type { Publication } from '#core/store'
import { tlps } from '#core/tlp'
import { publication } from '../support/briefings.ts'

/** Day and hour at which all of it happens, and the day after. */
export const today = '2026-11-24'
export const tomorrow = '2026-11-25'

/** What a story is said about: people may guess these words, and type them. */
export const animals = ['walrus', 'heron', 'badger', 'marten', 'lynx', 'osprey', 'weasel', 'dunlin']
export const topics = ['nato', 'russia', 'industry']
/** Whom TLP:RED may name; the last is nobody who asks. */
export const recipients = ['discord:1', 'discord:3', 'discord:9']

const versionOf = fc.record({
  tlp: fc.constantFrom(...tlps),
  kind: fc.constantFrom(...changeKinds),
  precedence: fc.constantFrom(...precedences),
})

const seldom = fc.nat(3).map((one) => one === 0)

const storyOf = fc.record({
  owner: fc.constantFrom('', '', 'team', 'other'),
  topic: fc.constantFrom(...topics),
  recipient: fc.constantFrom(...recipients),
  isAhead: seldom,
  isWithdrawn: seldom,
  /** In the world without it, it is not there at all, or says something else. */
  isAbsent: fc.boolean(),
  versions: fc.array(versionOf, { minLength: 1, maxLength: 3 }),
})

/** A briefing with all its revisions, and its number. */
export type Story = (typeof storyOf extends fc.Arbitrary<infer T> ? T : never) & { n: number }

/** Up to as many stories as there are animals. */
export const anyStories: fc.Arbitrary<Story[]> = fc
  .array(storyOf, { minLength: 3, maxLength: animals.length })
  .map((all) => all.map((story, n) => ({ ...story, n })))

/** One revision of a story, from 1; a withdrawal is the last. */
export type Telling = { story: Story; revision: number }

export const lastOf = ({ versions, isWithdrawn }: Story): number =>
  versions.length + (isWithdrawn ? 1 : 0)

export const tellingsOf = (story: Story): Telling[] =>
  Array.from({ length: lastOf(story) }, (_, at) => ({ story, revision: at + 1 }))

/** A withdrawal stands under the label of what it withdraws. */
export const versionAt = ({ story, revision }: Telling) =>
  story.versions[Math.min(revision, story.versions.length) - 1]!

export const slugOf = ({ n }: Story): string => `note-${animals[n]}`
export const titleOf = ({ n }: Story): string => `The ${animals[n]} brigade at Bergen`
export const publishedOf = ({ isAhead, n }: Story): string =>
  isAhead ? tomorrow : `2026-11-${10 + n}`

/** The world as it is, and the one in which those who may not see it find something else in its place. */
export type Side = 'itself' | 'other'

/** A word that stands in this revision and nowhere else; nobody ever types it. */
export const secretOf = ({ story: { n }, revision }: Telling, side: Side = 'itself'): string =>
  `${side === 'itself' ? 'qz' : 'xw'}${'abcdefgh'[n]}${'klmn'[revision]}vorin`

/** The same for what a change says of itself; every later revision says it too. */
export const markOf = (telling: Telling, side?: Side): string => `${secretOf(telling, side)}um`

const secrets = /(?:qz|xw)([a-h])([k-n])vorin(um)?/g

/** All such words in a text, each once, and what they tell of. */
export const tellingIn = (text: string) =>
  [...new Map([...text.matchAll(secrets)].map((one) => [one[0], one])).values()].map(
    ([word, story = '', revision = '', mark]) => ({
      word,
      n: 'abcdefgh'.indexOf(story),
      revision: 'klmn'.indexOf(revision),
      isMark: mark !== undefined,
    }),
  )

/** As an import would publish it; `sideOf` says how each revision is told. */
export const publicationOf = (
  telling: Telling,
  sideOf: (part: 'words' | 'change', telling: Telling) => Side,
): Publication => {
  const { story, revision } = telling
  const { tlp, precedence } = versionAt(telling)
  const secret = secretOf(telling, sideOf('words', telling))
  const published = publishedOf(story)
  const day = published > today ? published : today
  const changes = story.versions.slice(1, revision).map(({ kind }, at) => {
    const change = { story, revision: at + 2 }
    const mark = markOf(change, sideOf('change', change))
    return {
      revision: at + 2,
      date: day,
      kind,
      was: `five ${mark}`,
      is: 'four',
      why: `So ${mark}.`,
    }
  })
  const reason = `Taken back: ${secret}.`
  return publication({
    slug: slugOf(story),
    title: story.n % 3 === 0 ? titleOf(story) : `${titleOf(story)}, ${secret}`,
    bluf: `Example Gazette reports that the ${animals[story.n]} brigade exercised under ${secret}.`,
    topics: [story.topic],
    published,
    tlp: `TLP:${tlp}`,
    precedence,
    ...(tlp === 'RED' && { recipients: [story.recipient] }),
    sources: [
      {
        ...{ publisher: 'Example Gazette', title: `Report on ${secret}`, date: '2026-01-10' },
        ...{ url: `https://example.org/${secret}`, accessed: '2026-01-12' },
        ...{ reliability: 'F' as const, credibility: 3 as const },
      },
    ],
    events: [{ date: '2026-12-01', title: `Parade of ${secret}` }],
    changes,
    ...(revision > story.versions.length && { withdrawn: { date: day, reason } }),
    body: `\n## Reported\n\nExample Gazette reports that the ${animals[story.n]} brigade exercised at Bergen with four countries. Example Gazette reports that ${secret} led the ${animals[story.n]} brigade in the harbour.\n`,
  })
}
