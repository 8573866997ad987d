import { type Command, defineCommand } from '#core/command'
import { formOf } from '#core/form-of'
import { option } from '#core/options'
import { baseOf, draftOf, held } from './base.ts'
import { change } from './change.ts'
import { hereOf, seenAs } from './here.ts'
import { given } from './new.ts'

const asked = ['was', 'is', 'why', 'text'] as const

/** Corrects a briefing: says what was wrong, what is right and why. */
export const correctBriefing: Command = defineCommand({
  name: 'briefing correct',
  summary: 'Correct a briefing: what was wrong, what is right, and why',
  options: {
    briefing: option.briefing('which briefing'),
    was: option.optional(option.prose('the words that are wrong, exactly as they stand')),
    is: option.optional(option.prose('the words that are right')),
    why: option.optional(option.prose('why, in a sentence')),
    text: option.optional(
      option.prose('the whole text; left as it is, the old words are replaced wherever they stand'),
    ),
    draft: option.alsoDraft('a correction that is being written, by its id'),
  },
  examples: ['/briefing correct northport-harbour'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  form: true,
  async run({ options: { briefing, draft: meant, ...words }, ...context }) {
    const here = hereOf(context)
    const { was, is, why, text } = given(words)
    if (Object.keys(words).length > 0)
      return change(
        briefing,
        meant,
        { kind: 'correct', told: { was, is, why }, fields: text === undefined ? {} : { text } },
        here,
      )
    const draft = draftOf(meant, briefing)
    const { markdown } = draft ?? (await baseOf(briefing, here))
    const told = here.writing.pen.toldIn(markdown, (draft?.base ?? briefing.ref).revision + 1)
    const values = held({ ...told, text: here.writing.pen.fieldsOf(markdown).text })
    const which = { briefing: briefing.slug, ...(draft && { draft: seenAs(draft) }) }
    const fitting = asked.filter((name) => name !== 'text' || name in values)
    return formOf(correctBriefing, { ...values, ...which }, fitting)
  },
})
