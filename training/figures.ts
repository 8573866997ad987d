import { type Calibrator, chanceOf } from '#answers/evidence'

/** A question's chance by the calibrator, and whether the store held the answer. */
export type Judged = { chance: number; isThere: boolean }

/** How often a question that can be answered has the higher chance than one that cannot; ties count half. */
export const auroc = (judged: readonly Judged[]): number => {
  const sorted = [...judged].sort((a, b) => a.chance - b.chance)
  const all = { there: 0, absent: 0 }
  for (const { isThere } of sorted) all[isThere ? 'there' : 'absent'] += 1
  let below = 0
  let won = 0
  for (let at = 0; at < sorted.length; ) {
    let end = at
    const tied = { there: 0, absent: 0 }
    for (; end < sorted.length && sorted[end]?.chance === sorted[at]?.chance; end += 1)
      tied[sorted[end]?.isThere ? 'there' : 'absent'] += 1
    won += tied.there * (below + tied.absent / 2)
    below += tied.absent
    at = end
  }
  return won / (all.there * all.absent)
}

/** The share of absent ones that are answered when this share of the others is. */
export const falseAt = (judged: readonly Judged[], answered: number): number => {
  const there = judged.filter(({ isThere }) => isThere).map(({ chance }) => chance)
  const enough = there.sort((a, b) => b - a)[Math.ceil(answered * there.length) - 1] ?? 0
  const absent = judged.filter(({ isThere }) => !isThere)
  return absent.filter(({ chance }) => chance >= enough).length / absent.length
}

export const judgedBy = (
  calibrator: Pick<Calibrator, 'linear' | 'bias'>,
  rows: readonly { figures: readonly number[]; isThere: boolean }[],
) => rows.map(({ figures, isThere }) => ({ chance: chanceOf(calibrator, figures), isThere }))
