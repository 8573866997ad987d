import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type Finding, finding } from './fault.ts'

/** Strict: a key twice, an unknown tag or anything else the parser doubts is an error; few aliases. */
const mostAliases = 10

export type Parsed<T> = { value?: T; findings: Finding[] }

/**
 * Reads YAML against a schema. Lines count from `firstLine`, so that a finding names its place in the
 * whole file.
 */
export const parseYaml = <S extends z.ZodType>(
  text: string,
  schema: S,
  firstLine = 1,
): Parsed<z.infer<S>> => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, schema: 'core' })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return [line + firstLine - 1, col] as const
  }
  const doubts = [...document.errors, ...document.warnings]
  if (doubts.length > 0)
    return { findings: doubts.map(({ pos, message }) => finding(...at(pos[0]), sayYaml(message))) }
  const raw = plainValue(document)
  if (raw === undefined)
    return { findings: [finding(firstLine, 1, 'too many YAML aliases; write the values out')] }
  const checked = schema.safeParse(raw.value)
  if (checked.success) return { value: checked.data, findings: [] }
  return {
    findings: checked.error.issues.flatMap((issue) =>
      sayIssue(issue).map(({ path, message }) => finding(...at(offsetOf(document, path)), message)),
    ),
  }
}

const plainValue = (document: Document): { value: unknown } | undefined => {
  try {
    return { value: document.toJS({ maxAliasCount: mostAliases }) }
  } catch {
    return undefined
  }
}

/** The parser's first line says what is wrong; the rest repeats the source. */
const sayYaml = (message: string): string => {
  const what = message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? ''
  if (/unique/i.test(what)) return 'the same key stands twice; keep one of them'
  return `not valid YAML (${what}); put text with : or # in quotes`
}

type Told = { path: PropertyKey[]; message: string }

const sayIssue = (issue: z.core.$ZodIssue): Told[] => {
  const { path } = issue
  const name = path
    .map((part) => (typeof part === 'number' ? `${part + 1}` : String(part)))
    .join(' ')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `unknown field "${key}"; take it out or check its spelling`,
    }))
  if (issue.input === undefined && issue.code === 'invalid_type')
    return [{ path, message: `${name || 'the front matter'} is missing; ${hint(issue.message)}` }]
  return [{ path, message: name ? `${name} ${issue.message}` : issue.message }]
}

const hint = (message: string): string =>
  message.startsWith('must') ? `it ${message}` : 'write it (docs/writing-briefings.md)'

/** Where a path stands in the text; where it is missing, its nearest parent. */
const offsetOf = (document: Document, path: readonly PropertyKey[]): number => {
  const keys = path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  for (let length = keys.length; length > 0; length -= 1) {
    const node = document.getIn(keys.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}
