import { createReadStream, existsSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { OperatorError } from '#core/errors'
import type { Publication, Shown, Store } from '#core/store'
import type { Viewer } from '#core/viewer'
import { readBriefing } from './briefing-file.ts'
import {
  isAny,
  type RevisionLine,
  recordsFile,
  revisionLine,
  revisionsFile,
  shownFile,
} from './export.ts'
import { readText } from './folder.ts'

const shownLine = z.strictObject({
  workspace: z.string(),
  platform: z.string(),
  channel: z.string().optional(),
  person: z.string().optional(),
  answer: z.string().optional(),
  owner: z.string(),
  briefing: z.string(),
  revision: z.int(),
  command: z.string(),
  at: z.string(),
})

const recordLine = z.strictObject({
  table: z.string(),
  row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})

/** Whether a folder was written by an export: then it holds more than its Markdown files say. */
export const isExport = (folder: string): boolean => existsSync(join(folder, revisionsFile))

/**
 * Brings the revisions of an export back, oldest first, each with its number and arrival; revisions
 * that the store holds already are left alone. The ledger comes back only where `viewer`, an operator,
 * finds none.
 */
export const restore = async (store: Store, viewer: Viewer, folder: string): Promise<void> => {
  const isNew = !(await isAny(store.shown(viewer)))
  for await (const batch of batches(lines(folder, revisionsFile, revisionLine))) {
    for (const [workspace, own] of Map.groupBy(batch, (line) => line.workspace))
      await publishMissing(store, folder, workspace, own)
  }
  if (!isNew || !existsSync(join(folder, shownFile))) return
  for await (const batch of batches(lines(folder, shownFile, shownLine)))
    await store.recordShown(batch as Shown[])
  if (!existsSync(join(folder, recordsFile))) return
  for await (const batch of batches(lines(folder, recordsFile, recordLine)))
    await store.restore(batch)
}

/** One revision of a briefing at a time, because each replaces the one before. */
const publishMissing = async (
  store: Store,
  folder: string,
  workspace: string,
  wanted: readonly RevisionLine[],
): Promise<void> => {
  const standing = await store.standing(workspace, [
    ...new Set(wanted.map(({ briefing }) => briefing)),
  ])
  const missing = wanted.filter(
    ({ briefing, revision }) => revision > (standing.get(briefing)?.revision ?? 0),
  )
  const rounds = Map.groupBy(missing, (line) =>
    missing.filter((other) => other.briefing === line.briefing).indexOf(line),
  )
  for (const [, round] of [...rounds].sort(([a], [b]) => a - b)) {
    const batch = await Promise.all(round.map((line) => publicationOf(folder, line)))
    await store.publish(workspace, batch)
  }
}

const publicationOf = async (folder: string, line: RevisionLine): Promise<Publication> => {
  const path = join(folder, line.file)
  if (await leadsOut(folder, path))
    throw new OperatorError(`${revisionsFile} names ${line.file}, which lies outside ${folder}.`)
  const text = await readText(folder, line.file)
  const briefing = typeof text === 'string' ? readBriefing(text).briefing : undefined
  const isWhole = line.emptied || briefing?.hash === line.hash
  if (!briefing || !isWhole || briefing.revision !== line.revision)
    throw new OperatorError(
      `${path} is not what ${revisionsFile} says it is. Restore the export, or delete ${revisionsFile} to import the files as they are.`,
    )
  const { briefing: id, revision, hash, origin, arrived, emptied: isEmptied = false } = line
  return { ...briefing, id, revision, hash, origin, arrived, isEmptied }
}

/** Links count as where they lead. */
const leadsOut = async (folder: string, path: string): Promise<boolean> => {
  if (relative(folder, path).startsWith('..')) return true
  const [top, place] = await Promise.all([
    realpath(folder),
    realpath(dirname(path)).catch(() => ''),
  ])
  return place === '' || relative(top, place).startsWith('..')
}

async function* lines<S extends z.ZodType>(folder: string, file: string, schema: S) {
  const path = join(folder, file)
  let number = 0
  for await (const text of createInterface({ input: createReadStream(path) })) {
    number += 1
    const read = schema.safeParse(parseJson(text))
    if (!read.success)
      throw new OperatorError(
        `${path}:${number}: not a line that "sitrep export" writes. Restore the export.`,
      )
    yield read.data
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function* batches<T>(rows: AsyncIterable<T>, size = 200): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
