const labels = ['CLEAR', 'GREEN', 'AMBER', 'AMBERSTRICT', 'RED']

/** How far up a label stands, also as titles have it (newsroom.ts). */
export const rankOf = (tlp: string): number => labels.indexOf(tlp.replace('+', ''))
