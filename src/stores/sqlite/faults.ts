import { OperatorError } from '#core/errors'
import { SqliteError } from './thread.ts'

/** Primary result codes (https://sqlite.org/rescode.html) that an operator can do something about. */
const remedies: Record<number, string> = {
  5: 'is locked by another program. Close what else has it open, then start again',
  6: 'is locked by another program. Close what else has it open, then start again',
  8: 'cannot be written to. Give this user write permission on the file and its folder',
  10: 'cannot be read or written: the disk reports an error. Check the disk, then restore a backup if need be',
  11: 'is damaged. Nothing was changed; move it away and restore a backup (docs/operating.md)',
  13: 'cannot grow: the disk is full. Free some space, then start again',
  14: 'cannot be opened. Check that its folder exists and that this user may write there',
  26: 'is not a Sitrep store. Nothing was changed; point DATABASE_URL at another file',
}

export const notOurs = (file: string): string => `The store ${file} ${remedies[26]}.`

/** What a fault means to the operator; faults that nobody outside can mend stay as they are. */
export const explained = (error: unknown, file: string): unknown => {
  if (!(error instanceof SqliteError) || error.code === undefined) return error
  const remedy = remedies[error.code & 0xff]
  return remedy ? new OperatorError(`The store ${file} ${remedy}.`) : error
}
