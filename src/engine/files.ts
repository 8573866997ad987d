import { type Attached, asksBeside, mostBytes, nameOf, refuseUnread, textOf } from '#core/attached'
import type { Asker, ChatPlatform } from '#core/chat'
import { aside, type Form, type Invoked, paragraph, type Reply, strong, typed } from '#core/reply'
import type { Received } from '#core/room'
import { counted, saying } from '#core/show'

/** Gives one answer, under the name that the ledger is to know it by. */
export type Answering = (answer: string) => Promise<Reply | Form>

export type FileParts = {
  platform: Pick<ChatPlatform, 'fetchFile'>
  /** Answers words, as ever. */
  words(text: string, asker: Asker): Answering
  /** Runs a command for somebody who is alone with the bot; what fails in finding it out is told too. */
  run(invoked: () => Promise<Invoked>, asker: Asker): Answering
  edits(asker: Asker): Promise<boolean>
}

/** So many files of one message are read. */
const mostFiles = 10

/**
 * What a message is answered with: one answer to its words, one to each file that an editor sent along. An
 * editor's words beside a file are a remark, unless they ask something.
 */
export const answersTo = async (
  { platform, words, run, edits }: FileParts,
  { text, files = [] }: Pick<Received, 'text' | 'files'>,
  asker: Asker,
): Promise<Answering[]> => {
  if (files.length === 0) return [words(text, asker)]
  const isEditor = await edits(asker)
  const isAsked = text !== '' && (!isEditor || asksBeside(text))
  const asked = isAsked ? [words(text, asker)] : []
  if (!isEditor) return [...asked, async () => forEditors]
  const read = files.slice(0, mostFiles).map((file) =>
    named(
      file,
      run(() => lineOf(platform, asker.channel, file), asker),
    ),
  )
  const left = files.length - read.length
  return [...asked, ...read, ...(left > 0 ? [async () => tooMany(left)] : [])]
}

/** What a file becomes is a command's to say. Throws UserError where it cannot be read. */
const lineOf = async (
  platform: FileParts['platform'],
  channel: string,
  file: Attached,
): Promise<Invoked> => {
  refuseUnread(file)
  const markdown = textOf(await platform.fetchFile(channel, file, mostBytes))
  return { command: 'briefing file', options: { markdown } }
}

/** Of several files each answer says whose it is. */
const named =
  (file: Attached, answering: Answering): Answering =>
  async (answer) => {
    const reply = await answering(answer)
    if (reply.kind === 'form') return reply
    return { ...reply, blocks: [aside('Your file ', strong(nameOf(file))), ...reply.blocks] }
  }

const forEditors = saying(
  paragraph(
    'I read files from editors only. Write your question in words, or see what can be asked: ',
    typed('/help'),
  ),
)

const tooMany = (left: number): Reply =>
  saying(
    paragraph(`I read ${mostFiles} files at a time. Send the other ${counted(left, 'one')} again.`),
  )
