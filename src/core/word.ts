/**
 * What a platform tells one alone of several processes that serve it, and all must know: that what is
 * known of a workspace, or of all that one shard hears of, is to be asked anew.
 */
export type Word = {
  pass(workspace: string): Promise<void>
  /** Workspaces of which another process passed word since this was last asked. */
  heard(): Promise<readonly string[]>
}

export const nobodyElse: Word = { pass: async () => undefined, heard: async () => [] }
