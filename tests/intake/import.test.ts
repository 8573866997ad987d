import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { OperatorError } from '#core/errors'
import type { Store } from '#core/store'
import type { Viewer } from '#core/viewer'
import { readBriefing } from '#intake/briefing-file'
import { sayFault } from '#intake/fault'
import { importFolder } from '#intake/import'
import { withdraw, withWithdrawal } from '#intake/withdraw'
import { change, type Made, made } from '../support/briefings.ts'
import { temporaryFolder } from '../support/folder.ts'
import { emptyStore } from '../support/store.ts'

const operator: Viewer = { kind: 'operator', clearance: 'RED' }

const topics = '- slug: defence-core\n  name: Defence core\n  scope: Who leads.\n'
type Briefings = Record<string, string>
const folderOf = (files: Briefings): string => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'topics.yaml'), topics)
  put(folder, files)
  return folder
}
const put = (folder: string, files: Briefings): void => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.md`), text)
}
const three = (): Briefings =>
  Object.fromEntries(['one', 'two', 'three'].map((slug) => [slug, made({ slug })]))

const load = async (store: Store, folder: string) => {
  const { refused, warnings, missing, ...counts } = await importFolder(store, folder)
  const told = (faults: typeof refused) =>
    faults.map((fault) => sayFault(fault).replace(`${folder}/`, ''))
  return {
    ...counts,
    refused: told(refused),
    warnings: told(warnings),
    missing: missing.map(({ slug }) => slug),
  }
}
const nothing = {
  added: [],
  revised: [],
  unchanged: 0,
  refused: [],
  warnings: [],
  missing: [],
  topics: 1,
}
const revisionsOf = async (store: Store): Promise<string[]> =>
  (await Array.fromAsync(store.revisions(operator))).map(
    ({ ref, slug, isNewest }) => `${ref.briefing} ${ref.revision} ${slug}${isNewest ? '' : ' old'}`,
  )

describe('a folder is loaded by content', () => {
  it('once, and is unchanged ever after', async () => {
    const store = await emptyStore()
    const folder = folderOf(three())
    expect(await load(store, folder)).toEqual({ ...nothing, added: ['one', 'three', 'two'] })
    expect(await load(store, folder)).toEqual({ ...nothing, unchanged: 3 })
    expect((await store.topics(operator)).map(({ slug, briefings }) => [slug, briefings])).toEqual([
      ['defence-core', 3],
    ])
  })

  it('and is unchanged when only its layout differs', async () => {
    const store = await emptyStore()
    const folder = folderOf(three())
    await load(store, folder)
    put(folder, { one: made({ slug: 'one' }).replace('slug: one', '# A comment.\r\nslug: "one"') })
    expect(await load(store, folder)).toEqual({ ...nothing, unchanged: 3 })
    expect(await revisionsOf(store)).toEqual(['one 1 one', 'three 1 three', 'two 1 two'])
  })

  it('with a revision for each new entry under changes', async () => {
    const store = await emptyStore()
    const folder = folderOf(three())
    await load(store, folder)
    const other: Made = { slug: 'one', bluf: 'Example Gazette counts four.' }
    put(folder, { one: made(other) })
    expect(await load(store, folder)).toMatchObject({
      unchanged: 2,
      revised: [],
      refused: [
        'one.md:2:1: say what changed: the text differs from published revision 1; add an entry with "revision: 2" under changes',
      ],
    })
    expect((await store.briefing(operator, 'one'))?.bluf).not.toContain('four')
    put(folder, { one: made({ ...other, changes: [change(2, 'correction', '2026-01-16')] }) })
    expect(await load(store, folder)).toEqual({ ...nothing, unchanged: 2, revised: ['one'] })
    expect((await store.briefing(operator, 'one'))?.bluf).toContain('four')
    put(folder, { one: made({ slug: 'one' }) })
    expect((await load(store, folder)).refused[0]).toContain('revision 2 is published')
    expect(await revisionsOf(store)).toContain('one 1 one old')
  })

  it('with a briefing under its new name, found by the old one', async () => {
    const store = await emptyStore()
    const folder = folderOf(three())
    await load(store, folder)
    renameSync(join(folder, 'one.md'), join(folder, 'four.md'))
    const entry = change(2, 'editorial', '2026-01-16')
    put(folder, { four: made({ slug: 'four', previously: ['one'], changes: [entry] }) })
    expect(await load(store, folder)).toEqual({ ...nothing, unchanged: 2, revised: ['four'] })
    expect((await store.briefing(operator, 'one'))?.slug).toBe('four')
    put(folder, { one: made({ slug: 'one', bluf: 'Example Gazette says something new.' }) })
    expect((await load(store, folder)).refused).toEqual([
      'one.md:2:1: slug one is already used by four.md; give this file one of its own',
    ])
    rmSync(join(folder, 'four.md'))
    expect((await load(store, folder)).refused).toEqual([
      'one.md:2:1: slug one is an earlier name of four; choose another',
    ])
  })

  it('with a withdrawal that its file states, which no file takes back', async () => {
    const store = await emptyStore()
    const folder = folderOf(three())
    await load(store, folder)
    put(folder, {
      one: made({ slug: 'one', withdrawn: { date: '2026-01-20', reason: 'Made up.' } }),
    })
    expect(await load(store, folder)).toEqual({ ...nothing, unchanged: 2, revised: ['one'] })
    expect((await store.briefing(operator, 'one'))?.withdrawn?.reason).toBe('Made up.')
    put(folder, { one: made({ slug: 'one' }) })
    expect((await load(store, folder)).refused[0]).toContain('this briefing is withdrawn')
    rmSync(join(folder, 'one.md'))
    expect(await load(store, folder)).toEqual({ ...nothing, unchanged: 2 })
  })

  it('with warnings, which keep no file out', async () => {
    const store = await emptyStore()
    const body = '\n## Reported\n\nIt is so.\n'
    const { added, warnings } = await load(store, folderOf({ one: made({ slug: 'one', body }) }))
    expect(added).toEqual(['one'])
    expect(warnings).toHaveLength(2)
  })
})

describe('what is broken harms nothing else', () => {
  it('neither at first', async () => {
    const store = await emptyStore()
    const folder = folderOf({ ...three(), two: '---\nslug: two\n', twin: made({ slug: 'three' }) })
    expect(await load(store, folder)).toMatchObject({
      added: ['one', 'three'],
      refused: [
        'twin.md:2:1: slug three is already used by three.md; give this file one of its own',
        'two.md:1:1: the front matter is not closed; end it with a line of three hyphens (---)',
      ],
    })
  })

  it('nor later: the last good revision stands', async () => {
    const store = await emptyStore()
    const folder = folderOf(three())
    await load(store, folder)
    put(folder, { one: 'broken' })
    rmSync(join(folder, 'two.md'))
    mkdirSync(join(folder, 'two.md'))
    const { refused, missing, unchanged } = await load(store, folder)
    expect({ refused: refused.length, missing, unchanged }).toEqual({
      refused: 2,
      missing: [],
      unchanged: 1,
    })
    expect((await store.count(operator)).briefings).toBe(3)
  })

  it.each([
    ['broken', (file: string) => writeFileSync(file, '- slug: [')],
    ['missing', (file: string) => rmSync(file)],
  ])('nor does a vocabulary that is %s: the last good one stands', async (_, spoil) => {
    const store = await emptyStore()
    const folder = folderOf(three())
    await load(store, folder)
    spoil(join(folder, 'topics.yaml'))
    expect(await load(store, folder)).toMatchObject({ unchanged: 3, topics: 0 })
    expect(await store.topics(operator)).toHaveLength(1)
  })
})

describe('files that vanish withdraw nothing', () => {
  it('and are named', async () => {
    const store = await emptyStore()
    const folder = folderOf(three())
    await load(store, folder)
    rmSync(join(folder, 'one.md'))
    rmSync(join(folder, 'three.md'))
    expect(await load(store, folder)).toEqual({
      ...nothing,
      unchanged: 1,
      missing: ['one', 'three'],
    })
    expect((await store.count(operator)).briefings).toBe(3)
    expect((await store.briefing(operator, 'one'))?.withdrawn).toBeUndefined()
  })

  it('nor is a briefing present because a file has its name', async () => {
    const store = await emptyStore()
    const folder = folderOf(three())
    await load(store, folder)
    put(folder, { one: made({ slug: 'other' }) })
    expect(await load(store, folder)).toMatchObject({ added: ['other'], missing: ['one'] })
  })

  it.each([
    ['emptied', (folder: string) => rmSync(join(folder, 'one.md'))],
    ['unmounted', (folder: string) => rmSync(folder, { recursive: true })],
  ])('nor does a folder that is %s', async (_, spoil) => {
    const store = await emptyStore()
    const folder = folderOf({ one: made({ slug: 'one' }) })
    await load(store, folder)
    spoil(folder)
    await expect(load(store, folder)).rejects.toThrow(/folder/)
    expect((await store.count(operator)).briefings).toBe(1)
    expect(await store.topics(operator)).toHaveLength(1)
  })
})

it('commits a large folder in batches of 200', async () => {
  const store = await emptyStore()
  const files = Array.from({ length: 450 }, (_, at) => `n-${1_000 + at}`)
  const folder = folderOf(Object.fromEntries(files.map((slug) => [slug, made({ slug })])))
  const publish = vi.spyOn(store, 'publish')
  expect(await load(store, folder)).toMatchObject({ added: files, refused: [] })
  expect(publish.mock.calls.map(([, batch]) => batch.length)).toEqual([200, 200, 50])
  expect((await store.count(operator)).briefings).toBe(450)
  expect(await load(store, folder)).toEqual({ ...nothing, unchanged: 450 })
})

describe('another process that publishes at the same time', () => {
  it('is seen, and nothing is published twice', async () => {
    const store = await emptyStore()
    const { publish } = store
    vi.spyOn(store, 'publish').mockImplementationOnce(async (...batch) => {
      await publish(...batch)
      return publish(...batch)
    })
    expect(await load(store, folderOf(three()))).toEqual({ ...nothing, unchanged: 3 })
    expect(await revisionsOf(store)).toHaveLength(3)
  })

  it('is not what is thought of a full disk, which ends the import', async () => {
    const store = await emptyStore()
    const publish = vi
      .spyOn(store, 'publish')
      .mockRejectedValue(new OperatorError('The disk is full.'))
    await expect(load(store, folderOf(three()))).rejects.toThrow('The disk is full.')
    expect(publish).toHaveBeenCalledOnce()
  })
})

describe('an operator withdraws', () => {
  const tombstone = { date: '2026-11-24', reason: 'Taken out.' }

  it('what is missing, each with one more revision, and nothing else', async () => {
    const store = await emptyStore()
    const folder = folderOf(three())
    await load(store, folder)
    rmSync(join(folder, 'one.md'))
    const { missing } = await importFolder(store, folder)
    await withdraw(store, operator, missing, tombstone)
    expect((await store.briefing(operator, 'one'))?.withdrawn).toEqual(tombstone)
    expect(await revisionsOf(store)).toEqual([
      'one 1 one old',
      'one 2 one',
      'three 1 three',
      'two 1 two',
    ])
    expect((await store.count(operator)).briefings).toBe(2)
    expect((await importFolder(store, folder)).missing).toEqual([])
  })

  it('hundreds at once, all or none', async () => {
    const store = await emptyStore()
    const files = Array.from({ length: 450 }, (_, at) => `n-${1_000 + at}`)
    const folder = folderOf(Object.fromEntries(files.map((slug) => [slug, made({ slug })])))
    await load(store, folder)
    for (const file of files.slice(1)) rmSync(join(folder, `${file}.md`))
    const { missing } = await importFolder(store, folder)
    await withdraw(store, operator, missing, tombstone)
    expect((await store.count(operator)).briefings).toBe(1)
    expect(await revisionsOf(store)).toHaveLength(899)
  })

  it('nothing where nothing is missing', async () => {
    const store = await emptyStore()
    await load(store, folderOf(three()))
    await withdraw(store, operator, [], tombstone)
    expect(await revisionsOf(store)).toHaveLength(3)
  })

  it('by writing it into the front matter, all else as it was', () => {
    const text = made({ slug: 'one' }).replace('slug: one', '# A comment.\nslug: "one" # mine')
    const after = withWithdrawal(text, '2026-11-24', 'Taken: out "for" good # really')
    expect(after).toContain('# A comment.\nslug: "one" # mine\n')
    const { briefing, findings } = readBriefing(after)
    expect(findings).toEqual([])
    expect(briefing?.content.withdrawn).toEqual({
      date: '2026-11-24',
      reason: 'Taken: out "for" good # really',
    })
    expect(after.slice(after.indexOf('\n---\n'))).toBe(text.slice(text.indexOf('\n---\n')))
  })
})
