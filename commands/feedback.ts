import { defineCommand } from '#core/command'
import { option } from '#core/options'
import { button, buttons, paragraph } from '#core/reply'
import { saying } from '#core/show'

/** What the buttons under an answer run: whether it helped. */
export const feedback = defineCommand({
  name: 'feedback',
  summary: 'Say whether an answer helped',
  options: {
    question: { ...option.name('its id, from the buttons under the answer', 40), kind: 'id' },
    verdict: option.choice('whether it answered the question', ['did', 'did not'], {
      yes: 'did',
      no: 'did not',
      not: 'did not',
    }),
  },
  examples: ['/feedback q-7mk3zpw2ha did'],
  allow: 'anyone',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { question, verdict }, questions }) {
    const isHelped = verdict === 'did'
    const isKept = await questions?.judge(question, isHelped ? 'helped' : 'did not help')
    if (!isKept) return saying(paragraph('That question is no longer kept.'))
    if (isHelped) return saying(paragraph('Thank you: noted that it helped.'))
    return saying(
      paragraph('Thank you: noted that it did not. The editors can be asked instead.'),
      ...buttons(button('Ask the editors', 'requests send', { question })),
    )
  },
})
