import type { DraftFault, Pen } from '#core/draft'
import { readBriefing } from './briefing-file.ts'
import { decide } from './decide.ts'
import { type Finding, isError } from './fault.ts'
import { split } from './front-matter.ts'
import { changed, dated, emptied, toldIn, withdrawn } from './pen/changes.ts'
import { compose, fieldsOf } from './pen/compose.ts'
import { plainMarkdown } from './pen/plain.ts'

/** How drafts are read and written: the same files, the same checks as in a folder. */
export const pen: Pen = {
  check(markdown, topics) {
    const { briefing, findings } = readBriefing(markdown, topics)
    const parts = split(markdown)
    const textFrom = 'yaml' in parts ? firstLine(parts.body, parts.bodyLine) : undefined
    return { ...(briefing && { file: briefing }), faults: findings.map(faultFrom(textFrom)) }
  },
  compose,
  fieldsOf,
  changed,
  toldIn,
  withdrawn,
  emptied,
  dated,
  plain: plainMarkdown,
  decide(file, standing) {
    const decision = decide(file, standing)
    if (decision.kind === 'unchanged') return 'unchanged'
    if (decision.kind === 'refused') return { refusal: decision.message }
    const origin = standing ? decision.publication.origin : 'chat'
    return { publication: { ...decision.publication, origin } }
  },
}

/** A form shows the text without the blank line above it. */
const firstLine = (body: string, line: number): number =>
  line +
  (body
    .match(/^\s*?\n(?=\s*\S)/g)
    ?.join('')
    .split('\n').length ?? 1) -
  1

const faultFrom =
  (textFrom: number | undefined) =>
  (found: Finding): DraftFault => ({
    line: found.line,
    ...(textFrom !== undefined &&
      found.line >= textFrom && { textLine: found.line - textFrom + 1 }),
    isError: isError(found),
    message: found.message
      .replace(' is not in topics.yaml;', ' is no topic here;')
      .replace('add it there or ', ''),
  })
