/** How fast a briefing is to be handled; it orders no list and no digest. */
export const precedences = ['ROUTINE', 'PRIORITY', 'IMMEDIATE', 'FLASH'] as const
export type Precedence = (typeof precedences)[number]

/** Precedence is shown from PRIORITY up. */
export const isShownPrecedence = (precedence: Precedence): boolean => precedence !== 'ROUTINE'
