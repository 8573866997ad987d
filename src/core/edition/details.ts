import type { DigestForm, EditionPart } from '../digest.ts'
import type { Ref } from '../ref.ts'
import { aside, type Block, type Button, button, buttons, paragraph, strong } from '../reply.ts'
import { briefingBlocks, sayChange, showing, sourceLines, tombstoneBlocks } from '../show.ts'
import { type Tlp, tlpLabel } from '../tlp.ts'
import { changesOf, type Told } from './kind.ts'

/** What the thread tells of one item; `blocks` begin with its title. */
export type Detail = { ref: Ref; tlp: Tlp; title: string; blocks: Block[]; button: Button }

/** What the thread tells of some items, each with its label where these differ. */
export const detailsOf = (told: readonly Told[], form: DigestForm): Detail[] => {
  const isMixed = new Set(told.map(({ briefing }) => briefing.tlp)).size > 1
  return told.map((item) => {
    const { ref, tlp, slug, withdrawn } = item.briefing
    const title = withdrawn ? `Withdrawn: ${item.briefing.title}` : item.briefing.title
    const label = isMixed ? [`${tlpLabel(tlp)}  `] : []
    return {
      ref,
      tlp,
      title,
      blocks: [paragraph(...label, strong(title)), ...blocksOf(item, form)],
      button: button('Read', 'brief', { subject: slug }),
    }
  })
}

const blocksOf = (item: Told, form: DigestForm): Block[] => {
  const { briefing } = item
  if (briefing.withdrawn) return tombstoneBlocks(briefing)
  if (form === 'long') return briefingBlocks(briefing)
  const changes = changesOf(item).map((change) => aside(sayChange(change)))
  return [...changes, paragraph(briefing.bluf), ...sourceLines(briefing.sources)]
}

/** One message of the thread from some details, `from` counting from 1. */
export const detailReply = (details: readonly Detail[], from: number): EditionPart => ({
  reply: showing(details, details.length > 1 ? together(details, from) : alone(details)),
  carries: details.map(({ ref }) => ref),
})

const alone = (details: readonly Detail[]) => ({
  headline: details.map(({ title }) => title),
  blocks: details.flatMap(({ blocks, button: read }) => [...blocks.slice(1), ...buttons(read)]),
})

/** Numbered, so that each can be told to its button. */
const together = (details: readonly Detail[], from: number) => {
  const numbers = details.map((_, at) => from + at)
  const read = details.map((one, at) => ({ ...one.button, label: `Read ${numbers[at]}` }))
  return {
    headline: [`Details ${numbers[0]} to ${numbers.at(-1)}`],
    blocks: [...details.flatMap((one, at) => numbered(one, numbers[at])), ...buttons(...read)],
  }
}

const numbered = ({ blocks: [title, ...below] }: Detail, number?: number): Block[] =>
  title?.kind === 'paragraph' ? [paragraph(`${number}. `, ...title.text), ...below] : below
