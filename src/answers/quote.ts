import { type Briefing, headlineOf, leadSource, type Passage } from '#core/briefing'
import { likelihoodsIn } from '#core/likelihood'
import type { Quote } from '#core/read'

/** Confidence and review date mean nothing without their judgement; they come along with it. */
export const standsAlone = ({ section, text }: Passage): boolean =>
  section !== 'Assessed' || likelihoodsIn(text).length > 0

/** Begins with a word that only the sentence before explains. */
const leansBack =
  /^(?:(?:It|He|She|They|This|That|These|Those|Both|Neither|Another|Such|The (?:first|second|third|latter|former|other|others|same|spokesman|spokeswoman|spokesperson))\b|(?:Asked|On \p{L}+)\b[^.]{0,60}\b(?:he|she|they|it)\b)/u

/** A sentence of a briefing with what it rests on and what must stand beside it; none where it has no source. */
export const quotesOf = (briefing: Briefing, position: number): Quote[] => {
  const passage = briefing.passages[position]
  const source = leadSource(briefing.sources)
  if (!passage || !source) return []
  const beside = (by: number) => {
    const other = briefing.passages[position + by]
    return other?.section === passage.section ? other.text : undefined
  }
  const before = leansBack.test(passage.text) ? beside(-1) : undefined
  const confidence = passage.section === 'Assessed' ? beside(1) : undefined
  const correction = briefing.changes.findLast(({ kind }) => kind === 'correction')
  return [
    {
      ...passage,
      of: headlineOf(briefing),
      source,
      ...(before !== undefined && { before }),
      ...(confidence !== undefined && { confidence }),
      ...(correction && { correction }),
    },
  ]
}
