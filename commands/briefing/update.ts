import { type Command, defineCommand } from '#core/command'
import { formOf } from '#core/form-of'
import { option } from '#core/options'
import { baseOf, draftOf, held } from './base.ts'
import { change } from './change.ts'
import { hereOf, seenAs } from './here.ts'
import { given } from './new.ts'

const asked = ['is', 'why', 'bluf', 'text', 'sources'] as const

/** Brings a briefing up to date: says what is new. */
export const updateBriefing: Command = defineCommand({
  name: 'briefing update',
  summary: 'Bring a briefing up to date: what is new',
  options: {
    briefing: option.briefing('which briefing'),
    is: option.optional(option.prose('what is new, in a few words')),
    why: option.optional(option.prose('why it is new, in a sentence')),
    bluf: option.optional(option.prose('the main point, with what is new')),
    text: option.optional(option.prose('the whole text, with what is new')),
    sources: option.optional(
      option.prose('all sources, one a line: publisher | title | https://… | date | F3'),
    ),
    was: option.optional(option.prose('what was said instead until now')),
    draft: option.alsoDraft('an update that is being written, by its id'),
  },
  examples: ['/briefing update northport-harbour'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  form: true,
  async run({ options: { briefing, draft: meant, ...words }, ...context }) {
    const here = hereOf(context)
    if (Object.keys(words).length > 0) {
      const { was, is, why, ...fields } = given(words)
      return change(briefing, meant, { kind: 'update', told: { was, is, why }, fields }, here)
    }
    const draft = draftOf(meant, briefing)
    const { markdown } = draft ?? (await baseOf(briefing, here))
    const told = here.writing.pen.toldIn(markdown, (draft?.base ?? briefing.ref).revision + 1)
    const { bluf, text, sources } = here.writing.pen.fieldsOf(markdown)
    const values = held({ ...(told && { is: told.is, why: told.why }), bluf, text, sources })
    const which = { briefing: briefing.slug, ...(draft && { draft: seenAs(draft) }) }
    const fitting = asked.filter((name) => name === 'is' || name === 'why' || name in values)
    return formOf(updateBriefing, { ...values, ...which }, fitting)
  },
})
