import type { Briefing } from './briefing.ts'
import type { Draft, DraftTerms, NewDraft, Pen, Reached } from './draft.ts'
import type { Reaching } from './reach.ts'
import type { Ref } from './ref.ts'
import type { Writer } from './role.ts'
import type { Progress } from './say-correction.ts'
import type { Revision } from './store.ts'
import type { Tlp } from './tlp.ts'
import type { Viewer } from './viewer.ts'

/** A channel that somebody may post in, and what it is called. */
export type Postable = { channel: string; name: string }

/** What becomes of a briefing that is to be posted in a channel. */
export type Going = Postable & {
  /** The label limit there, where it is below the briefing's. */
  limit?: Tlp
  /** What the bot may not do there but must, in the platform's words. */
  missing: readonly string[]
}

/** A draft that has become a briefing: its name, and where it is on its way to. */
export type Publishing = {
  draft: Draft
  slug: string
  going: readonly Going[]
  asked: number
  /** Those whom TLP:RED names. */
  named: readonly Named[]
}

/** Somebody whom a briefing names, and what they lack for a direct message that shows it. */
export type Named = {
  person: string
  name: string
  lacks?: 'membership' | 'this workspace'
}

export type Begun = Pick<NewDraft, 'id' | 'kind' | 'base' | 'markdown' | 'removesWords'>

/** What an editor may do with the drafts of the workspace they ask in; handed to commands as `writing`. */
export type Writing = Reaching & {
  pen: Pen
  me: Writer
  /** Whether they may approve what others wrote. */
  approves: boolean
  /** Whether they are on duty, and may release alone what otherwise needs others' eyes. */
  releasesAlone: boolean
  /** Whose briefings these are; `''` in direct messages that belong to no workspace. */
  workspace(): Promise<string>
  /** Their own and those that wait for others' eyes, the newest first. */
  drafts(): Promise<Draft[]>
  /** Not what somebody else is still writing. */
  find(id: string): Promise<Draft | undefined>
  freeId(): Promise<string>
  /** Throws UserError where there is no workspace to write for. */
  add(begun: Begun): Promise<Draft>
  /** Undefined where somebody else changed it meanwhile. */
  change(draft: Draft, terms: DraftTerms): Promise<Draft | undefined>
  /** Every revision of a briefing that the viewer may see, oldest first. */
  revisions(viewer: Viewer, ref: Ref): Promise<Revision[]>
  /** The drafts that its revisions came from. */
  origins(ref: Ref): Promise<Draft[]>
  reached(ref: Ref): Promise<Reached>
  /** How far each correction of a briefing has come, by its revision. */
  receipts(ref: Ref): Promise<Map<number, Progress>>
  /** Channels of the workspace that they and the bot are both in. */
  channels(): Promise<Postable[]>
  /** Throws UserError where anything keeps it from being published. */
  publish(
    draft: Draft,
    how: { viewer: Viewer; alone: boolean; to: readonly Postable[] },
  ): Promise<Publishing>
  /** Posts what is published already. */
  post(briefing: Briefing, to: readonly Postable[]): Promise<readonly Going[]>
  /** Asks by direct message for somebody's eyes; how many were asked. */
  ask(draft: Draft, reviewer: string | undefined): Promise<number>
}
