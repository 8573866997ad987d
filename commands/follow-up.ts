import { type Command, defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { formOf } from '#core/form-of'
import { option } from '#core/options'
import { typed } from '#core/reply'
import { replyTo } from './ask.ts'

/** A question that is meant together with one before it. */
export const followUp: Command = defineCommand({
  name: 'follow-up',
  summary: 'Ask further about what you asked before',
  options: {
    question: option.optional(option.text('what more you want to know')),
    after: option.optional(option.name('the id of the question before, from its button', 40)),
  },
  examples: ['/follow-up and Germany?'],
  allow: 'anyone',
  audience: 'asker',
  form: true,
  async run({ options: { question, after }, read, viewer, now, zone, questions }) {
    const before = after === undefined ? await questions?.last() : await questions?.find(after)
    if (!before)
      throw new UserError(
        'The question before is no longer kept. Ask it all in one: ',
        typed('/ask When was the NATO exercise in Bergen?'),
      )
    if (question === undefined) return formOf(followUp, { after: before.id }, ['question'])
    return replyTo(question, { read, viewer, now, zone, ...(questions && { questions }), before })
  },
})
