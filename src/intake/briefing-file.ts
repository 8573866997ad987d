import { createHash } from 'node:crypto'
import { type Content, type FrontMatter, revisionOf } from '#core/briefing'
import { nearest } from '#core/near'
import type { Topic } from '#core/topics'
import { type Finding, finding, isError } from './fault.ts'
import { readFrontMatter, split } from './front-matter.ts'
import { readBody } from './markdown.ts'
import { checkProse } from './prose.ts'
import type { Parsed } from './yaml.ts'

/** A briefing as its file states it. `hash` is SHA-256 in hex over what it says, not how it is laid out. */
export type BriefingFile = { content: Content; revision: number; hash: string; markdown: string }

export type ReadResult = { briefing?: BriefingFile; findings: Finding[] }

/** Reads one file's text. `topics` is the vocabulary to hold it to; without one, any topic will do. */
export const readBriefing = (raw: string, topics?: readonly Topic[]): ReadResult => {
  const markdown = raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const parts = split(markdown)
  if (!('yaml' in parts)) return { findings: [parts] }
  const front = readFrontMatter(parts.yaml)
  const body = readBody(parts.body, parts.bodyLine)
  const findings = [...front.findings, ...body.findings]
  if (front.value) {
    findings.push(...checkTopics(front.value, front.at, topics))
    if (!findings.some(isError))
      findings.push(...checkProse(front.value, body.prose, front.at('title')))
  }
  if (!front.value || findings.some(isError)) return { findings }
  const content = { ...front.value, sections: body.sections }
  const hash = hashOf(front.value, parts.body)
  return { briefing: { content, revision: revisionOf(content), hash, markdown }, findings }
}

const checkTopics = (
  { topics: named }: FrontMatter,
  at: Parsed<FrontMatter>['at'],
  topics: readonly Topic[] | undefined,
): Finding[] =>
  named.flatMap((slug, position) => {
    if (!topics || topics.some((topic) => topic.slug === slug)) return []
    const near = nearest(slug, topics, (topic) => [topic.slug], 1)[0]
    const remedy = near ? `did you mean ${near.slug}?` : 'add it there or choose another'
    return finding(...at('topics', position), `topic ${slug} is not in topics.yaml; ${remedy}`)
  })

/** Fields that hold nothing do not count, so that a field added later changes no hash. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== undefined && !(Array.isArray(held) && held.length === 0))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => [key, canonical(held)]),
  )
}

const hashOf = (fields: FrontMatter, body: string): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(fields)))
    .update('\n')
    .update(body.replace(/[ \t]+$/gm, '').trim())
    .digest('hex')
