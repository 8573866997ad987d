import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'yaml'
import { z } from 'zod'
import { OperatorError } from '#core/errors'
import type { Revision, Store } from '#core/store'
import type { Topic } from '#core/topics'
import { shared, type Viewer } from '#core/viewer'

export const revisionsFile = 'revisions.jsonl'
export const shownFile = 'shown.jsonl'
export const recordsFile = 'records.jsonl'

/** A line of `revisions.jsonl`: what a Markdown file does not say of itself. */
export const revisionLine = z.strictObject({
  workspace: z.string(),
  briefing: z.string(),
  revision: z.int(),
  hash: z.string(),
  origin: z.enum(['folder', 'chat']),
  arrived: z.string(),
  file: z.string(),
  emptied: z.literal(true).optional(),
})
export type RevisionLine = z.infer<typeof revisionLine>

export type Exported = { briefings: number; revisions: number; shown: number; fingerprint: string }

/**
 * Writes everything the viewer may see into an empty folder: the newest revision of each briefing as
 * `<slug>.md`, older ones under `revisions/`, the vocabulary, and the rest as JSON lines. The
 * fingerprint covers every line written, so that two stores with one content have one fingerprint.
 */
export const exportFolder = async (
  store: Store,
  folder: string,
  viewer: Viewer,
): Promise<Exported> => {
  try {
    return await write(store, folder, viewer)
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (syscall === undefined) throw error
    throw new OperatorError(
      `The folder ${folder} cannot be written to (${code}). Name a new one, where this user may write and the disk has room.`,
    )
  }
}

const write = async (store: Store, folder: string, viewer: Viewer): Promise<Exported> => {
  await prepare(folder)
  const hash = createHash('sha256')
  const topics = (await store.topics(viewer)).map(topicOnly)
  // An empty vocabulary would refuse every topic; without one, any will do.
  if (topics.length > 0) await writeFile(join(folder, 'topics.yaml'), stringify(topics))
  const revisions = await writeLines(
    join(folder, revisionsFile),
    hash,
    linesOf(store, viewer, folder),
  )
  const shown = await writeLines(join(folder, shownFile), hash, store.shown(viewer))
  // What was sent holds the words of briefings: it goes only where all of them may.
  if (viewer.clearance === 'RED' && (await isAny(store.records())))
    await writeLines(join(folder, recordsFile), hash, store.records())
  const { briefings } = await store.count(viewer)
  hash.update(JSON.stringify(topics))
  return { briefings, revisions, shown, fingerprint: hash.digest('hex') }
}

export const isAny = async (rows: AsyncIterable<unknown>): Promise<boolean> => {
  for await (const _ of rows) return true
  return false
}

const topicOnly = ({ slug, name, scope, aliases }: Topic): Topic => ({ slug, name, scope, aliases })

const prepare = async (folder: string): Promise<void> => {
  // Only the last folder is made: asked for several, Node never comes back from places like /proc.
  if (!existsSync(folder)) await mkdir(folder)
  if ((await readdir(folder)).length > 0)
    throw new OperatorError(`The folder ${folder} is not empty. Name a new one.`)
}

async function* linesOf(
  store: Store,
  viewer: Viewer,
  folder: string,
): AsyncGenerator<RevisionLine> {
  for await (const revision of store.revisions(viewer)) {
    const file = fileOf(revision)
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), revision.markdown)
    const { ref, hash, origin, arrived, isEmptied } = revision
    yield { ...ref, hash, origin, arrived, file, ...(isEmptied && { emptied: true }) }
  }
}

/** Slugs are lower-case letters, digits and hyphens; a workspace's id is made safe for a path. */
const fileOf = ({ ref, slug, isNewest }: Revision): string => {
  const own = ref.workspace === shared ? '' : `workspaces/${encodeURIComponent(ref.workspace)}/`
  return isNewest ? `${own}${slug}.md` : `${own}revisions/${ref.briefing}/${ref.revision}.md`
}

const writeLines = async (
  file: string,
  hash: ReturnType<typeof createHash>,
  lines: AsyncIterable<unknown>,
): Promise<number> => {
  let count = 0
  const texts = async function* () {
    for await (const line of lines) {
      const text = `${JSON.stringify(line)}\n`
      hash.update(text)
      count += 1
      yield text
    }
  }
  await pipeline(texts, createWriteStream(file))
  return count
}
