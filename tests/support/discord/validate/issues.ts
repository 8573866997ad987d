import type * as z from 'zod/mini'
import type { Broken } from './broken.ts'

type Issue = z.core.$ZodIssue

/** What a schema found, in words; of a choice of shapes, what the likeliest of them found. */
export const brokenByIssues = (issues: readonly Issue[], above: PropertyKey[] = []): Broken[] =>
  issues.flatMap((issue) => {
    const path = [...above, ...issue.path]
    if (issue.code !== 'invalid_union') return [{ rule: said(issue), path: path.join('.') }]
    const inside = likeliest(issue.errors)
    return inside ? brokenByIssues(inside, path) : [{ rule: said(issue), path: path.join('.') }]
  })

/** The shape that was meant is the one whose `type` fits; then the one with the fewest faults inside. */
const likeliest = (shapes: readonly Issue[][]): Issue[] | undefined => {
  const isOther = (issues: Issue[]): boolean =>
    issues.some(({ path }) => path.length === 0 || path.join('.') === 'type')
  const meant = shapes.filter((issues) => !isOther(issues))
  return [...(meant.length > 0 ? meant : shapes)].sort((a, b) => a.length - b.length)[0]
}

const said = (issue: Issue): string => {
  switch (issue.code) {
    case 'too_big':
      return `schema: over ${issue.maximum}`
    case 'too_small':
      return `schema: under ${issue.minimum}`
    case 'invalid_type':
      return `schema: no ${issue.expected}`
    case 'invalid_value':
      return `schema: none of ${issue.values.join(', ')}`
    case 'invalid_format':
      return `schema: no ${issue.format}`
    default:
      return `schema: ${issue.code}`
  }
}
