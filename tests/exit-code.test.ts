import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { root, run } from './support/program.ts'

it('lets a run that has failed say so, whatever it has loaded', async () => {
  const loaded = pathToFileURL(join(root, 'tests/support/postgres-server.ts')).href
  const script = `await import('${loaded}'); process.exitCode = 3`
  const { code } = await run(process.execPath, ['--input-type=module', '--eval', script])
  expect(code).toBe(3)
})
