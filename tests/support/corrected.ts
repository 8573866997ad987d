import type { Briefing, Change } from '#core/briefing'
import type { Shift } from '#core/corrected'
import { passages } from '#core/passages'
import { type Block, type Inline, plain, type Reply } from '#core/reply'
import { briefingBlocks, showing } from '#core/show'
import { publication } from './briefings.ts'

/** A briefing of these sentences, in a revision for each change it has had. */
export const briefingOf = (
  slug: string,
  sentences: readonly string[],
  fields: Parameters<typeof publication>[0] = {},
): Briefing => {
  const body = `\n## Reported\n\n${sentences.join(' ') || 'Nothing else is reported.'}\n`
  const { content } = publication({ slug, body, ...fields })
  const revision = 1 + content.changes.length + (content.withdrawn ? 1 : 0)
  return {
    ...content,
    passages: passages(content),
    ref: { workspace: '', briefing: slug, revision },
  }
}

export const changes = (...kinds: Change['kind'][]): Change[] =>
  kinds.map((kind, at) => ({
    ...{ revision: at + 2, date: '2026-02-16', kind },
    ...{ was: `was ${at + 2}`, is: `is ${at + 2}`, why: 'The Gazette says so.' },
  }))

/** 16 February 2026, 9:12 in Brussels. */
export const arrivedAt = Date.parse('2026-02-16T08:12:00Z')

export const shiftOf = (was: Briefing, now?: Briefing): Shift => ({
  was,
  now,
  arrived: Array.from({ length: 9 }, (_, at) => ({ revision: at + 2, at: arrivedAt })),
})

/** A briefing as `/brief` shows it. */
export const wholeOf = (briefing: Briefing): Reply =>
  showing([briefing], { headline: [briefing.title], blocks: briefingBlocks(briefing) })

const textsIn = (block: Block): readonly (readonly Inline[])[] => {
  if (block.kind === 'list') return block.items.map(({ text }) => text)
  if (block.kind === 'facts') return block.facts.map(({ value }) => value)
  if (block.kind === 'table') return block.rows.flat()
  return 'text' in block ? [block.text] : []
}

/** Every text of a reply, a line each. */
export const linesOf = ({ headline, blocks }: Reply): string[] =>
  [...(headline ? [headline] : []), ...blocks.flatMap(textsIn)].map((one) => plain(one))
