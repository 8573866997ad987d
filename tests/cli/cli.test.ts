import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { made } from '../support/briefings.ts'
import { shippedFolder } from '../support/engine.ts'
import { temporaryFolder } from '../support/folder.ts'
import { installation } from '../support/program.ts'

const copyOfShipped = (): string => {
  const folder = temporaryFolder()
  cpSync(shippedFolder, folder, { recursive: true })
  return folder
}

it.each(['help', 'check', 'import', 'export', 'ask', 'search', 'backup', 'manifest', 'doctor'])(
  'explains %s with --help',
  async (name) => {
    const { out, code } = await installation().sitrep([name, '--help'])
    expect(code).toBe(0)
    expect(out).toMatch(new RegExp(`^sitrep ${name}`))
  },
)

it('lists every command in help, and without a command', async () => {
  const { sitrep } = installation()
  const { out } = await sitrep(['help'])
  for (const name of ['check', 'import', 'export', 'ask', 'search', 'backup', 'doctor'])
    expect(out).toContain(`  ${name}`)
  expect((await sitrep([])).out).toBe(out)
})

it.each([
  [
    ['serch', 'x'],
    'There is no "sitrep serch". Did you mean "sitrep search"? All commands: sitrep help',
  ],
  [['ask'], 'What is the question? Usage: sitrep ask [--json] [--clearance LABEL] <question>'],
  [
    ['ask', '--clearance', 'PINK', 'x'],
    '--clearance must be one of CLEAR, GREEN, AMBER, AMBER+STRICT, RED.',
  ],
  [['import'], 'Which folder? Usage: sitrep import <dir>'],
  [['import', '/nowhere/at-all'], 'There is no folder /nowhere/at-all.'],
  [['check', '/nowhere/at-all'], 'There is no folder /nowhere/at-all.'],
  [['ask', '--loud', 'x'], "Unknown option '--loud'"],
])('answers %j with one line and exit code 1', async (args, message) => {
  const { err, out, code } = await installation().sitrep(args)
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).toContain(message)
})

it('names every wrong setting and starts nothing', async () => {
  const { sitrep, terminal } = installation({ TIME_ZONE: 'Mars', DATABASE_BUSY_MS: 'x' })
  for (const { code, err } of [await sitrep(['doctor']), await terminal('/topics\n')]) {
    expect(code).toBe(1)
    expect(
      err
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(['TIME_ZONE', 'DATABASE_BUSY_MS'])
  }
})

it('checks a folder: every fault at its place, exit code 1', async () => {
  const { sitrep } = installation()
  expect(await sitrep(['check'])).toMatchObject({ code: 0, err: '' })
  const folder = copyOfShipped()
  writeFileSync(join(folder, 'broken.md'), made({ slug: 'broken', tlp: 'TLP:PINK' }))
  const { out, code } = await sitrep(['check', folder])
  expect(code).toBe(1)
  expect(out).toMatch(
    new RegExp(`^${join(folder, 'broken.md')}:\\d+:\\d+: tlp must be one of TLP:CLEAR`, 'm'),
  )
})

it('imports, says what it did, and withdraws nothing because a file is gone', async () => {
  const { sitrep } = installation()
  const folder = copyOfShipped()
  expect((await sitrep(['import', folder])).out).toMatch(/^Added 14: autonomy-as-necessity, /)
  expect((await sitrep(['import', folder])).out).toContain('Unchanged 14')
  rmSync(join(folder, 'nato-exercise-bergen.md'))
  const { out, code } = await sitrep(['import', folder])
  expect(code).toBe(0)
  expect(out).toContain('Missing 1: nato-exercise-bergen\n  Nothing was withdrawn.')
  expect((await sitrep(['ask', 'When was the NATO exercise in Bergen?'])).out).toContain(
    'February 2026',
  )
})

it('refuses a changed file without an entry under changes, and exits with 1', async () => {
  const { sitrep } = installation()
  const folder = copyOfShipped()
  await sitrep(['import', folder])
  const file = join(folder, 'nato-exercise-bergen.md')
  writeFileSync(file, readFileSync(file, 'utf8').replace('February 2026', 'March 2026'))
  const { out, code } = await sitrep(['import', folder])
  expect(code).toBe(1)
  expect(out).toContain('say what changed')
  expect((await sitrep(['ask', 'When was the NATO exercise in Bergen?'])).out).not.toContain(
    'March',
  )
})

it('withdraws what is missing when told to, and asks above three', async () => {
  const { sitrep } = installation()
  const folder = copyOfShipped()
  await sitrep(['import', folder])
  const gone = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .slice(0, 4)
  for (const name of gone) rmSync(join(folder, name))
  const refused = await sitrep(['import', folder, '--withdraw'], 'no\n')
  expect(refused.out).toContain('To be withdrawn, 4:')
  expect(refused.out).toContain('Nothing was withdrawn.\n')
  const silent = await sitrep(['import', folder, '--withdraw'])
  expect(silent.out).not.toContain('Withdrew')
  const done = await sitrep(['import', folder, '--withdraw'], 'yes\n')
  expect(done.out).toContain('Withdrew 4: autonomy-as-necessity')
  const again = await sitrep(['import', folder, '--withdraw'])
  expect(again.out).toContain('Missing 0')
  const { out } = await sitrep(['search', '--json', '--clearance', 'RED', 'autonomy'])
  expect(JSON.stringify(JSON.parse(out))).not.toContain('autonomy-as-necessity')
})

it('withdraws nothing while a file is broken', async () => {
  const { sitrep } = installation()
  const folder = copyOfShipped()
  await sitrep(['import', folder])
  rmSync(join(folder, 'nato-exercise-bergen.md'))
  writeFileSync(join(folder, 'moved.md'), '---\nslug: [\n---\n')
  const { err, code } = await sitrep(['import', folder, '--withdraw'])
  expect(code).toBe(1)
  expect(err).toContain('Nothing was withdrawn: mend the refused files first')
})

it('brings an export back into an empty store with an equal fingerprint', async () => {
  const first = installation()
  await first.terminal('/brief defence core\n')
  const folder = join(first.folder, 'out')
  const { out } = await first.sitrep(['export', folder])
  expect(out).toContain('Wrote 14 briefings with 14 revisions')
  const second = installation({ BRIEFINGS_DIR: folder })
  expect((await second.sitrep(['import', folder])).code).toBe(0)
  const again = await second.sitrep(['export', join(second.folder, 'out')])
  expect(fingerprint(again.out)).toBe(fingerprint(out))
  expect((await first.sitrep(['export', folder])).err).toContain('is not empty')
})

const fingerprint = (out: string): string => out.match(/Fingerprint ([0-9a-f]{64})/)?.[1] ?? 'none'

it('answers as JSON, one object a line for each question from standard input', async () => {
  const { sitrep } = installation()
  const one = JSON.parse(
    (await sitrep(['ask', '--json', 'When was the NATO exercise in Bergen?'])).out,
  )
  expect(one).toMatchObject({
    question: 'When was the NATO exercise in Bergen?',
    answered: true,
    nearest: [],
    ms: expect.any(Number),
    score: expect.any(Number),
  })
  expect(one.sentences[0]).toEqual({
    text: expect.stringContaining('February 2026'),
    briefing: 'nato-exercise-bergen',
    title: expect.any(String),
    published: '2026-11-22',
    tlp: 'TLP:CLEAR',
  })
  const { out } = await sitrep(['ask', '-'], 'Who leads?\n\nWho won the world cup?\r\n')
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ question }) => question)).toEqual(['Who leads?', 'Who won the world cup?'])
  expect(lines[1]).toMatchObject({ answered: false, sentences: [] })
})

it('searches as JSON within the label given', async () => {
  const { sitrep } = installation()
  const found = JSON.parse((await sitrep(['search', '--json', 'six checks'])).out)
  expect(JSON.stringify(found)).not.toContain('AMBER')
  const amber = JSON.parse(
    (await sitrep(['search', '--json', '--clearance', 'TLP:AMBER', 'six checks'])).out,
  )
  expect(amber.hits[0]).toEqual({
    briefing: 'six-checks-defence-core',
    title: expect.any(String),
    published: '2026-11-22',
    tlp: 'TLP:AMBER',
    snippet: expect.any(String),
    score: expect.any(Number),
  })
  expect(amber.total).toBeGreaterThanOrEqual(1)
})

it('backs up into a new file that is a store, and never over an old one', async () => {
  const { sitrep, folder } = installation()
  await sitrep(['ask', 'Who leads?'])
  const copy = join(folder, 'copy.db')
  expect(await sitrep(['backup', copy])).toMatchObject({ code: 0 })
  const database = new DatabaseSync(copy)
  expect(database.prepare('select count(*) as n from briefing').get()).toEqual({ n: 14 })
  database.close()
  expect(await sitrep(['backup', copy])).toMatchObject({
    code: 1,
    err: `${copy} exists already. Name a new file.\n`,
  })
})

it('examines settings, store and briefings, and fails with the remedy', async () => {
  const { sitrep, env } = installation()
  const well = await sitrep(['doctor'])
  expect(well.code).toBe(0)
  expect(well.out.match(/^ok /gm)).toHaveLength(8)
  expect(well.out).toContain('DISCORD_TOKEN is not set')
  expect(well.out).toContain('SLACK_BOT_TOKEN is not set')
  const ill = installation({ BRIEFINGS_DIR: '/nowhere/at-all', DATABASE_URL: env.DATABASE_URL })
  const { out, code } = await ill.sitrep(['doctor'])
  expect(code).toBe(1)
  expect(out).toMatch(/^FAIL {2}briefings: There is no folder .* set BRIEFINGS_DIR/m)
})
