import type { Ref } from './ref.ts'
import type { Tlp } from './tlp.ts'

/** Text is data: a value is shown as it stands, whatever characters it holds. */
export type Inline =
  | string
  | { kind: 'strong' | 'emphasis' | 'strike' | 'code'; text: string }
  /** A command as one types it at a terminal (`/topics`); a platform shows what one types there. */
  | { kind: 'typed'; text: string }
  | { kind: 'link'; text: string; url: string }
  | { kind: 'time'; text: string; at: string }
  | { kind: 'citation'; text: string; of: Ref }
  /** Words, but at the end of a headline that is posted unasked: there the role or group is called. */
  | { kind: 'mention'; text: string; id: string }

/** A command with what it is told, before that is read. */
export type Invoked = { command: string; options: Record<string, string> }

export type Button = Invoked & {
  label: string
  /** Where the answer goes: in place of this message, in one of its own, or to the whole channel. */
  opens: 'here' | 'new' | 'channel'
}

export type Item = { text: Inline[]; depth?: number; button?: Button }
export type Choice = { label: string; value: string }

export type Block =
  | { kind: 'heading'; text: Inline[] }
  | { kind: 'paragraph'; text: Inline[] }
  | { kind: 'list'; ordered: boolean; start?: number; items: Item[] }
  | { kind: 'quote'; text: Inline[] }
  | { kind: 'facts'; facts: { name: string; value: Inline[] }[] }
  | { kind: 'table'; head: string[]; rows: Inline[][][] }
  | { kind: 'image'; url: string; alt: string }
  /** Small print: where a statement comes from, how to go on. */
  | { kind: 'aside'; text: Inline[] }
  | { kind: 'divider' }
  | { kind: 'buttons'; buttons: Button[] }
  | { kind: 'select'; label: string; command: string; option: string; choices: Choice[] }

/**
 * What a command answers, on every platform. `tlp` is the highest label of anything the reply shows
 * or counts and stands on its first line; `shows` goes into the ledger of what was shown where.
 */
export type Reply = {
  kind: 'reply'
  tlp?: Tlp
  headline?: Inline[]
  blocks: Block[]
  shows: Ref[]
}

export type Field = {
  name: string
  label: string
  hint?: string
  required: boolean
  lines: 'one' | 'many'
  choices?: Choice[]
  /** Its option of the command has suggestions for what is typed, where a platform can show them. */
  suggests?: true
  /** Another choice here changes what else is asked. */
  changes?: true
}

/** A question back to the asker; what they fill in runs the command. */
export type Form = {
  kind: 'form'
  title: string
  fields: Field[]
  values: Record<string, string>
  command: string
}

export const text = (inline: Inline): string => (typeof inline === 'string' ? inline : inline.text)
export const plain = (inlines: readonly Inline[]): string => inlines.map(text).join('')

export const strong = (words: string): Inline => ({ kind: 'strong', text: words })
export const emphasis = (words: string): Inline => ({ kind: 'emphasis', text: words })
export const code = (words: string): Inline => ({ kind: 'code', text: words })
export const typed = (line: string): Inline => ({ kind: 'typed', text: line })
export const link = (words: string, url: string): Inline => ({ kind: 'link', text: words, url })

export const heading = (...words: Inline[]): Block => ({ kind: 'heading', text: words })
export const paragraph = (...words: Inline[]): Block => ({ kind: 'paragraph', text: words })
export const aside = (...words: Inline[]): Block => ({ kind: 'aside', text: words })
export const list = (items: Item[], from: { start?: number } = {}): Block => ({
  kind: 'list',
  ordered: from.start !== undefined,
  ...from,
  items,
})
/** A row of buttons; none at all where there is no button to show. */
export const buttons = (...shown: (Button | false | undefined)[]): Block[] => {
  const present = shown.filter((button) => button !== false && button !== undefined)
  return present.length > 0 ? [{ kind: 'buttons', buttons: present }] : []
}

export const button = (
  label: string,
  command: string,
  options: Record<string, string>,
  opens: Button['opens'] = 'new',
): Button => ({ label, command, options, opens })
