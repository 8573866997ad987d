import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { OperatorError } from '#core/errors'
import type { Store } from '#core/store'
import type { Tlp } from '#core/tlp'
import type { Viewer } from '#core/viewer'
import { exportFolder } from '#intake/export'
import { importFolder } from '#intake/import'
import { isExport, restore } from '#intake/restore'
import { change, publication } from '../support/briefings.ts'
import { temporaryFolder } from '../support/folder.ts'
import { emptyStore } from '../support/store.ts'

const operator = (clearance: Tlp): Viewer => ({ kind: 'operator', clearance })

const shown = (briefing: string, revision: number) => ({
  workspace: 'team',
  platform: 'slack',
  channel: 'C1',
  answer: 'a1',
  owner: '',
  briefing,
  revision,
  command: 'brief',
  at: `2026-01-1${revision}T10:00:00Z`,
})

/** A store with a past: a correction, a new name, a withdrawal, a label raised, a workspace, a ledger. */
const filled = async (): Promise<Store> => {
  const store = await emptyStore()
  await store.setTopics('', [
    {
      slug: 'defence-core',
      name: 'Defence core: who leads',
      scope: 'A scope.',
      aliases: [{ text: 'US', case: true }],
    },
  ])
  await store.publish(
    '',
    ['one', 'two', 'three', 'raised'].map((slug) => publication({ slug })),
  )
  await store.publish('', [
    publication({ slug: 'guarded', tlp: 'TLP:AMBER', title: 'The AMBER walrus' }),
  ])
  const entry = change(2, 'correction', '2026-01-16')
  await store.publish('', [
    { ...publication({ slug: 'one', bluf: 'Example Gazette says four.', changes: [entry] }) },
    publication({ slug: 'new-two', previously: ['two'], changes: [entry] }),
    publication({ slug: 'three', withdrawn: { date: '2026-01-20', reason: 'Made up.' } }),
    publication({ slug: 'raised', tlp: 'TLP:AMBER', bluf: 'An AMBER walrus.', changes: [entry] }),
  ])
  await store.publish('team/1', [{ ...publication({ slug: 'own' }), origin: 'chat' }])
  await store.recordShown([shown('one', 1), shown('one', 2), shown('guarded', 3)])
  return store
}

/** An export of such a store, as it was written when tests began: what is out there must stay readable. */
const before = resolve(import.meta.dirname, '../fixtures/export')

const tree = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )

const exported = async (store: Store, clearance: Tlp = 'RED') => {
  const folder = join(temporaryFolder(), 'out')
  const counts = await exportFolder(store, folder, operator(clearance))
  return { folder, ...counts }
}
/** The same, a week later, from the export alone. */
const restored = async (folder: string): Promise<Store> => {
  const store = await emptyStore('2026-12-01T09:00:00Z')
  await restore(store, operator('RED'), folder)
  const { refused, added, revised } = await importFolder(store, folder)
  expect({ refused, added, revised }).toEqual({ refused: [], added: [], revised: [] })
  return store
}

describe('an export', () => {
  it('holds every revision, the newest as briefings, the vocabulary and the ledger', async () => {
    const { folder, ...counts } = await exported(await filled())
    expect(counts).toMatchObject({ briefings: 5, revisions: 10, shown: 3 })
    expect(Object.keys(tree(folder))).toEqual([
      'guarded.md',
      'new-two.md',
      'one.md',
      'raised.md',
      'revisions.jsonl',
      'revisions/one/1.md',
      'revisions/raised/1.md',
      'revisions/three/1.md',
      'revisions/two/1.md',
      'shown.jsonl',
      'three.md',
      'topics.yaml',
      'workspaces/team%2F1/own.md',
    ])
    expect(isExport(folder)).toBe(true)
    expect(isExport(temporaryFolder())).toBe(false)
  })

  it('comes back into an empty store as it was, to the last byte', async () => {
    const first = await exported(await filled())
    const second = await exported(await restored(first.folder))
    expect(second.fingerprint).toBe(first.fingerprint)
    expect(tree(second.folder)).toEqual(tree(first.folder))
  })

  it('that was written before comes back as it is, its hashes too', async () => {
    const { folder } = await exported(await restored(before))
    expect(tree(folder)).toEqual(tree(before))
  })

  it('changes nothing in a store that holds it already', async () => {
    const store = await filled()
    const first = await exported(store)
    await restore(store, operator('RED'), first.folder)
    const second = await exported(store)
    expect(second.fingerprint).toBe(first.fingerprint)
    expect(tree(second.folder)).toEqual(tree(first.folder))
  })

  it('brings later revisions into a store that holds the earlier ones', async () => {
    const store = await emptyStore()
    await store.publish('', [publication({ slug: 'one' }), publication({ slug: 'two' })])
    await restore(store, operator('RED'), (await exported(await filled())).folder)
    expect((await store.briefing(operator('RED'), 'one'))?.ref.revision).toBe(2)
    expect((await store.briefing(operator('RED'), 'two'))?.slug).toBe('new-two')
  })

  it('holds nothing beyond its clearance', async () => {
    const store = await filled()
    const { folder, ...counts } = await exported(store, 'CLEAR')
    expect(counts).toMatchObject({ briefings: 3, revisions: 7, shown: 2 })
    for (const [name, text] of Object.entries(tree(folder)))
      expect(`${name} ${text}`).not.toMatch(/AMBER|walrus|guarded|raised/)
    expect(counts.fingerprint).not.toBe((await exported(store)).fingerprint)
  })

  it('has another fingerprint for other words', async () => {
    const fingerprints = ['four', 'five'].map(async (count) => {
      const store = await emptyStore()
      await store.publish('', [publication({ bluf: `Example Gazette counts ${count}.` })])
      return (await exported(store)).fingerprint
    })
    expect(new Set(await Promise.all(fingerprints)).size).toBe(2)
  })

  it('has another fingerprint for another ledger', async () => {
    const store = await filled()
    const { fingerprint } = await exported(store)
    await store.recordShown([shown('one', 1)])
    expect((await exported(store)).fingerprint).not.toBe(fingerprint)
  })

  it('of more revisions than a page, and no topics, comes back whole', async () => {
    const store = await emptyStore()
    const slugs = Array.from({ length: 110 }, (_, at) => `n-${1_000 + at}`)
    await store.publish(
      '',
      slugs.map((slug) => publication({ slug })),
    )
    await store.publish(
      '',
      slugs.map((slug) => publication({ slug, changes: [change(2, 'update', '2026-01-16')] })),
    )
    const first = await exported(store)
    const second = await exported(await restored(first.folder))
    expect(second.fingerprint).toBe(first.fingerprint)
    expect(second.revisions).toBe(220)
  })
})

const refusal = async (act: () => Promise<unknown>): Promise<string> => {
  const error = await act().catch((fault: unknown) => fault)
  expect(error).toBeInstanceOf(OperatorError)
  expect((error as OperatorError).message).not.toContain('\n')
  return (error as OperatorError).message
}

describe('an export is written to a new folder only', () => {
  it.each([
    ['that holds something', (folder: string) => folder, /is not empty\. Name a new one\.$/],
    [
      'under a file',
      (folder: string) => join(folder, 'file', 'out'),
      /cannot be written to \(ENOTDIR\)/,
    ],
    [
      'that is a file',
      (folder: string) => join(folder, 'file'),
      /cannot be written to \(ENOTDIR\)/,
    ],
  ])('not to one %s', async (_, place, message) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), 'mine')
    const store = await filled()
    expect(await refusal(() => exportFolder(store, place(folder), operator('RED')))).toMatch(
      message,
    )
    expect(tree(folder)).toEqual({ file: 'mine' })
  })

  it('and a full disk is told of in one line', async () => {
    const store = await filled()
    const full = Object.assign(new Error('ENOSPC: no space left'), {
      code: 'ENOSPC',
      syscall: 'write',
    })
    vi.spyOn(store, 'shown').mockImplementation(async function* () {
      yield await Promise.reject(full)
    })
    const folder = join(temporaryFolder(), 'out')
    expect(await refusal(() => exportFolder(store, folder, operator('RED')))).toMatch(/\(ENOSPC\)/)
  })

  it('while a fault of the store stays what it is', async () => {
    const store = await filled()
    vi.spyOn(store, 'topics').mockRejectedValue(new OperatorError('The store is damaged.'))
    const folder = join(temporaryFolder(), 'out')
    expect(await refusal(() => exportFolder(store, folder, operator('RED')))).toBe(
      'The store is damaged.',
    )
  })
})

const notWhatItSays =
  /one\/1\.md is not what revisions\.jsonl says it is\. Restore the export, or delete revisions\.jsonl/
const notALine =
  /revisions\.jsonl:\d+: not a line that "sitrep export" writes\. Restore the export\.$/
const edit = (file: string, from: string, to: string) => (folder: string) => {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}
const old = 'revisions/one/1.md'

describe('an export that was tampered with is refused', () => {
  it.each<[string, (folder: string) => void, RegExp]>([
    ['in a revision', edit(old, 'reports the matter', 'reports another'), notWhatItSays],
    [
      'in a revision that is no briefing any more',
      (folder) => writeFileSync(join(folder, old), 'x'),
      notWhatItSays,
    ],
    ['by taking a revision out', (folder) => rmSync(join(folder, old)), notWhatItSays],
    [
      'by a folder for a file',
      (folder) => {
        rmSync(join(folder, old))
        mkdirSync(join(folder, old))
      },
      notWhatItSays,
    ],
    [
      'by a link for a file',
      (folder) => {
        writeFileSync(join(folder, 'other.txt'), readFileSync(join(folder, old)))
        rmSync(join(folder, old))
        symlinkSync('../../other.txt', join(folder, old))
      },
      notWhatItSays,
    ],
    [
      'in a hash',
      edit('revisions.jsonl', '"hash":"', '"hash":"0'),
      /is not what revisions\.jsonl says it is/,
    ],
    [
      'in the number of a revision',
      edit('revisions.jsonl', '"briefing":"one","revision":1', '"briefing":"one","revision":7'),
      notWhatItSays,
    ],
    [
      'by a path out of the folder',
      edit('revisions.jsonl', old, '../../../etc/hostname'),
      /^revisions\.jsonl names \.\.\/\.\.\/\.\.\/etc\/hostname, which lies outside /,
    ],
    [
      'by a path in a roundabout way',
      edit('revisions.jsonl', old, 'revisions/../../x.md'),
      /^revisions\.jsonl names .*, which lies outside /,
    ],
    [
      'by an absolute path',
      edit('revisions.jsonl', old, '/etc/hostname'),
      /^revisions\.jsonl names \/etc\/hostname, which lies outside /,
    ],
    [
      'by a linked folder',
      (folder) => {
        const other = temporaryFolder()
        writeFileSync(join(other, '1.md'), readFileSync(join(folder, old)))
        rmSync(join(folder, 'revisions/one'), { recursive: true })
        symlinkSync(other, join(folder, 'revisions/one'))
      },
      /^revisions\.jsonl names revisions\/one\/1\.md, which lies outside /,
    ],
    [
      'by a line that is no JSON',
      (folder) => appendFileSync(join(folder, 'revisions.jsonl'), '{\n'),
      notALine,
    ],
    [
      'by a line of another kind',
      (folder) => appendFileSync(join(folder, 'revisions.jsonl'), '[]\n'),
      notALine,
    ],
    ['by one field more', edit('revisions.jsonl', '{"', '{"more":1,"'), notALine],
    [
      'in its ledger',
      edit('shown.jsonl', '"command"', '"comand"'),
      /shown\.jsonl:1: not a line that/,
    ],
  ])('%s', async (_, tamper, message) => {
    const folder = temporaryFolder()
    cpSync(before, folder, { recursive: true })
    tamper(folder)
    const store = await emptyStore()
    expect(await refusal(() => restore(store, operator('RED'), folder))).toMatch(message)
  })
})
