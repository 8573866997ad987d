import type { Deed } from './audit.ts'
import type { Content } from './briefing.ts'
import type { Day } from './dates.ts'
import type { NewDelivery } from './delivery.ts'
import type { Ref } from './ref.ts'
import type { Writer } from './role.ts'
import type { Publication, Standing } from './store.ts'
import type { Topic } from './topics.ts'

export const draftStates = ['writing', 'in review', 'approved', 'published', 'dropped'] as const
export type DraftState = (typeof draftStates)[number]

/** What comes of it: a briefing, or a new revision of one. */
export const draftKinds = ['new', 'correct', 'update', 'retract'] as const
export type DraftKind = (typeof draftKinds)[number]

/** A briefing, or a revision of one, before it is published. Kept until somebody drops it. */
export type Draft = {
  /** Short enough to type. */
  id: string
  workspace: string
  author: Writer
  state: DraftState
  kind: DraftKind
  /** What it changes, as it stood when this was begun; none for a new briefing. */
  base?: Ref
  /** The file as it would be published, or as far as it is written. */
  markdown: string
  /** Who allows that the label is lowered, in the words of whoever wrote that down. */
  permission?: string
  /** A retraction that takes the words out of every revision. */
  removesWords: boolean
  /** Who was asked to look at it; none where any approver was. */
  reviewer?: string
  /** Who changed it last. */
  editedBy: string
  /** Who approved it; of one that was released alone, who looked at it afterwards. */
  approver?: Writer
  isReleasedAlone: boolean
  published?: Ref
  /** When it was published. An ISO instant, as the next two are. */
  publishedAt?: string
  created: string
  changed: string
  /** Counts up with each change, so that two at once are noticed. */
  version: number
}

export type NewDraft = Pick<
  Draft,
  'id' | 'workspace' | 'author' | 'kind' | 'base' | 'markdown' | 'removesWords' | 'created'
> & {
  /** The answer that began it, which begins no second one however often it is given. */
  answer?: string
}

/** What may be changed about a draft; what is `undefined` is taken away. */
export type DraftTerms = Partial<
  Pick<Draft, 'state' | 'markdown' | 'removesWords' | 'editedBy'>
> & {
  permission?: string | undefined
  reviewer?: string | undefined
  approver?: Writer | undefined
}

/** A revision whose words were taken out: what is left of it. */
export type Emptied = { revision: number; content: Content; markdown: string }

/** What publishing a draft writes, all of it or nothing. */
export type Release = {
  publication: Publication
  /** Who approved it, or that one person released it alone. */
  approver?: Writer | undefined
  isReleasedAlone: boolean
  at: string
  /** Earlier revisions of the same briefing that lose their words. */
  emptied?: readonly Emptied[]
  /** What is written down of it for good. */
  deed: Deed
  /** Where it goes at once. */
  deliveries: readonly NewDelivery[]
}

/** Where a briefing has been shown: messages that others see, in how many channels; people who saw it alone. */
export type Reached = { messages: number; channels: number; people: number }

/** The store's part of drafts. */
export type Drafts = {
  /** Where the same answer has begun one before, that one as it stands. */
  add(draft: NewDraft): Promise<Draft>
  find(id: string): Promise<Draft | undefined>
  /** Of a workspace, what is not dropped: this person's own and what waits for others' eyes; the newest first. */
  list(workspace: string, person: string): Promise<Draft[]>
  /** Those that revisions of a briefing came from. */
  behind(ref: Ref): Promise<Draft[]>
  /** Where any revision of a briefing has been shown. */
  reached(ref: Ref): Promise<Reached>
  /** Undefined where another change came first. */
  change(
    draft: Pick<Draft, 'id' | 'version'>,
    terms: DraftTerms,
    at: string,
    deed?: Deed,
  ): Promise<Draft | undefined>
  /** Undefined where another change came first; a revision that is there already fails. */
  publish(draft: Pick<Draft, 'id' | 'version'>, release: Release): Promise<Draft | undefined>
}

/** What a form asks of a briefing, each as it is typed. */
export const draftFields = ['title', 'bluf', 'text', 'sources', 'about'] as const
export type DraftFields = Record<(typeof draftFields)[number], string>

/** What is wrong with a draft, and where: a line of its file, and of its text where it stands there. */
export type DraftFault = { line: number; textLine?: number; isError: boolean; message: string }

export type Checked = {
  /** Undefined while anything keeps it from being published. */
  file?: { content: Content; revision: number; hash: string; markdown: string }
  faults: readonly DraftFault[]
}

/** What a new revision says of itself. */
export type Told = { kind: 'correction' | 'update'; was: string; is: string; why: string }

/** How the files of drafts are read and written. Pure; the engine is handed it. */
export type Pen = {
  /** Held to a vocabulary, where one is given. */
  check(markdown: string, topics?: readonly Topic[]): Checked
  /** A file from what was filled in. What a form does not ask for stays as it is in the file before. */
  compose(
    fields: Partial<DraftFields>,
    how: { before?: string; topics: readonly Topic[]; today: Day; author: string; id: string },
  ): string
  /** The same in fields, as one would type them. */
  fieldsOf(markdown: string): DraftFields
  /** With one more entry under changes; its old words are replaced wherever they stand. */
  changed(markdown: string, told: Told & { date: Day; revision: number; text?: string }): string
  /** The entry it ends with, where that is of this revision. */
  toldIn(markdown: string, revision: number): Told | undefined
  withdrawn(markdown: string, withdrawal: { date: Day; reason: string }): string
  /** What is left once its words are taken out, valid as a file of its own. */
  emptied(markdown: string): Omit<Emptied, 'revision'>
  /** Any text as Markdown that says the same and nothing more. */
  plain(text: string): string
  /** Dated the day it is published, where it was dated since it was begun. */
  dated(markdown: string, days: { begun: Day; today: Day }): string
  /** What a file means for what stands under its name, or why it cannot. */
  decide(
    file: NonNullable<Checked['file']>,
    standing: Standing | undefined,
  ): { publication: Publication } | { refusal: string } | 'unchanged'
}
