/** Nobody is called by what a briefing quotes. */
export const quietly = { allowed_mentions: { parse: [] } } as const
