/** The labels of TLP 2.0 (FIRST), from the widest audience to the narrowest. */
export const tlps = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const
export type Tlp = (typeof tlps)[number]

/** Place of a label in the ceiling order: CLEAR 0 to RED 4. */
export const tlpRank = (tlp: Tlp): number => tlps.indexOf(tlp)

export const tlpLabel = (tlp: Tlp): string => `TLP:${tlp}`

export const isWithin = (tlp: Tlp, clearance: Tlp): boolean => tlpRank(tlp) <= tlpRank(clearance)

/** The narrowest of some labels, or undefined where there is none. */
export const highestTlp = (labels: readonly Tlp[]): Tlp | undefined =>
  tlps.findLast((tlp) => labels.includes(tlp))

/** Reads `TLP:AMBER`, `AMBER` or `amber`; undefined for anything else. */
export const parseTlp = (text: string): Tlp | undefined => {
  const name = text.trim().toUpperCase().replace(/^TLP:/, '')
  return tlps.find((tlp) => tlp === name)
}
