import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startDiscord } from '../support/discord/index.ts'
import { eventually } from '../support/eventually.ts'
import { temporaryFolder } from '../support/folder.ts'
import { installation } from '../support/program.ts'
import { serving } from '../support/serving.ts'
import { publicationOf, slugOf, tellingIn, tellingsOf, versionAt } from './stories.ts'
import { storiesOf } from './tours.ts'

const stories = storiesOf(
  { tlps: ['CLEAR', 'CLEAR'] },
  { tlps: ['AMBER', 'AMBER'] },
  { tlps: ['GREEN'] },
  { tlps: ['RED'] },
)

/** A folder of briefings, with what stands above CLEAR or without it. */
const folderOf = (isWhole: boolean, revision = 1): string => {
  const folder = temporaryFolder()
  for (const story of stories) {
    const telling = tellingsOf(story)[revision - 1] ?? tellingsOf(story).at(-1)!
    if (!isWhole && versionAt(telling).tlp !== 'CLEAR') continue
    const { markdown } = publicationOf(telling, () => 'itself')
    writeFileSync(join(folder, `${slugOf(story)}.md`), markdown)
  }
  return folder
}

const clear = stories.filter(({ versions }) => versions[0]?.tlp === 'CLEAR').map(({ n }) => n)
const hiddenIn = (text: string): string[] =>
  tellingIn(text)
    .filter(({ n }) => !clear.includes(n))
    .map(({ word }) => word)

const filesIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => `${name}\n${readFileSync(join(parentPath, name), 'utf8')}`)
    .join('\n')

it('exports, searches and answers no further than the label that is given', async () => {
  const said = await Promise.all(
    [true, false].map(async (isWhole) => {
      const { sitrep, folder } = installation({ BRIEFINGS_DIR: folderOf(isWhole) })
      await sitrep(['import', folderOf(isWhole)])
      await sitrep(['import', folderOf(isWhole, 2)])
      const all = join(folder, 'all')
      const some = join(folder, 'some')
      await sitrep(['export', all])
      expect(hiddenIn(filesIn(all)).length > 0).toBe(isWhole)
      const exported = await sitrep(['export', some, '--clearance', 'CLEAR'])
      const asked = await Promise.all([
        sitrep(['search', '--json', 'brigade']),
        sitrep(['ask', 'Where did the walrus brigade exercise?']),
      ])
      const told = [exported, ...asked]
        .map(({ out, err, code }) => JSON.stringify([out, err, code]))
        .join('\n')
      expect(hiddenIn(filesIn(some) + told)).toEqual([])
      return told.replaceAll(folder, '').replaceAll(/\\"ms\\":[\d.]+/g, '')
    }),
  )
  // It covers when each revision arrived.
  const [itself, other] = said.map((one) => one.replaceAll(/Fingerprint \w+/g, ''))
  expect(itself).toBe(other)
})

/** Without how long things took, who has what, and what the process itself needed: that is not the same twice. */
const besidesTimes = (metrics: string): string =>
  metrics
    .split('\n')
    .filter(
      (line) => !/^(?:# \w+ )?(?:process_|nodejs_|sitrep_leases|sitrep_\w+_seconds)/.test(line),
    )
    .join('\n')

it('says nothing of briefings over HTTP, nor in the log', async () => {
  const said = await Promise.all(
    [true, false].map(async (isWhole) => {
      const discord = await startDiscord()
      const { start } = serving(discord, { BRIEFINGS_DIR: folderOf(isWhole), LOG_LEVEL: 'trace' })
      const running = await start()
      const port = await eventually(() => running.err().match(/"port":(\d+)/)?.[1])
      const get = async (path: string) => {
        const response = await fetch(`http://127.0.0.1:${port}${path}`)
        return [path, response.status, await response.text()].join(' ')
      }
      await eventually(async () => (await get('/readyz')).includes('"status":"ready"'))
      const paths = ['/healthz', '/readyz', '/', '/brief/note-heron', '/readyz?q=note-heron']
      const told = await Promise.all(paths.map(get))
      const metrics = await get('/metrics')
      await running.stop()
      await discord.stop()
      const log = running.err() + running.out()
      expect(hiddenIn(told.join() + metrics + log)).toEqual([])
      expect(metrics + log).not.toMatch(/note-/)
      return [...told, besidesTimes(metrics)]
    }),
  )
  expect(said[0]).toEqual(said[1])
})
