import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Viewer } from '#core/viewer'
import { importFolder } from '#intake/import'
import { watchFolder } from '#intake/watch'
import { change, made } from '../support/briefings.ts'
import { temporaryFolder } from '../support/folder.ts'
import { emptyStore } from '../support/store.ts'

const anyone: Viewer = {
  kind: 'person',
  workspace: 'team',
  person: 'discord:1',
  clearance: 'CLEAR',
}
const quietMs = 40

const watching = (folder: string, changed: () => Promise<void>, quiet = quietMs) => {
  const failed = vi.fn()
  const end = watchFolder(folder, changed, failed, quiet)
  onTestFinished(end)
  return { failed, end }
}

it('adds and revises as files come, and withdraws nothing as they go', async () => {
  const folder = temporaryFolder()
  const write = (slug: string, fields = {}) =>
    writeFileSync(join(folder, `${slug}.md`), made({ slug, ...fields }))
  write('one')
  const store = await emptyStore()
  await importFolder(store, folder)
  let loads = 0
  const { failed } = watching(folder, async () => {
    await importFolder(store, folder)
    loads += 1
  })

  write('two')
  await vi.waitFor(async () => expect(await store.briefing(anyone, 'two')).toBeDefined(), 15_000)

  write('one', { bluf: 'Example Gazette says four.', changes: [change(2, 'update', '2026-01-16')] })
  await vi.waitFor(
    async () => expect((await store.briefing(anyone, 'one'))?.ref.revision).toBe(2),
    15_000,
  )

  const before = loads
  rmSync(join(folder, 'one.md'))
  await vi.waitFor(() => expect(loads).toBeGreaterThan(before), 15_000)
  expect((await store.briefing(anyone, 'one'))?.withdrawn).toBeUndefined()
  expect((await store.count(anyone)).briefings).toBe(2)
  expect(failed).not.toHaveBeenCalled()
})

it('waits for quiet and calls once for a burst', async () => {
  const folder = temporaryFolder()
  const changed = vi.fn(async () => undefined)
  watching(folder, changed, 300)
  for (let at = 0; at < 50; at += 1) writeFileSync(join(folder, `${at}.md`), 'x')
  expect(changed).not.toHaveBeenCalled()
  await vi.waitFor(() => expect(changed).toHaveBeenCalled(), 15_000)
  writeFileSync(join(folder, 'last.md'), 'x')
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2), 15_000)
})

it('never loads twice at a time', async () => {
  const folder = temporaryFolder()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  let running = 0
  let most = 0
  let calls = 0
  watching(folder, async () => {
    running += 1
    most = Math.max(most, running)
    calls += 1
    if (calls === 1) await released
    running -= 1
  })
  writeFileSync(join(folder, 'one.md'), 'x')
  await vi.waitFor(() => expect(calls).toBe(1), 15_000)
  writeFileSync(join(folder, 'two.md'), 'x')
  const other = vi.fn(async () => undefined)
  watching(folder, other)
  writeFileSync(join(folder, 'two.md'), 'y')
  await vi.waitFor(() => expect(other).toHaveBeenCalled(), 15_000)
  release()
  await vi.waitFor(() => expect(calls).toBeGreaterThan(1), 15_000)
  expect(most).toBe(1)
})

it('goes on after a load that failed', async () => {
  const folder = temporaryFolder()
  const changed = vi.fn(async () => undefined)
  changed.mockRejectedValueOnce(new Error('made up'))
  const { failed } = watching(folder, changed)
  writeFileSync(join(folder, 'one.md'), 'x')
  await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce(), 15_000)
  writeFileSync(join(folder, 'two.md'), 'x')
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2), 15_000)
})

it('tells once of a folder that cannot be watched', () => {
  const { failed } = watching(join(temporaryFolder(), 'gone'), async () => undefined)
  expect(failed).toHaveBeenCalledOnce()
})

it('ends: what comes later is not loaded', async () => {
  const folder = temporaryFolder()
  const changed = vi.fn(async () => undefined)
  const other = vi.fn(async () => undefined)
  const { end } = watching(folder, changed)
  watching(folder, other, 4 * quietMs)
  end()
  writeFileSync(join(folder, 'one.md'), 'x')
  await vi.waitFor(() => expect(other).toHaveBeenCalled(), 15_000)
  expect(changed).not.toHaveBeenCalled()
})
