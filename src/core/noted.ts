import type { Ref } from './ref.ts'

/** An act that somebody may have to answer for one day. */
export type Noted = {
  what: 'names looked up' | 'names of readers' | 'RED by direct message'
  workspace: string
  /** Who did it. */
  person: string
  /** Which briefing it is about. */
  of?: Ref
  /** Why, or what it is from now on, in words. */
  said: string
  /** An ISO instant. */
  at: string
}

/** Writes it down; what is not written down is not done. */
export type Note = (entry: Noted) => Promise<void>
