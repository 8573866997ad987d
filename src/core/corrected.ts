import { withoutWaysTo } from './corrected/keys.ts'
import { correctionLines, sayWithdrawn } from './corrected/lines.ts'
import { type Mending, mended } from './corrected/mend.ts'
import type { Shift } from './corrected/shift.ts'
import { type Block, paragraph, type Reply, strong, typed } from './reply.ts'
import { saying } from './show.ts'
import { highestTlp, type Tlp } from './tlp.ts'

export { correctionLines, toldSince } from './corrected/lines.ts'
export type { Arrived, Shift } from './corrected/shift.ts'

export type CorrectedWish = {
  zone: string
  /** How many lines each briefing may have on top. */
  lines?: number
  /** Says no more than that, and where to read it: there is no room for the rest any more. */
  isShort?: boolean
}

/** What stands where something may no longer be seen. */
export const noLongerShown = 'This briefing is no longer shown here.'

/**
 * A message as it would read today: what it showed of each briefing in the newest revision's words, and
 * on top what was corrected. It is made from the document that was first sent, so that it reads the same
 * however many revisions there were between.
 */
export const corrected = (first: Reply, shifts: readonly Shift[], wish: CorrectedWish): Reply => {
  const seen = shifts.flatMap(({ now }) => now ?? [])
  const [only] = shifts
  if (seen.length === 0) return emptied
  if (shifts.length === 1 && only && isNewlyWithdrawn(only))
    return labelled(entombed(first, only), shifts)
  const { reply, unfound } = mended(first, shifts.map(mendingOf))
  // What must go and was not found may be there all the same, cut or in other words.
  if (unfound.some(({ now, isErased }) => now === undefined || isErased)) return emptied
  if (wish.isShort) return labelled(shortened(first, shifts, wish), shifts)
  const left = withoutWaysTo(reply, goneIn(shifts))
  return labelled({ ...left, blocks: [...linesOn(shifts, wish), ...left.blocks] }, shifts)
}

/** What was said instead of another part of the same message. */
export const movedUp: Reply = saying(paragraph('What stood here was corrected: see above.'))

const shortened = (first: Reply, shifts: readonly Shift[], wish: CorrectedWish): Reply => ({
  ...first,
  headline: ['Corrected'],
  blocks: [
    ...linesOn(shifts, { ...wish, lines: 1 }),
    paragraph('There is no room here for all of it as it stands now. Read it anew:'),
    ...shifts.flatMap(({ now }) =>
      now ? [paragraph(strong(now.title), ' ', typed(`/brief ${now.slug}`))] : [],
    ),
  ],
})

/** A message in which nothing may be seen any more. */
export const emptied: Reply = saying(paragraph(noLongerShown))

/** Names of what may no longer be seen. */
const goneIn = (shifts: readonly Shift[]): string[] =>
  shifts.flatMap(({ was, now }) => (now ? [] : [was.slug]))

const isNewlyWithdrawn = ({ was, now }: Shift): boolean =>
  now?.withdrawn !== undefined && now.ref.revision !== was.ref.revision

const mendingOf = (shift: Shift): Mending => {
  if (shift.now === undefined) return { ...shift, instead: noLongerShown }
  return { ...shift, instead: isNewlyWithdrawn(shift) ? sayWithdrawn(shift.now) : undefined }
}

/** A message about nothing else says that it was withdrawn, and keeps what people may press. */
const entombed = ({ headline, blocks, ...reply }: Reply, { now }: Shift): Reply => ({
  ...reply,
  blocks: [
    paragraph(now ? sayWithdrawn(now) : ''),
    ...blocks.filter(({ kind }) => kind === 'buttons'),
  ],
})

const linesOn = (shifts: readonly Shift[], { zone, lines: most = 2 }: CorrectedWish): Block[] =>
  shifts.flatMap(({ was, now, arrived }) => {
    const base = was.ref.revision
    const said = { base, arrived, zone, most, isNamed: shifts.length > 1 }
    return now ? correctionLines(now, said).map((line) => paragraph(line)) : []
  })

const labelled = ({ tlp: before, ...reply }: Reply, shifts: readonly Shift[]): Reply => {
  const tlp = labelOf(before, shifts)
  const shows = shifts.flatMap(({ now }) => now?.ref ?? [])
  return { ...reply, ...(tlp && { tlp }), shows }
}

/** A label above what is named stands for what was only counted, and stays. */
const labelOf = (tlp: Tlp | undefined, shifts: readonly Shift[]): Tlp | undefined => {
  const before = highestTlp(shifts.map(({ was }) => was.tlp))
  const labels = shifts.flatMap(({ now }) => now?.tlp ?? [])
  return highestTlp(tlp !== undefined && tlp !== before ? [...labels, tlp] : labels)
}
