import { randomBytes } from 'node:crypto'
import { UserError } from '#core/errors'
import { code, paragraph, type Reply } from '#core/reply'

export type Report = (reference: string, error: unknown) => void

/**
 * The one place where the two kinds of failure part: a UserError is a sentence for the asker; of
 * anything else they get a reference, and the operator the stack under the same reference.
 */
export const failureReply = (error: unknown, report: Report): Reply => {
  if (error instanceof UserError) return sentence([...error.words])
  const reference = randomBytes(3).toString('hex')
  report(reference, error)
  return sentence([
    'That could not be answered: something failed on our side, and nothing was changed. Try again; if it stays so, tell whoever runs Sitrep the reference ',
    code(reference),
    '.',
  ])
}

const sentence = (words: Parameters<typeof paragraph>): Reply => ({
  kind: 'reply',
  blocks: [paragraph(...words)],
  shows: [],
})
