import { defineCommand, type Option } from '#core/command'
import { UserError } from '#core/errors'
import { option, requestsIn } from '#core/options'
import {
  mostOpen,
  type Passed,
  type Questions,
  questionId,
  type Readership,
  type Requests,
} from '#core/question'
import { aside, button, buttons, paragraph, type Reply, typed } from '#core/reply'
import { asked } from '#core/say-request'
import { saying } from '#core/show'
import { terms } from '#core/terms'
import { topicsIn } from '#core/topics'

const longest = 500

/** Words, or the id by which buttons name a question that was asked. */
const question: Option<string> = {
  ...option.text('your question, in plain words'),
  parse: (given) => given.replace(/\s+/g, ' ').trim(),
}

/** Passes a question on, once whoever asks knows what is passed on. */
export const sendRequest = defineCommand({
  name: 'requests send',
  summary: 'Pass a question on to the editors',
  options: {
    question,
    name: option.optional(
      option.choice('whether the editors see your name', ['with', 'without', 'cancel']),
    ),
  },
  examples: ['/requests send Which countries will lead the defence core?'],
  allow: 'anyone',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { question: given, name }, questions, requests: known, read }) {
    if (name === 'cancel') return saying(paragraph('Nothing was sent.'))
    const requests = requestsIn(known)
    const { text, topics } = await meant(given, questions)
    const readership = await requests.readership()
    if (!readership.isRead) throw unread()
    if (name === undefined) return preview(given, text, readership, requests)
    const found = topics ?? topicsIn(await read.topics(), text).map(({ slug }) => slug)
    const passed = await requests.send({ text, topics: found, withName: name === 'with' })
    return said(passed, readership, requests)
  },
})

type Meant = { text: string; topics?: readonly string[] }

const meant = async (given: string, questions: Questions | undefined): Promise<Meant> => {
  if (!questionId.test(given)) return { text: fitting(given) }
  const found = await questions?.find(given)
  if (found) return { text: fitting(found.understood), topics: found.topics }
  throw new UserError(
    'That question is no longer kept, or somebody else asked it. Write it out: ',
    typed('/requests send <question>'),
  )
}

const fitting = (text: string): string => {
  const { length } = [...text]
  if (length > longest)
    throw new UserError(
      `The editors read at most ${longest} characters of a question, and this has ${length}. Say it in fewer: `,
      typed('/requests send <question>'),
    )
  if (terms(text).length > 0) return text
  throw new UserError('I see no words in that. Write your question in plain words.')
}

const unread = (): UserError =>
  new UserError(
    'Your direct messages belong to no workspace yet, and so no editors would see it. Say whose you ask: ',
    typed('/workspace use'),
    ', or send it in one of their channels.',
  )

const editorsOf = ({ name }: Readership): string =>
  name === undefined ? 'the editors' : `the editors of ${name}`

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const preview = (given: string, text: string, readership: Readership, { tells }: Requests): Reply =>
  saying(
    asked({ text }),
    paragraph(
      `${capital(editorsOf(readership))} see your question and when you asked; your name only if you say so. ${tells ? 'You are told when it is answered.' : atTerminal}`,
    ),
    ...buttons(
      button('Send without my name', 'requests send', { question: given, name: 'without' }, 'here'),
      button('Send with my name', 'requests send', { question: given, name: 'with' }, 'here'),
      button('Do not send', 'requests send', { question: given, name: 'cancel' }, 'here'),
    ),
  )

const atTerminal = 'At a terminal you cannot be told when it is answered.'

const said = (passed: Passed, readership: Readership, { tells }: Requests): Reply => {
  if (passed.kind === 'too many')
    return saying(
      paragraph(
        `The editors have ${mostOpen} questions from you already, and take no more from one person at a time. Send this one when one of those is answered.`,
      ),
    )
  const { name } = passed.request
  const how = name === undefined ? 'without your name' : `with your name, ${name}`
  const first =
    passed.kind === 'new'
      ? `Sent to ${editorsOf(readership)}, ${how}.`
      : `${capital(editorsOf(readership))} have this question from you already, ${how}.`
  const then = tells ? 'You are told by direct message when it is answered.' : atTerminal
  const isTaken = passed.request.takenBy !== undefined
  return saying(paragraph(isTaken ? `${first} An editor is on it.` : first), aside(then))
}
