import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished, vi } from 'vitest'
import { made } from './support/briefings.ts'
import { shippedFolder } from './support/engine.ts'
import { temporaryFolder } from './support/folder.ts'
import { installation, root } from './support/program.ts'

it('answers from a pipe, in order, and exits 0', async () => {
  const { terminal } = installation()
  const { out, err, code } = await terminal(
    '/topics\n/brief defence core\nWhich countries are in the new defence core?\nWhen was the NATO exercise in Bergen?',
  )
  expect(code).toBe(0)
  expect(err).toBe('')
  expect(out).not.toContain('AMBER')
  const [opening = '', topics = '', brief = '', countries = '', bergen = ''] =
    out.split('\nsitrep> ')
  expect(opening.match(/\/brief /g)).toHaveLength(5)
  expect(topics).toMatch(/Defence core · 6 briefings, newest 22 Nov 2026/)
  expect(brief).toContain('Corrected 22 Nov 2026: was "are to lead"')
  expect(countries).toContain('does not name the four countries')
  expect(bergen.replace(/\s+/g, ' ')).toMatch(
    /in February 2026\.” \[1\].*\[1\] World Today Journal, undated/,
  )
})

it('opens a store a second time without loading anything anew', async () => {
  const { terminal, sitrep } = installation()
  const first = await terminal('/topics\n')
  expect((await terminal('/topics\n')).out).toBe(first.out)
  expect((await sitrep(['import', shippedFolder])).out).toContain(
    'Added 0\nRevised 0\nUnchanged 14',
  )
})

it.each([
  ['escape sequences', '/search \u001b[31mred\u001b[0m \u0007\u009b2J\n'],
  ['mentions', '@everyone <!channel> <@1> @here\n'],
  ['links in other schemes', 'Who is [x](javascript:alert(1))?\n'],
  ['right-to-left overrides', '/brief \u202egnp.exe\n'],
  ['a null byte', '/search \0nato\n'],
  ['query languages', `/search ' OR 1=1; DROP TABLE briefing; -- AND NEAR(\n`],
  ['emoji only', '🤷🏽‍♀️🤷🏽‍♀️\n'],
  ['invalid UTF-8', Buffer.from([0x2f, 0x73, 0xff, 0xfe, 0x80, 0x0a])],
  ['a line of a megabyte', `${'x'.repeat(1_000_000)}\n`],
  ['a command of a megabyte', `/brief ${'y '.repeat(500_000)}\n`],
])('takes %s at the prompt for text', async (_, input) => {
  const { terminal } = installation()
  const { out, err, code } = await terminal(
    Buffer.concat([Buffer.from(input), Buffer.from('/topics\n')]),
  )
  expect(code).toBe(0)
  expect(err).toBe('')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
  expect(out.length).toBeLessThan(20_000)
  expect(out).toContain('10 topics, 12 briefings')
  expect(out).not.toContain('something failed on our side')
})

it.each<[string, (folder: string) => Record<string, string>, RegExp]>([
  [
    'a missing folder',
    () => ({ BRIEFINGS_DIR: '/nowhere/at-all' }),
    /There is no folder \/nowhere\/at-all/,
  ],
  ['an empty folder', (folder) => ({ BRIEFINGS_DIR: emptyIn(folder) }), /holds no briefings/],
  [
    'a store that is something else',
    (folder) => ({ DATABASE_URL: `file:${textIn(folder)}` }),
    /is not a Sitrep store/,
  ],
  [
    'a store where none can be',
    () => ({ DATABASE_URL: 'file:/dev/null/x/sitrep.db' }),
    /cannot be made/,
  ],
])('says of %s in one line what to do, and exits 1', async (_, settings, message) => {
  const { terminal } = installation(settings(temporaryFolder()))
  const { out, err, code } = await terminal('/topics\n')
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(err).toMatch(message)
  expect(err.trim().split('\n')).toHaveLength(1)
})

const emptyIn = (folder: string): string => {
  mkdirSync(join(folder, 'empty'))
  return join(folder, 'empty')
}
const textIn = (folder: string): string => {
  writeFileSync(join(folder, 'text.db'), 'some text that is no database'.repeat(50))
  return join(folder, 'text.db')
}

it('withdraws nothing when the folder has emptied since', async () => {
  const folder = temporaryFolder()
  cpSync(shippedFolder, folder, { recursive: true })
  const { terminal, sitrep, env } = installation({ BRIEFINGS_DIR: folder })
  await terminal('/topics\n')
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  expect((await terminal('/topics\n')).err).toContain('holds no briefings')
  const database = new DatabaseSync(env.DATABASE_URL.replace('file:', ''))
  expect(
    database.prepare('select sum(withdrawn) as n, count(*) as held from briefing').get(),
  ).toEqual({ n: 0, held: 14 })
  database.close()
  expect((await sitrep(['ask', 'When was the NATO exercise in Bergen?'])).out).toContain(
    'February 2026',
  )
})

it('loads the rest when files are broken, and says how to find which', async () => {
  const folder = temporaryFolder()
  cpSync(shippedFolder, folder, { recursive: true })
  writeFileSync(join(folder, 'broken.md'), '---\nslug: broken\nslug: twice\n---\n')
  const { terminal } = installation({ BRIEFINGS_DIR: folder })
  const { out, err, code } = await terminal('/topics\n')
  expect(code).toBe(0)
  expect(out).toContain('12 briefings')
  expect(out).toContain('kept files out')
  expect(err).toContain('broken.md:3:1')
})

it('takes up what is added while it runs, and keeps what is deleted', async () => {
  const folder = temporaryFolder()
  cpSync(shippedFolder, folder, { recursive: true })
  const { env } = installation({ BRIEFINGS_DIR: folder, WATCH_QUIET_MS: '50' })
  const child = spawn(process.execPath, [join(root, 'src/start.js'), 'main.ts'], {
    env: { PATH: process.env.PATH, ...env },
    cwd: root,
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  await vi.waitFor(() => expect(out).toContain('/help lists them'), 20_000)
  rmSync(join(folder, 'nato-exercise-bergen.md'))
  writeFileSync(
    join(folder, 'walrus-sighting.md'),
    made({ slug: 'walrus-sighting', published: '2026-01-01' }),
  )
  await vi.waitFor(
    () => {
      child.stdin.write('/brief walrus-sighting\n')
      expect(out).toContain('The Gazette reports on walrus sighting')
    },
    { timeout: 15_000, interval: 200 },
  )
  child.stdin.write('/brief nato-exercise-bergen\n')
  await vi.waitFor(() => expect(out).toContain('Bergen in Germany'), 20_000)
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  expect(existsSync(env.DATABASE_URL.replace('file:', ''))).toBe(true)
})

it('stops quietly when nobody reads on', async () => {
  const { env } = installation()
  const child = spawn(
    'sh',
    ['-c', `yes /topics | head -2000 | "${process.execPath}" src/start.js main.ts | head -1`],
    { env: { PATH: process.env.PATH, ...env }, cwd: root },
  )
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text
  })
  const [code] = await once(child, 'close')
  expect(code).toBe(0)
  expect(err).toBe('')
})
