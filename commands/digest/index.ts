import type { Command } from '#core/command'
import { createDigest } from './create.ts'
import { deleteDigest } from './delete.ts'
import { editDigest } from './edit.ts'
import { digestHistory } from './history.ts'
import { listDigests } from './list.ts'
import { mentionInDigest } from './mention.ts'
import { pauseDigest } from './pause.ts'
import { previewDigest } from './preview.ts'
import { resumeDigest } from './resume.ts'
import { sendDigest } from './send.ts'
import { settleEdition } from './settle.ts'
import { showDigest } from './show.ts'
import { skipInDigest } from './skip.ts'

/** All that people may do with digests. */
export const digestCommands: readonly Command[] = [
  createDigest,
  listDigests,
  showDigest,
  editDigest,
  mentionInDigest,
  pauseDigest,
  resumeDigest,
  skipInDigest,
  deleteDigest,
  previewDigest,
  sendDigest,
  digestHistory,
  settleEdition,
]
