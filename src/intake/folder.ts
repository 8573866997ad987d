import { constants } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { OperatorError } from '#core/errors'
import { type Topic, vocabulary } from '#core/topics'
import { type BriefingFile, readBriefing } from './briefing-file.ts'
import { type Fault, type Finding, finding, isError } from './fault.ts'
import { parseYaml } from './yaml.ts'

const mostBytes = 256_000

/** What stands in a folder: the vocabulary, then its briefings one by one, as they are read. */
export type Folder = {
  topics: Topic[] | undefined
  faults: Fault[]
  files: string[]
  read(
    file: string,
    topics?: readonly Topic[],
  ): Promise<{ briefing?: BriefingFile; faults: Fault[] }>
}

/** Opens a folder of briefings. Throws OperatorError when it cannot be read at all. */
export const openFolder = async (folder: string): Promise<Folder> => {
  const names = await list(folder)
  const files = names.filter((name) => name.endsWith('.md') && !/^(?:readme\.md$|\.)/i.test(name))
  if (files.length === 0)
    throw new OperatorError(
      `The folder ${folder} holds no briefings. Mount it, put Markdown files there (docs/writing-briefings.md), or set BRIEFINGS_DIR. Nothing was changed.`,
    )
  const place = (file: string, findings: readonly Finding[]): Fault[] =>
    findings.map((found) => ({ file: join(folder, file), ...found }))
  const vocabularyText = names.includes(topicsFile) ? await readText(folder, topicsFile) : undefined
  const read = vocabularyText === undefined ? undefined : readTopics(vocabularyText)
  return {
    topics: read?.value,
    faults: read ? place(topicsFile, read.findings) : [],
    files,
    async read(file, topics) {
      const text = await readText(folder, file)
      if (typeof text !== 'string') return { faults: place(file, [text]) }
      const { briefing, findings } = readBriefing(text, topics)
      return { ...(briefing && { briefing }), faults: place(file, findings) }
    },
  }
}

const topicsFile = 'topics.yaml'

const readTopics = (text: string | Finding): { value?: Topic[]; findings: Finding[] } =>
  typeof text === 'string'
    ? parseYaml(text.replace(/^\uFEFF/, ''), vocabulary)
    : { findings: [text] }

const list = async (folder: string): Promise<string[]> => {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    throw new OperatorError(sayFolderFault(folder, error))
  }
}

const sayFolderFault = (folder: string, error: unknown): string => {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT')
    return `There is no folder ${folder}. Make it, mount it, or set BRIEFINGS_DIR to the one that holds the briefings.`
  if (code === 'ENOTDIR')
    return `${folder} is not a folder. Name the folder that holds the briefings.`
  return `The folder ${folder} cannot be read (${code}). Give this user permission to read it.`
}

/**
 * A file's text, or what is wrong with it. A symbolic link is refused: what it points at may lie
 * outside the folder, and may change behind its back.
 */
export const readText = async (folder: string, file: string): Promise<string | Finding> => {
  try {
    const handle = await open(
      join(folder, file),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    )
    try {
      const { size, isFile } = await describe(handle)
      if (!isFile) return finding(1, 1, 'this is not a plain file; put the text itself here')
      if (size > mostBytes)
        return finding(1, 1, `the file has ${size} bytes; a briefing has at most ${mostBytes}`)
      const bytes = await handle.readFile()
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } finally {
      await handle.close()
    }
  } catch (error) {
    return finding(1, 1, sayFileFault(error))
  }
}

const describe = async (handle: Awaited<ReturnType<typeof open>>) => {
  const stats = await handle.stat()
  return { size: stats.size, isFile: stats.isFile() }
}

const sayFileFault = (error: unknown): string => {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ELOOP' || code === 'EMLINK')
    return 'this is a symbolic link; put the file itself into the folder'
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return 'this is not UTF-8 text; save it as UTF-8'
  return `the file cannot be read (${code}); give this user permission to read it`
}

export type Checked = { briefings: number; topics: number; faults: Fault[] }

/** Reads a whole folder for its faults alone. */
export const checkFolder = async (folder: string): Promise<Checked> => {
  const opened = await openFolder(folder)
  const faults = [...opened.faults]
  const slugs = new Map<string, string>()
  let briefings = 0
  for (const file of opened.files) {
    const read = await opened.read(file, opened.topics)
    faults.push(...read.faults)
    const clash = read.briefing && claim(slugs, read.briefing, file)
    if (clash) faults.push({ file: join(folder, file), ...clash })
    else if (read.briefing) briefings += 1
  }
  if (opened.topics === undefined && !opened.faults.some(isError))
    faults.push({
      file: join(folder, topicsFile),
      ...finding(1, 1, 'topics.yaml is missing; list the topics there'),
    })
  return { briefings, topics: opened.topics?.length ?? 0, faults }
}

/** Notes the slugs a file uses; a finding when another file has one of them already. */
export const claim = (
  slugs: Map<string, string>,
  { content }: BriefingFile,
  file: string,
): Finding | undefined => {
  const own = [content.slug, ...content.previously]
  const taken = own.find((slug) => slugs.has(slug))
  if (taken !== undefined)
    return finding(
      2,
      1,
      `slug ${taken} is already used by ${slugs.get(taken)}; give this file one of its own`,
    )
  for (const slug of own) slugs.set(slug, file)
  return undefined
}
