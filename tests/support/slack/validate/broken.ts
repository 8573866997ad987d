import type * as z from 'zod'
import { brokenByIssues } from './issues.ts'

/** A rule that a body breaks, and where: `blocks.0.text.text`. `isOurs`: Slack would take it. */
export type Broken = { rule: string; path: string; isOurs?: boolean }

export type Json = Record<string, unknown>

export const broken = (isBroken: boolean, rule: string, path: string): Broken[] =>
  isBroken ? [{ rule, path }] : []

/** A rule of ours: Slack would serve the request. */
export const ours = (isBroken: boolean, rule: string, path: string): Broken[] =>
  isBroken ? [{ rule, path, isOurs: true }] : []

/** One for each value that stands a second time, at that place. */
export const twice = (
  values: readonly unknown[],
  rule: string,
  at: (index: number) => string,
): Broken[] =>
  values.flatMap((value, index) =>
    broken(value !== undefined && values.indexOf(value) < index, rule, at(index)),
  )

export const brokenBySchema = (schema: z.ZodType, body: unknown): Broken[] => {
  const read = schema.safeParse(body, { reportInput: true })
  return read.success ? [] : brokenByIssues(read.error.issues)
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects of an array, whatever else stands in it. */
export const objectsOf = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter(isObject) : []
