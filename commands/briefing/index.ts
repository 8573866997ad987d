import type { Command } from '#core/command'
import { drafts } from '../drafts.ts'
import { approveDraft } from './approve.ts'
import { correctBriefing } from './correct.ts'
import { dropDraft } from './drop.ts'
import { editDraft } from './edit.ts'
import { draftFromFile } from './from-file.ts'
import { draftFromMessage } from './from-message.ts'
import { briefingHistory } from './history.ts'
import { briefingNames } from './names.ts'
import { newBriefing } from './new.ts'
import { permitDraft } from './permit.ts'
import { postBriefing } from './post.ts'
import { publishDraft } from './publish.ts'
import { briefingReach } from './reach.ts'
import { retractBriefing } from './retract.ts'
import { reviewDraft } from './review.ts'
import { showDraft } from './show.ts'
import { updateBriefing } from './update.ts'

/** Writing briefings, in the order in which help names it. */
export const briefingCommands: readonly Command[] = [
  newBriefing,
  draftFromMessage,
  draftFromFile,
  correctBriefing,
  updateBriefing,
  retractBriefing,
  drafts,
  showDraft,
  editDraft,
  dropDraft,
  reviewDraft,
  approveDraft,
  permitDraft,
  publishDraft,
  postBriefing,
  briefingHistory,
  briefingReach,
  briefingNames,
]
