import { type Command, defineCommand } from '#core/command'
import { type Draft, draftFields } from '#core/draft'
import { UserError } from '#core/errors'
import { formOf } from '#core/form-of'
import { option } from '#core/options'
import type { Form } from '#core/reply'
import { longestField } from './base.ts'
import { asSeen, type Here, hereOf, seenAs } from './here.ts'
import { isTheirs, mayShow, tooHigh } from './label.ts'
import { given } from './new.ts'
import { composed, saved } from './save.ts'

/** Changes a draft in a form that holds what there is; what is left empty stays as it is. */
export const editDraft: Command = defineCommand({
  name: 'briefing edit',
  summary: 'Change a draft, in a form that holds what there is',
  options: { draft: option.draft('which draft, by its id'), ...option.briefingFields() },
  examples: ['/briefing edit x7k3'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  form: true,
  async run({ options: { draft: meant, ...fields }, ...context }) {
    const here = hereOf(context)
    // A form that was filled in while somebody else changed the draft is not thrown away.
    const draft = asSeen({ draft: meant.draft })
    if (!(await mayShow(draft, here)) && !isTheirs(draft, here.writing.me.person))
      throw tooHigh(draft, here)
    if (Object.keys(fields).length === 0) return dialogue(draft, here)
    if (draft.kind === 'retract') throw noText(draft)
    const { id, markdown: before } = draft
    return saved(meant, await composed(given(fields), { before, id }, here), here)
  },
})

const dialogue = (draft: Draft, { writing }: Here): Form => {
  if (draft.kind === 'retract') throw noText(draft)
  const values = writing.pen.fieldsOf(draft.markdown)
  // What is longer than a field takes is left out of the form, and so stays as it is.
  const asked = draftFields.filter((name) => values[name].length <= longestField)
  const held = Object.fromEntries(asked.map((name) => [name, values[name]]))
  return formOf(editDraft, { draft: seenAs(draft), ...held }, asked)
}

const noText = ({ id }: Draft): UserError =>
  new UserError(`Draft ${id} is a retraction and has no text. Drop it, and begin it anew.`)
