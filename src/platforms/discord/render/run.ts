export const marks = { strong: '**', emphasis: '*', strike: '~~' } as const

/** Words in one style, or Markdown that is one whole. */
export type Run = { kind: keyof typeof marks | 'plain' | 'code' | 'whole'; text: string }
