import { aside, type Block, type Inline, paragraph, type Reply, strong } from '#core/reply'
import { tlpLabel } from '#core/tlp'
import { continued, type Part } from '../../render/parts.ts'

/** Label and headline, or label and which part this is; none where there is neither. */
export const firstLine = (
  { tlp }: Reply,
  headline: readonly Inline[],
  part: Part = { at: 0, of: 1 },
): Block[] => {
  const isFirst = part.at === 0
  const said = isFirst ? headline : [continued(part)]
  if (tlp) return [paragraph(strong(tlpLabel(tlp)), '  ', ...said)]
  return isFirst ? [paragraph(...said)] : [aside(...said)]
}

/** What a headline's block says, as bold as the label before it. */
export const headlineIn = (blocks: readonly Block[]): readonly Inline[] =>
  blocks.flatMap((block) => (block.kind === 'paragraph' ? block.text : []))
