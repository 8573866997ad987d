import { z } from 'zod'
import { type Day, isDay, isDayOrMonth } from './dates.ts'
import { credibilities, gradeCode } from './grades.ts'
import { precedences } from './precedence.ts'
import type { Ref } from './ref.ts'
import type { Block } from './reply.ts'
import { parseTlp, type Tlp } from './tlp.ts'

const line = (most: number) =>
  z
    .string({ error: 'must be text; put it in quotes' })
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must be at most ${most} characters`)
    .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), 'must be one line without control characters')

const slug = line(80).regex(
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
  'must be lower-case letters, digits and single hyphens, like defence-core',
)
const day = z
  .string({ error: 'must be a date like 2026-11-22' })
  .refine(isDay, 'must be a day that exists, like 2026-11-22')
const dayOrMonth = z
  .string({ error: 'must be a date like 2026-11-22 or a month like 2026-02' })
  .refine(isDayOrMonth, 'must be a date like 2026-11-22 or a month like 2026-02')
/** Nothing that a browser would run, and nothing that it would have to guess. */
export const webAddress = line(2000).refine(
  (text) => /^https?:\/\//i.test(text) && URL.canParse(text),
  'must be a whole address that begins with https:// or http://',
)
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` })
const some = <T extends z.ZodType>(item: T, what: string) =>
  z.array(item, { error: `must be a list of ${what}` })

const tlp = z
  .string({ error: 'must be a label like TLP:CLEAR' })
  .refine((text) => parseTlp(text) !== undefined, {
    error: 'must be one of TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED',
  })
  .transform((text): Tlp => parseTlp(text) ?? 'RED')

const reliability = oneOf(['A', 'B', 'C', 'D', 'E', 'F'])
const credibility = z.union(
  [z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)],
  { error: `must be a number from 1 to 6 (${credibilities[1]} to ${credibilities[6]})` },
)

const source = z
  .strictObject({
    publisher: line(120),
    title: line(300),
    url: webAddress,
    date: z.union([z.literal('unknown'), dayOrMonth], {
      error: 'must be a date like 2026-11-22, a month like 2026-02, or unknown',
    }),
    after: dayOrMonth.optional(),
    accessed: day,
    reliability,
    credibility,
  })
  .refine(({ date, after }) => after === undefined || date === 'unknown', {
    path: ['after'],
    error: 'belongs only to a source whose date is unknown; take it out',
  })
export type Source = z.infer<typeof source>

export const changeKinds = ['correction', 'update', 'editorial'] as const
const change = z.strictObject({
  revision: z.int({ error: 'must be a whole number from 2 up' }).min(2, 'must be 2 or more'),
  date: day,
  kind: oneOf(changeKinds),
  was: line(500),
  is: line(500),
  why: line(500),
})
export type Change = z.infer<typeof change>

const event = z.strictObject({ date: dayOrMonth, title: line(200) })

const recipient = line(120).regex(
  /^(?:discord:\d+|slack:[A-Z0-9]+\/[A-Z0-9]+)$/,
  'must be discord:<id> or slack:<team>/<id>',
)

/** The front matter of a briefing's file: field by field, nothing else allowed. */
export const frontMatter = z
  .strictObject({
    slug,
    title: line(200),
    bluf: line(600),
    topics: some(slug, 'topic slugs').min(1, 'must name at least one topic'),
    published: day,
    author: line(120),
    tlp,
    precedence: oneOf(precedences),
    sources: some(source, 'sources').min(1, 'must hold at least one source'),
    events: some(event, 'events').default([]),
    recipients: some(recipient, 'recipients').default([]),
    previously: some(slug, 'old slugs').default([]),
    withdrawn: z.strictObject({ date: day, reason: line(500) }).optional(),
    changes: some(change, 'changes').default([]),
  })
  .superRefine((fields, context) => {
    const fault = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message })
    if (fields.tlp === 'RED' && fields.recipients.length === 0)
      fault(['tlp'], 'TLP:RED reaches named people only: list them under recipients')
    if (fields.tlp !== 'RED' && fields.recipients.length > 0)
      fault(['recipients'], 'belongs to TLP:RED only; take it out or raise the label')
    fields.topics.forEach((topic, at) => {
      if (fields.topics.indexOf(topic) !== at)
        fault(['topics', at], `names ${topic} twice; once is enough`)
    })
    if (fields.previously.includes(fields.slug))
      fault(['previously'], 'holds the present slug; it lists only old ones')
    fields.changes.forEach(({ revision, date }, at) => {
      if (revision !== at + 2)
        fault(['changes', at, 'revision'], `must be ${at + 2}: changes count up from 2 in order`)
      if (date < (fields.changes[at - 1]?.date ?? fields.published))
        fault(
          ['changes', at, 'date'],
          'lies before the revision it changes; give the day of the change',
        )
    })
  })
export type FrontMatter = z.infer<typeof frontMatter>

export const sectionNames = ['Reported', 'Assessed', 'Not known'] as const
export type SectionName = (typeof sectionNames)[number]
export type Section = { name: SectionName; blocks: Block[] }

/** What one revision of a briefing says. */
export type Content = FrontMatter & { sections: Section[] }

/** A sentence of a briefing, as an answer quotes it. */
export type Passage = { section: SectionName; text: string }

export type Briefing = Content & { ref: Ref; passages: Passage[] }

/** A briefing's line in a list. */
export type Headline = {
  ref: Ref
  slug: string
  title: string
  bluf: string
  tlp: Tlp
  topics: string[]
  published: Day
  /** Date and kind of the newest change that readers are told of; editorial ones are not. */
  changed: Day
  kind: 'new' | 'correction' | 'update' | 'withdrawn'
  /** The grade of its best source, `F3`. */
  grade: string
}

/** Revision 1, one more for each entry of `changes`, one more for a withdrawal. */
export const revisionOf = ({ changes, withdrawn }: Pick<FrontMatter, 'changes' | 'withdrawn'>) =>
  1 + changes.length + (withdrawn ? 1 : 0)

/** The newest change of which readers are told. */
export const newestChange = (fields: FrontMatter): Pick<Headline, 'changed' | 'kind'> => {
  if (fields.withdrawn) return { changed: fields.withdrawn.date, kind: 'withdrawn' }
  const told = fields.changes.findLast((entry) => entry.kind !== 'editorial')
  if (told?.kind === 'correction' || told?.kind === 'update')
    return { changed: told.date, kind: told.kind }
  return { changed: fields.published, kind: 'new' }
}

const bestFirst = (a: Source, b: Source): number =>
  a.reliability.localeCompare(b.reliability) || a.credibility - b.credibility

/** The best-graded source speaks for a briefing where there is room for one. */
export const leadSource = (sources: readonly Source[]): Source | undefined =>
  [...sources].sort(bestFirst)[0]

/** `undated, after February 2026` or `16 February 2026`, with the dates as `say` writes them. */
export const sayDateOfSource = (source: Source, say: (date: string) => string): string => {
  if (source.date !== 'unknown') return say(source.date)
  return source.after ? `undated, after ${say(source.after)}` : 'undated'
}

export const headlineOf = (briefing: Briefing): Headline => {
  const { ref, slug, title, bluf, tlp, topics, published, sources } = briefing
  const lead = leadSource(sources)
  const grade = lead ? gradeCode(lead) : ''
  return { ref, slug, title, bluf, tlp, topics, published, grade, ...newestChange(briefing) }
}
