import { OperatorError, UserError } from '#core/errors'

/** Runs a program to its end: a fault that someone can mend is its one line, and the exit code is 1. */
export const runProgram = async (program: () => Promise<number>): Promise<void> => {
  try {
    process.exitCode = await program()
  } catch (error) {
    process.exitCode = 1
    const isTold = error instanceof OperatorError || error instanceof UserError
    process.stderr.write(isTold ? `${error.message}\n` : `${(error as Error).stack ?? error}\n`)
  }
}
