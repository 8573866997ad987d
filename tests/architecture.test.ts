import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { faults, type SourceFile } from './architecture.ts'

const root = resolve(import.meta.dirname, '..')
const files: SourceFile[] = globSync(['src/**/*.{ts,js}', 'commands/**/*.ts'], { cwd: root }).map(
  (path) => ({ path, text: readFileSync(resolve(root, path), 'utf8') }),
)

it('holds every file to the table of who imports whom', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(faults(files)).toEqual([])
})

it.each([
  ['src/core/planted.ts', "import { Client } from 'discord.js'"],
  ['src/core/planted.ts', "import { readFile } from 'node:fs/promises'"],
  ['src/core/planted.ts', "import { openSqlite } from '#stores/sqlite'"],
  ['src/core/planted.ts', "import { openSqlite } from '../stores/sqlite.ts'"],
  ['src/core/planted.ts', "const fs = await import('node:fs')"],
  ['commands/planted.ts', "import { openSqlite } from '#stores/sqlite'"],
  ['commands/planted.ts', "import { createEngine } from '#engine/engine'"],
  ['commands/planted.ts', "import { render } from '#platforms/terminal/render'"],
  ['commands/planted.ts', "import { App } from '@slack/bolt'"],
  ['src/engine/planted.ts', "import { commands } from '#commands'"],
  ['src/answers/planted.ts', "export { openSqlite } from '../stores/sqlite.ts'"],
  ['src/platforms/fit.ts', "import { render } from './terminal/render.ts'"],
  ['src/platforms/terminal/planted.ts', "import { createEngine } from '#engine/engine'"],
  ['src/platforms/terminal/planted.ts', "import { Client } from '../discord/client.ts'"],
  ['src/stores/planted.ts', "import { readBriefing } from '#intake/briefing-file'"],
  ['src/cli/planted.ts', "import { openSqlite } from '#stores/sqlite'"],
  ['src/terminal.ts', "import { openSqlite } from '#stores/sqlite'"],
  ['src/core/planted.ts', 'const token = process.env.DISCORD_TOKEN'],
  ['src/engine/planted.ts', "const viewer = { kind: 'operator', clearance: 'RED' }"],
  ['src/elsewhere/planted.ts', "import 'yaml'"],
])('refuses in %s: %s', (path, text) => {
  expect(faults([{ path, text }])).toHaveLength(1)
})

it.each([
  ['src/core/fine.ts', "import { z } from 'zod'\nimport { plain } from './reply.ts'"],
  [
    'src/app.ts',
    "import { openSqlite } from '#stores/sqlite'\nimport { commands } from '#commands'",
  ],
  [
    'src/platforms/terminal/fine.ts',
    "import { fit } from '../fit.ts'\nimport { plain } from '#core/reply'",
  ],
])('allows in %s: %s', (path, text) => {
  expect(faults([{ path, text }])).toEqual([])
})
