/** A server or team. `open` is why anyone may join it, as half a sentence. */
export type Workspace = { id: string; name: string; open?: string }

/** Who can be in a channel and what the bot may do there. What cannot be read counts as open. */
export type ChannelFacts = {
  workspace: string
  /** What people call it: `#policy`. */
  name: string
  /** The channel whose label limit holds here, and its name: for a thread, the one it hangs on. */
  room: string
  roomName: string
  /**
   * Why outsiders can read here, as half a sentence; undefined where they cannot. A limit may be set all
   * the same, and holds for as long as this says the same: other outsiders must be another sentence.
   */
  open?: string
  /** That `open` says what could not be read, which nobody can allow for. */
  isUnknown?: true
  /** How many are in the room, where the platform says. */
  members?: number
  /** What the bot may not do here but must in order to post, in the platform's words. */
  missing: readonly string[]
}
