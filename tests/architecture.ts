import { posix } from 'node:path'
import manifest from '../package.json' with { type: 'json' }

export type SourceFile = { path: string; text: string }

/** Who may import whom. `own` are places in this repository, `packages` what comes from outside. */
type Rule = { own: readonly string[] | 'everything'; packages: readonly string[]; node: boolean }

const markdown = ['mdast', 'mdast-util-from-markdown', 'mdast-util-gfm', 'micromark-extension-gfm']
const programs = [
  'src',
  'src/app.ts',
  'src/config.ts',
  'src/core',
  'src/engine',
  'src/answers',
  'src/intake',
  'src/platforms/terminal',
  'commands',
]

/** What chat platforms share. */
const shared = ['src/platforms', 'src/platforms/open-work.ts', 'src/platforms/press-key.ts']

/** The longest path that fits holds. A place with no row may import nothing. */
export const rules: Record<string, Rule> = {
  'src/core': {
    own: ['src/core'],
    // Pure functions over text, no access to anything: as harmless as zod.
    packages: ['zod', '@orama/stemmers', 'fastest-levenshtein', 'chrono-node'],
    node: false,
  },
  commands: { own: ['src/core', 'commands'], packages: [], node: false },
  'src/engine': { own: ['src/core', 'src/engine'], packages: [], node: true },
  'src/answers': { own: ['src/core', 'src/answers'], packages: [], node: false },
  // Loaded only where a model is set.
  'src/answers/model.ts': {
    own: ['src/core', 'src/answers'],
    packages: ['ai', '@ai-sdk/openai-compatible', 'zod'],
    node: false,
  },
  'src/platforms': { own: ['src/core', 'src/platforms'], packages: [], node: false },
  // What it hashes or waits for is Node's.
  'src/platforms/press-key.ts': { own: ['src/core'], packages: [], node: true },
  'src/platforms/open-work.ts': { own: ['src/core'], packages: [], node: true },
  'src/platforms/terminal': {
    own: ['src/core', 'src/platforms/fit.ts', 'src/platforms/terminal'],
    packages: ['string-width', 'wrap-ansi'],
    node: true,
  },
  'src/platforms/discord': {
    own: ['src/core', ...shared, 'src/platforms/discord'],
    packages: ['discord.js'],
    node: true,
  },
  'src/platforms/slack': {
    own: ['src/core', ...shared, 'src/platforms/slack'],
    packages: ['@slack/bolt', '@slack/web-api', '@slack/types'],
    node: true,
  },
  'src/stores': {
    own: ['src/core', 'src/stores', 'src/stores/postgres'],
    packages: ['kysely'],
    node: true,
  },
  'src/stores/postgres': {
    own: ['src/core', 'src/stores', 'src/stores/postgres'],
    packages: ['kysely', 'pg'],
    node: true,
  },
  'src/intake': {
    own: ['src/core', 'src/intake'],
    packages: ['yaml', 'zod', ...markdown],
    node: true,
  },
  'src/cli': {
    own: ['src/cli', 'src/platforms/discord', 'src/platforms/slack', ...programs],
    packages: ['pino'],
    node: true,
  },
  src: { own: programs, packages: ['pino', 'node-cron', 'prom-client'], node: true },
  'src/app.ts': { own: 'everything', packages: ['pino'], node: true },
  'src/config.ts': { own: ['src/core'], packages: ['zod'], node: false },
  'src/start.js': { own: [], packages: [], node: true },
}

/** Only these may say these words, wherever they stand. */
export const wordRules: readonly { word: RegExp; only: readonly string[]; why: string }[] = [
  { word: /process\.env\b/, only: ['src/config.ts'], why: 'reads the environment' },
  { word: /kind: 'operator'/, only: ['src/cli', 'src/core/viewer.ts'], why: 'makes an operator' },
]

const isIn = (path: string, place: string): boolean =>
  path === place || path.startsWith(`${place}/`)

const ruleFor = (path: string): [string, Rule] | undefined =>
  Object.entries(rules)
    .filter(([place]) => isIn(path, place))
    .sort(([a], [b]) => b.length - a.length)[0]

const importPattern = /(?:\bfrom|\bimport)\s*\(?\s*(['"])(?<name>[^'"\n]+)\1/g

/** Where an import leads: a path in this repository, `node`, or a package's name. */
const target = (
  path: string,
  name: string,
): { own: string } | { node: string } | { outside: string } => {
  if (name.startsWith('node:')) return { node: name }
  if (name.startsWith('.')) return { own: posix.join(posix.dirname(path), name) }
  if (name.startsWith('#')) return { own: subpath(name) }
  return {
    outside: name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/'),
  }
}

const subpath = (name: string): string => {
  for (const [pattern, place] of Object.entries(manifest.imports)) {
    const [head = '', tail] = pattern.split('*')
    if (tail === undefined ? name === pattern : name.startsWith(head))
      return posix.normalize(place.replace('*', name.slice(head.length)))
  }
  return name
}

/** A place is the deepest row of the table that holds a path; a row may also allow one file by name. */
const mayImport = ({ own }: Rule, path: string): boolean =>
  own === 'everything' || own.includes(path) || own.includes(ruleFor(path)?.[0] ?? '')

/** One line for each import or word that stands where it may not. */
export const faults = (files: readonly SourceFile[]): string[] =>
  files.flatMap(({ path, text }) => {
    const [place, rule] = ruleFor(path) ?? []
    if (!rule) return [`${path} lies in no folder that the table knows`]
    const imports = [...text.matchAll(importPattern)].map(({ groups }) => groups?.name ?? '')
    const forbidden = imports.filter((name) => {
      const led = target(path, name)
      if ('node' in led) return !rule.node
      if ('own' in led) return led.own !== 'package.json' && !mayImport(rule, led.own)
      return !rule.packages.includes(led.outside)
    })
    const words = wordRules.filter(
      ({ word, only }) => word.test(text) && !only.some((one) => isIn(path, one)),
    )
    return [
      ...forbidden.map((name) => `${path} imports ${name}, which ${place} may not`),
      ...words.map(({ why, only }) => `${path} ${why}, which only ${only.join(' and ')} may`),
    ]
  })
