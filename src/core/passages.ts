import type { Content, SectionName } from './briefing.ts'
import type { Wording } from './rank.ts'
import { type Block, plain } from './reply.ts'
import { sentences } from './sentences.ts'
import { terms } from './terms.ts'

/** A sentence of a briefing, as an answer quotes it. */
export type Passage = { section: SectionName; text: string }

const paragraphs = (block: Block): string[] => {
  if (block.kind === 'list') return block.items.map(({ text }) => plain(text))
  if (block.kind === 'paragraph' || block.kind === 'quote') return [plain(block.text)]
  if (block.kind === 'table')
    return block.rows.map((row) => row.map((cell) => plain(cell)).join(', '))
  return []
}

/** Every sentence of the body, in reading order. */
export const passages = ({ sections }: Pick<Content, 'sections'>): Passage[] =>
  sections.flatMap(({ name, blocks }) =>
    blocks
      .flatMap(paragraphs)
      .flatMap(sentences)
      .map((text) => ({ section: name, text })),
  )

/** The terms a briefing is found by: title, BLUF, then a line for each sentence. */
export const wordingOf = (content: Pick<Content, 'title' | 'bluf' | 'sections'>): Wording =>
  [content.title, content.bluf, ...passages(content).map(({ text }) => text)]
    .map((text) => terms(text).join(' '))
    .join('\n')
