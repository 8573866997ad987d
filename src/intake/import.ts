import { join } from 'node:path'
import { OperatorError } from '#core/errors'
import type { Standing, Store } from '#core/store'
import { shared } from '#core/viewer'
import type { BriefingFile } from './briefing-file.ts'
import { type Decision, decide } from './decide.ts'
import { deedOf } from './deed.ts'
import { type Fault, finding } from './fault.ts'
import { claim, type Folder, openFolder } from './folder.ts'

export type Report = {
  added: string[]
  revised: string[]
  unchanged: number
  /** Files that were kept out, with the reason at its place. */
  refused: Fault[]
  warnings: Fault[]
  /** Published from the folder before, and no longer in it: named, never withdrawn. */
  missing: Standing[]
  topics: number
}

/** A commit every so many briefings: a crash loses little, and nobody waits long for the store. */
const batchSize = 200

/**
 * Loads a folder into the store, by content. What is broken or missing harms nothing else: a briefing
 * is withdrawn by its own file or by an operator, never by a file that is not there.
 */
export const importFolder = async (store: Store, path: string): Promise<Report> => {
  const folder = await openFolder(path)
  const report = emptyReport(folder)
  if (folder.topics) await store.setTopics(shared, folder.topics)
  const seen: Seen = { slugs: new Map(), unread: [] }
  for (let at = 0; at < folder.files.length; at += batchSize) {
    const files = await readBatch(
      folder,
      folder.files.slice(at, at + batchSize),
      report,
      seen,
      path,
    )
    await publishBatch(store, files, report, path)
  }
  report.missing = await missing(store, seen)
  return report
}

const emptyReport = ({ topics, faults }: Folder): Report => ({
  added: [],
  revised: [],
  unchanged: 0,
  refused: [...faults],
  warnings: [],
  missing: [],
  topics: topics?.length ?? 0,
})

type Named = { name: string; file: BriefingFile }

/** What an import knows so far: slugs by the file that uses them, and files that gave no briefing. */
type Seen = { slugs: Map<string, string>; unread: string[] }

const readBatch = async (
  folder: Folder,
  names: readonly string[],
  report: Report,
  { slugs, unread }: Seen,
  path: string,
): Promise<Named[]> => {
  const read: Named[] = []
  for (const name of names) {
    const { briefing, faults } = await folder.read(name, folder.topics)
    for (const fault of faults)
      (fault.level === 'error' ? report.refused : report.warnings).push(fault)
    const clash = briefing && claim(slugs, briefing, name)
    if (clash) report.refused.push({ file: join(path, name), ...clash })
    else if (briefing) read.push({ name, file: briefing })
    else unread.push(name)
  }
  return read
}

type Decided = Named & { decision: Decision }

const publishBatch = async (
  store: Store,
  files: readonly Named[],
  report: Report,
  path: string,
): Promise<void> => {
  for (const { name, file, decision } of await published(store, files)) {
    if (decision.kind === 'refused')
      report.refused.push({ file: join(path, name), ...finding(2, 1, decision.message) })
    note(report, decision, file.content.slug)
  }
}

/** Another process may publish the same between our look and our write: then we look once more. */
const published = async (store: Store, files: readonly Named[]): Promise<Decided[]> => {
  const publish = async (): Promise<Decided[]> => {
    const decided = await decideAll(store, files)
    const batch = decided.flatMap(({ decision }) =>
      'publication' in decision ? [decision.publication] : [],
    )
    if (batch.length > 0) await store.publish(shared, batch, deedOf('imported', batch))
    return decided
  }
  try {
    return await publish()
  } catch (error) {
    if (error instanceof OperatorError) throw error
    return publish()
  }
}

const decideAll = async (store: Store, files: readonly Named[]): Promise<Decided[]> => {
  const names = files.flatMap(({ file: { content } }) => [content.slug, ...content.previously])
  const standing = await store.standing(shared, names)
  return files.map((one) => ({
    ...one,
    decision: decide(one.file, standingOf(one.file, standing)),
  }))
}

const standingOf = ({ content }: BriefingFile, standing: ReadonlyMap<string, Standing>) =>
  [content.slug, ...content.previously].map((slug) => standing.get(slug)).find((found) => found)

const note = (report: Report, { kind }: Decision, slug: string): void => {
  if (kind === 'unchanged') report.unchanged += 1
  if (kind === 'added' || kind === 'revised') report[kind].push(slug)
}

/** A file that could not be read may hold the briefing it is named after, so that one is not missing. */
const missing = async (store: Store, { slugs, unread }: Seen): Promise<Standing[]> => {
  const standing = await store.fromFolder(shared)
  return standing.filter(({ slug }) => !slugs.has(slug) && !unread.includes(`${slug}.md`))
}
