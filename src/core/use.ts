import type { Briefing, Headline } from './briefing.ts'
import type { Page } from './read.ts'
import type { Ref } from './ref.ts'
import type { Viewer } from './viewer.ts'

/** That somebody used a briefing for work of their own; kept until they take it back. */
export type Use = {
  platform: string
  /** Where they said so. */
  workspace: string
  person: string
  /** The newest revision that they have used. */
  ref: Ref
  /** What they made of it. */
  link?: string
  /** An ISO instant. */
  at: string
}

export type Used = Use & { of: Headline }

/** The store's part of it. */
export type Uses = {
  /** Once for each briefing: a newer revision takes the place of an older, and no link keeps the one before. */
  note(use: Use): Promise<Use>
  find(person: string, ref: Omit<Ref, 'revision'>): Promise<Use | undefined>
  /** False where there was nothing to take back. */
  takeBack(person: string, ref: Omit<Ref, 'revision'>): Promise<boolean>
  /** Of those briefings that the viewer may see, the newest first. */
  list(viewer: Viewer, person: string, page: { offset: number; limit: number }): Promise<Page<Used>>
}

/** What one person may do with their own. */
export type OwnUses = {
  note(of: Pick<Briefing, 'ref'>, link?: string): Promise<Use>
  find(of: Pick<Briefing, 'ref'>): Promise<Use | undefined>
  takeBack(of: Pick<Briefing, 'ref'>): Promise<boolean>
  list(viewer: Viewer, page: { offset: number; limit: number }): Promise<Page<Used>>
}
