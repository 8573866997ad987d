import type { Body } from './chat.ts'
import type { Ms } from './digest.ts'
import type { Page } from './read.ts'
import type { Ref } from './ref.ts'
import type { Reply } from './reply.ts'
import type { Restored } from './restored.ts'
import type { Limit } from './room.ts'
import type { Viewer } from './viewer.ts'

/** What a delivery is for. Those of one cause to one target go out in order, one at a time. */
export const causes = ['edition', 'notice', 'alert', 'correction', 'share', 'answer'] as const
export type Cause = (typeof causes)[number]

/** `reply` stands in the thread of the first message of the same cause; `edit` and `delete` change `message`. */
export type Act = 'post' | 'reply' | 'edit' | 'delete'

/** Which goes first in a lane. What may have arrived and must be looked for comes after all of them. */
export const classes = ['flash', 'on time', 'catch-up'] as const
export type Class = (typeof classes)[number]

/**
 * `planned` may be claimed, `sending` is claimed; the rest is for good. `unknown` is never sent again:
 * whether it arrived, only a person can tell.
 */
export const deliveryStates = [
  'planned',
  'sending',
  'sent',
  'failed',
  'unknown',
  'expired',
  'cancelled',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** What is to be done; (cause, causeId, target, part) names it for good. */
export type NewDelivery = {
  /** Follows from what names it, and is what the platform knows it by: at most 22 characters. */
  id: string
  platform: string
  /** For its lane, and for fairness in it. */
  workspace: string
  cause: Cause
  causeId: string
  /** A channel, or a person whose direct messages are opened when it is sent. */
  target: string
  part: number
  act: Act
  /** What `edit` and `delete` change, and the answer in the ledger that it is part of. */
  message?: string
  answer?: string
  class: Class
  due: Ms
  /** After this it is no longer sent. */
  expires: Ms
  /** Undefined where it is composed when it is sent: the first message of an edition. */
  document?: Reply
  body?: Body
  /** What counts as shown there once it is sent. */
  carries?: readonly Ref[]
}

export type Delivery = NewDelivery & {
  state: DeliveryState
  /** How often it was claimed. */
  attempt: number
  notBefore: Ms
  /** Since when it may have arrived: then it is looked for before it is posted, and where it was tried. */
  triedSince?: Ms
  triedIn?: string
  /** A manager has said that it did not arrive, which counts where nothing else can tell. */
  isMissing: boolean
  leaseBy?: string
  leaseUntil?: Ms
  /** Where it stands. */
  sent?: { channel: string; message: string }
  why?: string
}

/** What must still be so in the moment of claiming; it is looked at in the same transaction. */
export type Holding = {
  viewer: Viewer
  /** Each the newest of its briefing, and to be seen by the viewer. */
  refs: readonly Ref[]
  /** The limit as it was read, or that there was none. */
  limit?: { workspace: string; channel: string; seen: Limit | undefined }
}

/** What goes out, settled in the claim. */
export type Frozen = {
  document: Reply
  body: Body
  /** The channel it is posted in: direct messages or a thread that was opened for it. */
  channel?: string
  carries: readonly Ref[]
  holding: Holding
  /** The messages that follow in its thread, instead of those that were planned before. */
  rest?: readonly NewDelivery[]
  /** `version` is that of the digest as it was read; another one meanwhile, and it is to be read again. */
  edition?: { covers: { from: Ms; to: Ms }; upto: number; version?: number }
}

/**
 * One process, and how long what it claims is its own. `attempt` is that of a claim it holds and renews:
 * whatever else is being sent is not for it to take a second time.
 */
export type Claimant = { by: string; leaseMs: number; quarantineMs: number; attempt?: number }

export type Claimed =
  | { kind: 'mine'; attempt: number; now: Ms; leaseUntil: Ms }
  /** What it rests on is no longer so: read it again. */
  | { kind: 'changed' }
  /** Another has it, or it is settled. */
  | { kind: 'taken' }

/** A claim that is held: nothing is written down by whoever does not hold it any more. */
export type Hold = { id: string; attempt: number; by: string }

export type Settlement =
  | { to: 'sent'; channel: string; message: string; room?: string; members?: number }
  /** Certainly not written by this attempt. */
  | { to: 'planned'; notBefore: Ms; why: string }
  /** With `pause`, its digest rests until that is mended. */
  | { to: 'failed'; why: string; pause?: string }
  | { to: 'unknown' | 'expired' | 'cancelled'; why: string }
  /**
   * An edition that holds nothing; arrivals up to `upto` need no second look. Nothing is settled where
   * its digest is of another `version` by now.
   */
  | { to: 'nothing new'; upto: number; version?: number }

/** All deliveries of a bot, or of one workspace. */
export type Lane = { platform: string; workspace?: string }

export type DeliveryFilter = { states?: readonly DeliveryState[]; stuckBefore?: Ms }

/** The store's part of deliveries. Its clock is the only one that counts. */
export type Outbox = {
  clock(): Promise<Ms>
  /** One that is there already stays as it is. */
  add(deliveries: readonly NewDelivery[]): Promise<void>
  /** Workspaces that something is on its way to. */
  workspaces(platform: string): Promise<string[]>
  /**
   * What may be claimed now: of each cause and target the first only. By class, then first messages before
   * those in threads, then by turns of the workspaces.
   */
  ready(
    lane: Lane,
    wish: { most: number; quarantineMs: number; class?: Class },
  ): Promise<Delivery[]>
  /**
   * Takes one that is planned, or one whose lease and quarantine are over, or renews one's own while nobody
   * else has taken it. With `frozen`, only if what it rests on still holds.
   */
  claim(id: string, claimant: Claimant, frozen?: Frozen): Promise<Claimed>
  /** Whether a claim is held for so long yet. */
  holds(hold: Hold, forMs: number): Promise<boolean>
  /** Whether what was frozen may still be shown. */
  stillHolds(holding: Holding): Promise<boolean>
  /** Why the last attempt stayed open. */
  note(hold: Hold, why: string): Promise<void>
  /**
   * False where the claim is no longer held; then nothing is written. Writes the ledger, the edition's
   * state and what it has shown in the same transaction. A first message that was not sent takes those of
   * its thread with it.
   */
  settle(hold: Hold, settlement: Settlement): Promise<boolean>
  /** The same for one that is planned and nobody's: a first message that came to nothing. */
  drop(id: string, settlement: Settlement): Promise<boolean>
  /** Ends what is planned and past its limit; how many that were. */
  expire(): Promise<number>
  /**
   * A backup was put back: from now on whatever a store that is lost may have sent is looked for before it is
   * posted. How many are on their way so; the rest is planned later.
   */
  restored(): Promise<Restored & { planned: number }>
  lastRestored(): Promise<Restored | undefined>
  find(id: string): Promise<Delivery | undefined>
  /** Messages in a channel that are other deliveries to the same target, or to the channel itself. */
  standingIn(channel: string, but: Pick<Delivery, 'id' | 'target'>): Promise<string[]>
  list(filter: DeliveryFilter, page: { offset: number; limit: number }): Promise<Page<Delivery>>
  /** By hand: posts it once more, or leaves it. Undefined where it is sent or not there. */
  retry(id: string): Promise<Delivery | undefined>
  giveUp(id: string): Promise<Delivery | undefined>
  /** For metrics: how many in each state, by platform, and the longest overdue in milliseconds. */
  counts(): Promise<{ platform: string; state: DeliveryState; count: number; overdueMs: number }[]>
}
