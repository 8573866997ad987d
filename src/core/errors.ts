/** A fault the person can mend: its message is a sentence for them that names the remedy. */
export class UserError extends Error {
  override readonly name = 'UserError'
}

/** A fault that whoever runs Sitrep can mend: one line that says what is wrong and what to do. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
}
