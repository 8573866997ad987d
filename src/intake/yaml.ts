import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { type Finding, finding } from './fault.ts'

/** Strict: a key twice, an unknown tag or anything else the parser doubts is an error; few aliases. */
const mostAliases = 10
/** Who has more to mend sees the others when these are mended. */
const mostFindings = 50

/** `at` says where a field stands in the file, as line and column. */
export type Parsed<T> = {
  value?: T
  findings: Finding[]
  at(...path: PropertyKey[]): readonly [line: number, column: number]
}

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
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return [line + firstLine - 1, col] as const
  }
  const at = (...path: PropertyKey[]) => place(offsetOf(document, path))
  const doubts = [...document.errors, ...document.warnings]
  if (doubts.length > 0)
    return {
      findings: doubts
        .slice(0, mostFindings)
        .map(({ pos, message }) => finding(...place(pos[0]), sayYaml(message))),
      at,
    }
  const raw = plainValue(document)
  if (raw === undefined)
    return { findings: [finding(...place(firstAlias(document)), aliasRemedy)], at }
  const checked = schema.safeParse(raw.value, { reportInput: true })
  if (checked.success) return { value: checked.data, findings: [], at }
  const findings = checked.error.issues
    .flatMap(sayIssue)
    .slice(0, mostFindings)
    .map(({ path, isKey, message }) =>
      finding(...place(isKey ? keyOffset(document, path) : offsetOf(document, path)), message),
    )
  return { findings, at }
}

const plainValue = (document: Document): { value: unknown } | undefined => {
  try {
    return { value: document.toJS({ maxAliasCount: mostAliases }) }
  } catch {
    return undefined
  }
}

const aliasRemedy =
  'a YAML alias without its anchor, or too many of them; write the values out, and put text with * in quotes'

const firstAlias = (document: Document): number => {
  let offset = 0
  visit(document, {
    Alias(_, { range }) {
      offset = range?.[0] ?? 0
      return visit.BREAK
    },
  })
  return offset
}

/** The parser's first line says what is wrong; the rest repeats the source. */
const sayYaml = (message: string): string => {
  const what = message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? ''
  if (/unique/i.test(what)) return 'the same key stands twice; keep one of them'
  return `not valid YAML (${what}); put text with : or # in quotes`
}

/** With `isKey`, it is the key that is wrong and not what stands under it. */
type Told = { path: PropertyKey[]; isKey?: true; message: string }

const sayIssue = (issue: z.core.$ZodIssue): Told[] => {
  const { path } = issue
  const name = path
    .map((part) => (typeof part === 'number' ? `${part + 1}` : String(part)))
    .join(' ')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      isKey: true,
      message: `unknown field "${key}"; take it out or check its spelling`,
    }))
  const must = issue.message.startsWith('must')
    ? issue.message
    : 'must be fields like "name: value"'
  if (issue.code !== 'invalid_type')
    return [{ path, message: name ? `${name} ${issue.message}` : issue.message }]
  const isMissing = issue.input === undefined || issue.input === null
  return [{ path, message: `${name || 'the YAML'} ${isMissing ? 'is missing; it ' : ''}${must}` }]
}

const keyOffset = (document: Document, path: readonly PropertyKey[]): number => {
  const map = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
  const pairs = isMap(map) ? map.items : []
  const key = pairs.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))?.key
  return (isNode(key) && key.range?.[0]) || 0
}

/** Where a path stands in the text; where it is missing, its nearest parent. */
const offsetOf = (document: Document, path: readonly PropertyKey[]): number => {
  const keys = path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  for (let length = keys.length; length > 0; length -= 1) {
    const node = document.getIn(keys.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}
