import { isDeepStrictEqual } from 'node:util'
import type { Publication, Standing } from '#core/store'
import type { BriefingFile } from './briefing-file.ts'

export type Decision =
  | { kind: 'added' | 'revised'; publication: Publication }
  | { kind: 'unchanged' }
  | { kind: 'refused'; message: string }

/**
 * What a file means for the store, given what stands there under its slug or an old one. A published
 * revision is never overwritten: other content needs an entry under `changes`.
 */
export const decide = (file: BriefingFile, standing: Standing | undefined): Decision => {
  if (!standing) return { kind: 'added', publication: publicationOf(file) }
  const { content, hash } = file
  if (standing.hash === hash) return { kind: 'unchanged' }
  const known = [content.slug, ...content.previously].includes(standing.slug)
  if (!known)
    return {
      kind: 'refused',
      message: `slug ${content.slug} is an earlier name of ${standing.slug}; choose another`,
    }
  const refusal = refuse(file, standing)
  if (refusal) return { kind: 'refused', message: refusal }
  return { kind: 'revised', publication: publicationOf(file, standing) }
}

const refuse = ({ content, revision }: BriefingFile, standing: Standing): string | undefined => {
  if (standing.withdrawn && !content.withdrawn)
    return 'this briefing is withdrawn; to publish on the subject again, write a new one with a slug of its own'
  if (revision < standing.revision)
    return `the file is at revision ${revision}, but revision ${standing.revision} is published; bring the file up to date ("sitrep export" writes it)`
  if (!isDeepStrictEqual(content.changes.slice(0, standing.changes.length), standing.changes))
    return 'entries under changes that are already published differ; restore them and add a new one'
  if (revision === standing.revision)
    return `say what changed: the text differs from published revision ${revision}; add an entry with "revision: ${content.changes.length + 2}" under changes`
  return undefined
}

const publicationOf = (file: BriefingFile, standing?: Standing): Publication => {
  const { content, revision, hash, markdown } = file
  const id = standing?.id ?? content.previously[0] ?? content.slug
  return { id, content, revision, hash, markdown, origin: standing?.origin ?? 'folder' }
}
