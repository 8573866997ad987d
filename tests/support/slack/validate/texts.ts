import * as z from 'zod'

/** Text that Slack refuses when there is none of it; characters. */
export const words = (most: number) => z.string().min(1).max(most)

export const webAddress = words(3_000).regex(/^https?:\/\/[^\s/]+\S*$/i, 'not a web address')
export const secureAddress = words(3_000).regex(/^https:\/\/[^\s/]+\S*$/i, 'not an https address')

/** Composition objects: docs.slack.dev/reference/block-kit/composition-objects. */
export const plain = (most: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: words(most),
    emoji: z.boolean().optional(),
  })

const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: words(most), verbatim: z.boolean().optional() })

export const text = (most: number) => z.discriminatedUnion('type', [plain(most), mrkdwn(most)])

export const style = z.enum(['primary', 'danger'])

export const confirm = z.strictObject({
  title: plain(100).optional(),
  text: text(300),
  confirm: plain(30).optional(),
  deny: plain(30).optional(),
  style: style.optional(),
})

/** The documents say 150 characters of value where @slack/types still says 75. */
export const option = z.strictObject({
  text: plain(75),
  value: words(150),
  description: plain(75).optional(),
})

/** Overflow menus: an option may be a link. */
export const linkOption = option.extend({ url: webAddress.optional() })

/** Checkboxes and radio buttons: an option may have mrkdwn. */
export const markedOption = option.extend({ text: text(75), description: text(75).optional() })

export const options = z.array(option).max(100)

export const optionGroups = z
  .array(z.strictObject({ label: plain(75), options: options.min(1) }))
  .max(100)
