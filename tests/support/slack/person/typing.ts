import type { Block, Json } from '../world/records.ts'

const mention = /(<@[UW][A-Z0-9]+>)/

export const isNaming = (text: string, user: string): boolean => text.includes(`<@${user}>`)

/** What somebody typed, as Slack gives it: `&`, `<` and `>` escaped, but for people who are named. */
export const escaped = (text: string): string =>
  text
    .split(mention)
    .map((part) => (mention.test(part) ? part : escapedPart(part)))
    .join('')

const escapedPart = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The same as the one block that it becomes. */
export const typedBlock = (text: string): Block => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: text.split(mention).flatMap((part): Json[] => {
        if (part === '') return []
        const user_id = /^<@(.+)>$/.exec(part)?.[1]
        return [
          user_id && mention.test(part) ? { type: 'user', user_id } : { type: 'text', text: part },
        ]
      }),
    },
  ],
})
