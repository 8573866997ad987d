import type {
  PlainTextElement,
  RichTextBlock,
  RichTextElement,
  RichTextSection,
} from '@slack/types'
import type { Inline } from '#core/reply'
import { elements } from './inline.ts'

export const section = (shown: RichTextElement[]): RichTextSection => ({
  type: 'rich_text_section',
  elements: shown,
})

/** Words where Slack reads no markup; without emoji, `:smile:` stays as it is written. */
export const plainText = (text: string): PlainTextElement => ({
  type: 'plain_text',
  text,
  emoji: false,
})

/** Inlines as a line of their own, and others under it in the same block; none where nothing is seen. */
export const lines = (...some: readonly (readonly Inline[])[]): RichTextBlock[] => {
  const shown = some.map((one) => elements(one)).filter((one) => one.length > 0)
  const joined = shown.flatMap((one, at): RichTextElement[] =>
    at === 0 ? one : [{ type: 'text', text: '\n' }, ...one],
  )
  return joined.length > 0 ? [{ type: 'rich_text', elements: [section(joined)] }] : []
}

/** The same in strong words. */
export const boldLine = (inlines: readonly Inline[]): RichTextBlock[] => {
  const shown = elements(inlines, { bold: true })
  return shown.length > 0 ? [{ type: 'rich_text', elements: [section(shown)] }] : []
}

export const quote = (inlines: readonly Inline[]): RichTextBlock[] => {
  const shown = elements(inlines)
  if (shown.length === 0) return []
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: shown }] }]
}

/** A line that calls a group at its end: the one thing in a message that is not just words. */
export const lineCalling = (inlines: readonly Inline[], group: string): RichTextBlock[] => {
  const said = elements(inlines)
  const between: RichTextElement[] = said.length > 0 ? [{ type: 'text', text: ' ' }] : []
  const call: RichTextElement = { type: 'usergroup', usergroup_id: group }
  return [{ type: 'rich_text', elements: [section([...said, ...between, call])] }]
}

/** Slack's ids of user groups; with anything else it would refuse the message. */
export const groupId = /^S[A-Z0-9]+$/
