import { type Wish, wishesIn } from '#core/asking'
import { defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { option } from '#core/options'
import { type Reply, typed } from '#core/reply'
import { terms } from '#core/terms'
import { type Asking, answerTo, together } from './ask/answering.ts'
import { howToAsk, onlyEnglish } from './ask/words.ts'

const longest = 1_000

/** A question in plain words, answered in stored sentences with their sources, or not at all. */
export const ask = defineCommand({
  name: 'ask',
  summary: 'Answer a question from the briefings, with sources',
  options: {
    question: option.text('your question, in plain words'),
  },
  examples: ['/ask When was the NATO exercise in Bergen?', '/ask latest on Bergen'],
  allow: 'anyone',
  audience: 'asker',
  onMessage: { label: 'Ask Sitrep about this', option: 'question' },
  run: ({ options, read, viewer, now, zone, questions }) =>
    replyTo(options.question, { read, viewer, now, zone, ...(questions && { questions }) }),
})

/** Everything that a message asks, answered. Throws UserError for what is no question. */
export const replyTo = async (text: string, asking: Asking): Promise<Reply> => {
  if (terms(text).length === 0)
    throw new UserError(
      'I see no words in that. Ask in plain words, or see what can be asked: ',
      typed('/help'),
    )
  if (text.length > longest)
    throw new UserError(
      `That is too long for one question: ask in at most ${longest} characters, one thing at a time.`,
    )
  const wishes = wishesIn(text)
  if (wishes[0]?.kind === 'talk') return howToAsk
  if (wishes[0]?.kind === 'foreign') return onlyEnglish
  const parts: { asked: string; reply: Reply }[] = []
  for (const wish of wishes)
    parts.push({ asked: askedIn(wish), reply: await answerTo(wish, asking) })
  return parts.length === 1 && parts[0] ? parts[0].reply : together(parts)
}

const askedIn = (wish: Wish): string => {
  if (wish.kind === 'latest') return `The newest on ${wish.about}`
  return wish.kind === 'question' ? wish.text : ''
}
