import type { Briefing, Change } from '#core/briefing'
import type { Eligible } from '#core/digest'
import type { EditionFacts } from '#core/edition'

const source = {
  publisher: 'Example Gazette',
  title: 'A made-up report',
  url: 'https://example.org/report',
  date: '2026-02-10',
  accessed: '2026-02-12',
  reliability: 'F',
  credibility: 3,
} as const

/** A made-up briefing in a revision, which follows from its changes unless it is told. */
export const briefingOf = ({ ref, ...fields }: Partial<Briefing> & { slug: string }): Briefing => {
  const { slug, changes = [], withdrawn } = fields
  const revision = 1 + changes.length + (withdrawn ? 1 : 0)
  return {
    ref: ref ?? { workspace: '', briefing: slug, revision },
    title: `What the Gazette says of ${slug}`,
    bluf: `Example Gazette says something of ${slug}.`,
    topics: ['nato'],
    published: '2026-02-14',
    author: 'Test desk',
    tlp: 'CLEAR',
    precedence: 'ROUTINE',
    sources: [source],
    events: [],
    recipients: [],
    previously: [],
    changes,
    sections: [],
    passages: [],
    ...fields,
  }
}

/** The same as an edition gets it: never shown there, unless a `base` says otherwise. */
export const itemOf = (
  slug: string,
  { base = 0, ...fields }: Partial<Briefing> & { base?: number } = {},
): Eligible => ({ briefing: briefingOf({ slug, ...fields }), base })

export const changeOf = (kind: Change['kind'], revision = 2): Change => ({
  revision,
  date: '2026-02-15',
  kind,
  was: 'five',
  is: 'four',
  why: 'The Gazette says four.',
})

const at = (local: string): number =>
  Temporal.ZonedDateTime.from(`${local}[Europe/Brussels]`).epochMilliseconds

export const topicsOf = (...names: string[]): { slug: string; name: string }[] =>
  names.map((name) => ({ slug: name.toLowerCase().replaceAll(' ', '-'), name }))

/** An edition of Monday morning that covers the weekend; of all topics that are given. */
export const factsOf = ({
  digest,
  ...facts
}: Partial<Omit<EditionFacts, 'digest'>> & {
  digest?: Partial<EditionFacts['digest']>
} = {}): EditionFacts => {
  const topics = facts.topics ?? topicsOf('Defence core', 'US posture', 'NATO')
  return {
    digest: {
      id: 'd1',
      name: 'Morning briefing',
      topics: topics.map(({ slug }) => slug),
      form: 'headlines',
      zone: 'Europe/Brussels',
      ...digest,
    },
    covers: { from: at('2026-02-13T08:00'), to: at('2026-02-16T08:00') },
    isLate: false,
    items: [],
    ahead: [],
    ...facts,
    topics,
  }
}
