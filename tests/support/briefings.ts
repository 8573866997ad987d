import { stringify } from 'yaml'
import type { FrontMatter } from '#core/briefing'
import type { Publication } from '#core/store'
import { readBriefing } from '#intake/briefing-file'

/** Fields of a made-up briefing, as its front matter writes them. */
export type Made = Partial<Omit<FrontMatter, 'tlp'>> & { tlp?: string; body?: string }

const source = {
  publisher: 'Example Gazette',
  title: 'A made-up report',
  url: 'https://example.org/report',
  date: '2026-01-10',
  accessed: '2026-01-12',
  reliability: 'F',
  credibility: 3,
}

/** The file of a made-up briefing. */
export const made = ({ body, ...fields }: Made = {}): string => {
  const slug = fields.slug ?? 'made-up'
  const front = {
    slug,
    title: `The Gazette reports on ${slug.replaceAll('-', ' ')}`,
    bluf: `Example Gazette reports something about ${slug.replaceAll('-', ' ')}.`,
    topics: ['defence-core'],
    published: '2026-01-15',
    author: 'Test desk',
    tlp: 'TLP:CLEAR',
    precedence: 'ROUTINE',
    sources: [source],
    ...fields,
  }
  return `---\n${stringify(front)}---\n${body ?? `\n## Reported\n\nExample Gazette reports the matter of ${slug.replaceAll('-', ' ')}.\n`}`
}

/** The same, read as an import reads it. */
export const publication = (fields: Made = {}): Publication => {
  const { briefing, findings } = readBriefing(made(fields))
  if (!briefing) throw new Error(JSON.stringify(findings))
  return { ...briefing, id: fields.previously?.[0] ?? briefing.content.slug, origin: 'folder' }
}

export const change = (
  revision: number,
  kind: 'correction' | 'update' | 'editorial',
  date: string,
) => ({
  revision,
  date,
  kind,
  was: 'five',
  is: 'four',
  why: 'Example Gazette says four.',
})
