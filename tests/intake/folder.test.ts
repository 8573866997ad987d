import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { OperatorError } from '#core/errors'
import { sayFault } from '#intake/fault'
import { checkFolder, openFolder } from '#intake/folder'
import { made } from '../support/briefings.ts'
import { temporaryFolder } from '../support/folder.ts'
import { processorMs } from '../support/time.ts'

const vocabulary = '- slug: defence-core\n  name: Defence core\n  scope: Who leads.\n'

/** A folder with a good briefing, a vocabulary, and what the test puts beside them. */
const folderWith = (put: (folder: string) => void = () => undefined): string => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'good.md'), made({ slug: 'good' }))
  writeFileSync(join(folder, 'topics.yaml'), vocabulary)
  put(folder)
  return folder
}
const check = async (folder: string) => {
  const { faults, ...counts } = await checkFolder(folder)
  return { ...counts, faults: faults.map((fault) => sayFault(fault).replace(`${folder}/`, '')) }
}
const write = (file: string, text: string | Uint8Array) => (folder: string) =>
  writeFileSync(join(folder, file), text)

it('finds no fault in a good folder', async () =>
  expect(await check(folderWith())).toEqual({ briefings: 1, topics: 1, faults: [] }))

describe('one bad file is told of, and the rest are read', () => {
  it.each([
    [
      'of 100 MB',
      (folder: string) => {
        writeFileSync(join(folder, 'bad.md'), '')
        truncateSync(join(folder, 'bad.md'), 100_000_000)
      },
      'bad.md:1:1: the file has 100000000 bytes; a briefing has at most 256000',
    ],
    [
      'that is not UTF-8',
      write('bad.md', new Uint8Array([0x2d, 0xff, 0xfe])),
      'bad.md:1:1: this is not UTF-8 text; save it as UTF-8',
    ],
    [
      'in UTF-16',
      write('bad.md', Buffer.from(`\uFEFF${made()}`, 'utf16le')),
      'bad.md:1:1: this is not UTF-8 text; save it as UTF-8',
    ],
    [
      'that is empty',
      write('bad.md', ''),
      'bad.md:1:1: no front matter; begin the file with a line of three hyphens (---)',
    ],
    [
      'that is a link out of the folder',
      (folder: string) => {
        const other = join(temporaryFolder(), 'other.md')
        writeFileSync(other, made({ slug: 'other' }))
        symlinkSync(other, join(folder, 'bad.md'))
      },
      'bad.md:1:1: this is a symbolic link; put the file itself into the folder',
    ],
    [
      'that is a link to nothing',
      (folder: string) => symlinkSync('/nowhere', join(folder, 'bad.md')),
      'bad.md:1:1: this is a symbolic link; put the file itself into the folder',
    ],
    [
      'that is a pipe nobody writes to',
      (folder: string) => {
        execFileSync('mkfifo', [join(folder, 'bad.md')])
      },
      'bad.md:1:1: this is not a plain file; put the text itself here',
    ],
    [
      'that is a folder',
      (folder: string) => mkdirSync(join(folder, 'bad.md')),
      'bad.md:1:1: this is not a plain file; put the text itself here',
    ],
    [
      'with the slug of another',
      write('twin.md', made({ slug: 'good' })),
      'twin.md:2:1: slug good is already used by good.md; give this file one of its own',
    ],
    [
      'with an old slug that another has',
      write('twin.md', made({ slug: 'twin', previously: ['good'] })),
      'twin.md:2:1: slug good is already used by good.md; give this file one of its own',
    ],
    [
      'with a topic of its own',
      write('bad.md', made({ topics: ['defence'] })),
      'bad.md:6:5: topic defence is not in topics.yaml; did you mean defence-core?',
    ],
  ])('%s', async (_, put, fault) => {
    const folder = folderWith(put)
    expect(await processorMs(() => check(folder))).toBeLessThan(1_000)
    expect(await check(folder)).toEqual({ briefings: 1, topics: 1, faults: [fault] })
  })
})

it('reads what is a briefing by its name only', async () => {
  const folder = folderWith((into) => {
    for (const name of ['README.md', 'readme.md', '.draft.md', 'notes.txt', 'x.md.bak'])
      writeFileSync(join(into, name), 'x')
    writeFileSync(join(into, 'readmission.md'), made({ slug: 'readmission' }))
    writeFileSync(join(into, 'readme-first.md'), made({ slug: 'readme-first' }))
  })
  expect((await openFolder(folder)).files).toEqual(['good.md', 'readme-first.md', 'readmission.md'])
})

describe('a vocabulary', () => {
  it('that is missing is a fault, and any topic will do', async () => {
    const folder = folderWith((into) => rmSync(join(into, 'topics.yaml')))
    expect(await check(folder)).toEqual({
      briefings: 1,
      topics: 0,
      faults: ['topics.yaml:1:1: topics.yaml is missing; list the topics there'],
    })
    expect((await openFolder(folder)).topics).toBeUndefined()
  })

  it.each([
    ['is no YAML', '- slug: [\n', 'topics.yaml:2:1: not valid YAML'],
    ['is empty', '', 'topics.yaml:1:1: the YAML is missing; it must be a list of topics'],
    ['is no list', 'slug: x\n', 'topics.yaml:1:1: the YAML must be a list of topics'],
    [
      'has a topic twice',
      vocabulary + vocabulary,
      'topics.yaml:4:9: 2 slug defence-core is listed twice',
    ],
    [
      'has an unknown field',
      `${vocabulary}  colour: red\n`,
      'topics.yaml:4:3: unknown field "colour"; take it out or check its spelling',
    ],
    [
      'has a name as a number',
      vocabulary.replace('Defence core', '2026'),
      'topics.yaml:2:9: 1 name must be text; put it in quotes',
    ],
    [
      'is not UTF-8',
      new Uint8Array([0xff]),
      'topics.yaml:1:1: this is not UTF-8 text; save it as UTF-8',
    ],
  ])('that %s is told of, and the briefings are read', async (_, text, fault) => {
    const { briefings, topics, faults } = await check(folderWith(write('topics.yaml', text)))
    expect({ briefings, topics }).toEqual({ briefings: 1, topics: 0 })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(fault)
  })

  it('is read whatever its line ends and mark', async () => {
    const text = `\uFEFF${vocabulary.replaceAll('\n', '\r\n')}`
    expect(await check(folderWith(write('topics.yaml', text)))).toMatchObject({
      topics: 1,
      faults: [],
    })
  })
})

describe('a folder that holds nothing is one line for the operator', () => {
  const told = async (folder: string): Promise<string> => {
    const error = await openFolder(folder).catch((fault: unknown) => fault)
    expect(error).toBeInstanceOf(OperatorError)
    return (error as OperatorError).message
  }
  it.each([
    [
      'empty',
      () => temporaryFolder(),
      /^The folder .* holds no briefings\. .* Nothing was changed\.$/,
    ],
    [
      'missing',
      () => join(temporaryFolder(), 'gone'),
      /^There is no folder .*\. Make it, mount it, or set BRIEFINGS_DIR/,
    ],
    [
      'a file',
      () => join(folderWith(), 'good.md'),
      /^.* is not a folder\. Name the folder that holds the briefings\.$/,
    ],
    [
      'with topics alone',
      () => folderWith((into) => rmSync(join(into, 'good.md'))),
      /holds no briefings/,
    ],
  ])('%s', async (_, make, message) => {
    const line = await told(make())
    expect(line).toMatch(message)
    expect(line).not.toContain('\n')
  })
})
