import type { Content, Passage } from './briefing.ts'
import type { Fields } from './rank.ts'
import { type Block, plain } from './reply.ts'
import { sentences } from './sentences.ts'
import { terms } from './terms.ts'

const paragraphs = (block: Block): string[] => {
  if (block.kind === 'list') return block.items.map(({ text }) => plain(text))
  if (block.kind === 'paragraph' || block.kind === 'quote') return [plain(block.text)]
  if (block.kind === 'table')
    return block.rows.map((row) => row.map((cell) => plain(cell)).join(', '))
  return []
}

/** Every sentence of the body, in reading order. Found once, when it is published. */
export const passages = ({ sections }: Pick<Content, 'sections'>): Passage[] =>
  sections.flatMap(({ name, blocks }) =>
    blocks
      .flatMap(paragraphs)
      .flatMap(sentences)
      .map((text) => ({ section: name, text })),
  )

const spaced = (text: string): string => terms(text).join(' ')

/** The terms a briefing is found by, field by field. */
export const fieldsOf = (
  { title, bluf }: Pick<Content, 'title' | 'bluf'>,
  sentences: readonly Passage[],
): Fields => ({
  title: spaced(title),
  bluf: spaced(bluf),
  body: sentences.map(({ text }) => spaced(text)).join(' '),
})
