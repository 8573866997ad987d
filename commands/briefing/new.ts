import { type Command, defineCommand } from '#core/command'
import { draftFields } from '#core/draft'
import { formOf } from '#core/form-of'
import { option } from '#core/options'
import { tlpLabel } from '#core/tlp'
import { hereOf } from './here.ts'
import { preview } from './preview.ts'
import { composed } from './save.ts'

/** What an empty form begins with. */
const template = '## Reported\n\n\n\n## Assessed\n\n\n\n## Not known\n'

/** Begins a briefing: asks for it in a form, keeps what was filled in, and shows how it will look. */
export const newBriefing: Command = defineCommand({
  name: 'briefing new',
  summary: 'Write a briefing, kept as a draft until it is published',
  options: option.briefingFields(),
  examples: ['/briefing new'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  form: true,
  async run({ options, ...context }) {
    const here = hereOf(context)
    if (Object.keys(options).length === 0)
      return formOf(
        newBriefing,
        { text: template, about: `${tlpLabel('CLEAR')} | ROUTINE` },
        draftFields,
      )
    const { writing } = here
    const id = await writing.freeId()
    const markdown = await composed(given(options), { id }, here)
    return preview(await writing.add({ id, kind: 'new', markdown, removesWords: false }), here)
  },
})

/** Only what was told. */
export const given = <T extends Record<string, string | undefined>>(
  options: T,
): Partial<Record<keyof T, string>> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<
    Record<keyof T, string>
  >
