const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

// Intl.Segmenter ends a sentence after these; none of them does.
const abbreviations =
  /(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Amb|Sen|Rep|Gov|Min|St|No|Nos|Art|Fig|approx|vs|cf|etc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?:\b\p{L}\.)+\p{L}|\b[ei]\.[eg])\.$/u
const longest = 16

/** The sentences of a paragraph, trimmed, in order; together they hold every word of it. */
export const sentences = (paragraph: string): string[] => {
  const found: string[] = []
  let open = ''
  for (const { segment } of segmenter.segment(paragraph)) {
    open += segment
    // Only the end tells; the whole of a long text each time would take the square of its length.
    if (abbreviations.test(segment.trimEnd().slice(-longest))) continue
    found.push(open.trim())
    open = ''
  }
  return [...found, open.trim()].filter((sentence) => sentence !== '')
}
