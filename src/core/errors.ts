import { type Inline, plain } from './reply.ts'

/** A fault the person can mend: its words are a sentence for them that names the remedy. */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly words: readonly Inline[]

  constructor(...words: readonly Inline[]) {
    super(plain(words))
    this.words = words
  }
}

/** A fault that whoever runs Sitrep can mend: one line that says what is wrong and what to do. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
}
