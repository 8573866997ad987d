import type * as z from 'zod'
import type { Broken } from './broken.ts'

type Issue = z.core.$ZodIssue

/** What a schema found, in words; an unknown property is a fault of its own place. */
export const brokenByIssues = (issues: readonly Issue[]): Broken[] =>
  issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ rule: said(issue), path: at(issue.path) }]
    return issue.keys.map((key) => ({ rule: 'unknown property', path: at([...issue.path, key]) }))
  })

const at = (path: readonly PropertyKey[]): string => path.map(String).join('.')

const said = (issue: Issue): string => {
  switch (issue.code) {
    case 'too_big':
      return `over ${issue.maximum}${unitOf(issue.origin)}`
    case 'too_small':
      return issue.minimum === 1 && issue.origin !== 'number'
        ? 'empty'
        : `under ${issue.minimum}${unitOf(issue.origin)}`
    case 'invalid_type':
      return issue.input === undefined ? 'missing' : `no ${issue.expected}`
    case 'invalid_value':
      return issue.input === undefined ? 'missing' : `none of ${issue.values.join(', ')}`
    case 'invalid_union':
      return issue.path.at(-1) === 'type' ? 'not a type for this place' : 'of none of its types'
    default:
      return issue.message
  }
}

const units: Record<string, string> = { string: ' characters', array: ' items' }
const unitOf = (origin: string): string => units[origin] ?? ''
