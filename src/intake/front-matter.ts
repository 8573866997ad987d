import { type FrontMatter, frontMatter } from '#core/briefing'
import { type Finding, finding } from './fault.ts'
import { type Parsed, parseYaml } from './yaml.ts'

const most = 64_000

export type Split = { yaml: string; body: string; bodyLine: number }

/** Splits at the fences, which must be whole lines of three hyphens, the first of them line 1. */
export const split = (text: string): Split | Finding => {
  if (!text.startsWith('---\n'))
    return finding(1, 1, 'no front matter; begin the file with a line of three hyphens (---)')
  const end = text.search(/\n---[ \t]*(?:\n|$)/)
  if (end < 0)
    return finding(
      1,
      1,
      'the front matter is not closed; end it with a line of three hyphens (---)',
    )
  if (end > most)
    return finding(1, 1, `the front matter is ${end} characters; keep it under ${most}`)
  const yaml = text.slice(4, end + 1)
  const rest = text.indexOf('\n', end + 1)
  const bodyLine = text.slice(0, end + 1).split('\n').length + 1
  return { yaml, body: rest < 0 ? '' : text.slice(rest + 1), bodyLine }
}

export const readFrontMatter = (yaml: string): Parsed<FrontMatter> =>
  parseYaml(yaml, frontMatter, 2)
