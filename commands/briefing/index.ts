import type { Command } from '#core/command'
import { drafts } from '../drafts.ts'
import { approveDraft } from './approve.ts'
import { dropDraft } from './drop.ts'
import { editDraft } from './edit.ts'
import { newBriefing } from './new.ts'
import { permitDraft } from './permit.ts'
import { postBriefing } from './post.ts'
import { publishDraft } from './publish.ts'
import { reviewDraft } from './review.ts'
import { showDraft } from './show.ts'

/** Writing briefings, in the order in which help names it. */
export const briefingCommands: readonly Command[] = [
  newBriefing,
  drafts,
  showDraft,
  editDraft,
  dropDraft,
  reviewDraft,
  approveDraft,
  permitDraft,
  publishDraft,
  postBriefing,
]
