/**
 * What a citation holds, never a slug alone: slugs change. `briefing` is its id, the slug of its first
 * revision, for good; `workspace` is the one that owns it.
 */
export type Ref = { workspace: string; briefing: string; revision: number }
