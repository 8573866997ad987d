/** Made-up briefings that are valid by every rule of ours, the same ones for the same seed. */
import type { Publication } from '#core/store'
import type { Topic } from '#core/topics'
import { readBriefing } from '#intake/briefing-file'
import { type Chance, contentWord, glueWord, pick, seeded } from './vocabulary.ts'

const topic = (slug: string, name: string, ...words: string[]) => ({ slug, name, words })

const subjects = [
  topic('nato', 'NATO', 'alliance', 'NATO', 'summit', 'spending', 'flank'),
  topic('russia', 'Russia', 'Moscow', 'Kremlin', 'aggression', 'mobilisation'),
  topic('ukraine', 'Ukraine', 'Kyiv', 'offensive', 'reconstruction', 'Donbas'),
  topic('defence-core', 'Defence core', 'core', 'group', 'quartet', 'vanguard'),
  topic('us-posture', 'US posture', 'Washington', 'Pentagon', 'withdrawal', 'Congress'),
  topic('defence-industry', 'Defence industry', 'company', 'production', 'order', 'supply'),
  topic('hybrid-threats', 'Hybrid threats', 'sabotage', 'jamming', 'undersea', 'interference'),
  topic('baltic-sea', 'Baltic Sea', 'tanker', 'strait', 'island', 'escort'),
  topic('exercises', 'Military exercises', 'exercise', 'manoeuvre', 'range', 'participants'),
] as const

export const topics: Topic[] = subjects.map(({ slug, name }) => ({
  slug,
  name,
  scope: `Made-up briefings on ${name}.`,
  aliases: [],
}))

/** The same topics as the file `topics.yaml` of a briefings folder. */
export const topicsFile = topics
  .map(({ slug, name, scope }) => `- slug: ${slug}\n  name: ${name}\n  scope: ${scope}\n`)
  .join('')

const days = 3 * 365
const lastDay = Date.UTC(2026, 10, 20)
const day = (before: number): string =>
  new Date(lastDay - before * 86_400_000).toISOString().slice(0, 10)

type Subject = (typeof subjects)[number]

const word = (chance: Chance, subject: Subject): string => {
  const which = chance()
  if (which < 0.4) return glueWord(chance)
  return which < 0.45 ? pick(chance, subject.words) : contentWord(chance)
}

const phrase = (chance: Chance, subject: Subject, length: number): string =>
  Array.from({ length }, () => word(chance, subject)).join(' ')

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const about = (chance: Chance, usual: number): number => Math.round(usual * (0.6 + 0.8 * chance()))

const publishers = ['The Harbour Review', 'Nordic Desk', 'Vistula Papers', 'Open Ministry Record']

const source = (chance: Chance, subject: Subject, published: string): string => {
  const publisher = pick(chance, publishers)
  const title = capital(phrase(chance, subject, 7))
  return `  - publisher: ${publisher}
    title: ${title}
    url: https://example.org/${Math.floor(chance() * 1e9)}
    date: ${published}
    accessed: ${published}
    reliability: ${pick(chance, ['B', 'C', 'C', 'D', 'F'])}
    credibility: ${pick(chance, [2, 3, 3, 4, 6])}
`
}

const correction = (chance: Chance, subject: Subject, date: string): string => `changes:
  - revision: 2
    date: ${date}
    kind: correction
    was: ${phrase(chance, subject, 5)}
    is: ${phrase(chance, subject, 5)}
    why: The source was misread.
`

const label = (chance: Chance): string => {
  const which = chance()
  return which < 0.8 ? 'CLEAR' : which < 0.95 ? 'GREEN' : 'AMBER'
}

const body = (chance: Chance, subject: Subject): string => {
  const said = (opening: string, length: number) =>
    `${opening} ${phrase(chance, subject, about(chance, length))}.`
  const reported = [
    said('The report says that', 18),
    said('According to officials,', 18),
    said('The report also describes', 16),
    said('The author adds that', 18),
    said('The paper also states that', 18),
  ]
  const assessed = [
    said('It is likely (55-80 %) that', 16),
    said('Confidence is low:', 10),
    'Review date: 22 February 2027.',
  ]
  const unknown = [
    said('- The report does not say', 12),
    said('- The report gives no figures for', 10),
    said('- The report does not name', 12),
  ]
  return `## Reported

${reported.slice(0, 3).join(' ')}

${reported.slice(3).join(' ')}

## Assessed

${assessed.join(' ')}

## Not known

${unknown.join('\n')}
`
}

/** The Markdown of one briefing of about 250 words; `at` counts from 0 and alone decides its words. */
export const markdownOf = (at: number): string => {
  const chance = seeded(at * 2_654_435_761 + 1)
  const subject = pick(chance, subjects)
  const other = pick(chance, subjects)
  const named = other.slug === subject.slug ? [subject.slug] : [subject.slug, other.slug]
  const age = Math.floor(chance() * days)
  const published = day(age)
  const isCorrected = chance() < 0.05
  const sources = Array.from({ length: chance() < 0.3 ? 2 : 1 }, () =>
    source(chance, subject, published),
  )
  return `---
slug: ${slugOf(at)}
title: ${capital(phrase(chance, subject, 8))}, one report says
bluf: ${capital(phrase(chance, subject, about(chance, 24)))}.
topics: [${named.join(', ')}]
published: ${published}
author: Benchmark desk
tlp: TLP:${label(chance)}
precedence: ${chance() < 0.9 ? 'ROUTINE' : 'PRIORITY'}
sources:
${sources.join('')}${isCorrected ? correction(chance, subject, day(Math.floor(age * chance()))) : ''}---
${body(chance, subject)}`
}

export const slugOf = (at: number): string => `briefing-${at}`

/** One briefing as an import would hand it to the store, hash and all. */
export const publicationOf = (at: number): Publication => {
  const { briefing, findings } = readBriefing(markdownOf(at), topics)
  if (!briefing) throw new Error(`briefing ${at} is not valid: ${JSON.stringify(findings)}`)
  const { content, revision, hash, markdown } = briefing
  return { id: content.slug, content, revision, hash, markdown, origin: 'folder' }
}

/** Publications `from` up to, but not including, `to`, in batches. */
export function* batches(to: number, size = 200): Generator<Publication[]> {
  for (let from = 0; from < to; from += size)
    yield Array.from({ length: Math.min(size, to - from) }, (_, at) => publicationOf(from + at))
}
