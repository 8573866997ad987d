import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commands } from '#commands'
import { usage } from '#core/usage'
import { permissions } from '#platforms/discord/permissions'
import { installation, root, run } from './support/program.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')

const transcript = readme.match(/```text\n(\$ [^\n]+ \| npm start)\n(?<shown>.*?)```/s)

/** Questions are given ids that are drawn. */
const drawnId = /q-[a-z2-9]{10}/g

it('shows a transcript that is what the program prints', async () => {
  const [, line = '', shown = ''] = transcript ?? []
  const input = line.match(/printf '(.*)' \|/)?.[1]?.replaceAll('\\n', '\n') ?? ''
  const { terminal, env } = installation()
  const { out, code } = await terminal(input)
  expect(code).toBe(0)
  const path = env.DATABASE_URL?.replace('file:', '') ?? ''
  // The opening list is left out of the README; the rest stands there to the letter.
  const [opening = '', ...answers] = out.split('\nsitrep> ')
  expect(opening.replace(path, './data/sitrep.db').replace(/\s+/g, ' ')).toContain(
    'TLP:CLEAR Sitrep 0.1.0 · 12 briefings on 10 topics',
  )
  expect(
    answers
      .map((answer) => `sitrep> ${answer}`)
      .join('\n')
      .trim()
      .replaceAll(drawnId, 'q-'),
  ).toBe(shown.trim().replaceAll(drawnId, 'q-'))
})

it('lists every command as its definition has it', () => {
  for (const command of commands)
    expect(readme).toContain(
      `| \`${usage(command).replaceAll('|', '\\|')}\` | ${command.summary} |`,
    )
})

it("lists every operator's command as help has it", async () => {
  const { sitrep } = installation()
  const { out } = await sitrep(['help'])
  const listed = [...out.matchAll(/^ {2}(\S.*?) {2,}(.+)$/gm)]
  expect(listed.length).toBeGreaterThan(7)
  for (const [, form = '', summary] of listed)
    expect(readme).toContain(`| \`${form.trim()}\` | ${summary} |`)
})

it('names only files that are there', () => {
  for (const [, path = ''] of readme.matchAll(/\]\((?!https:)([^)#]+)(?:#[^)]*)?\)/g))
    expect(() => readFileSync(join(root, path))).not.toThrow()
})

it('invites the bot with exactly the permissions that it needs', () => {
  const needed = Object.values(permissions).reduce((all, one) => all | one, 0n)
  expect(readme).toContain(`&permissions=${needed}`)
  for (const name of Object.keys(permissions)) expect(readme.replace(/\s+/g, ' ')).toContain(name)
})

it('starts by its own first command', async () => {
  const { env } = installation()
  const { out, code } = await run('npm', ['start'], {
    env: { ...env },
    input: '/topics\nWho leads?\n',
  })
  expect(code).toBe(0)
  expect(out).toContain('10 topics, 12 briefings')
  expect(out).not.toContain('AMBER')
})
