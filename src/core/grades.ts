/** The Admiralty code, in the words of MISP's `admiralty-scale`. F and 6 mean unknown, not worst. */
export const reliabilities = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'reliability cannot be judged',
} as const
export type Reliability = keyof typeof reliabilities

export const credibilities = {
  1: 'confirmed by other sources',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'truth cannot be judged',
} as const
export type Credibility = keyof typeof credibilities

export type Grade = { reliability: Reliability; credibility: Credibility }

/** `F3` */
export const gradeCode = (grade: Grade): string => `${grade.reliability}${grade.credibility}`

/** `reliability cannot be judged, possibly true (F3)` */
export const gradeWords = (grade: Grade): string =>
  `${reliabilities[grade.reliability]}, ${credibilities[grade.credibility]} (${gradeCode(grade)})`
