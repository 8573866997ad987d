import type { Command } from '#core/command'
import { ask } from './ask.ts'
import { audit } from './audit.ts'
import { brief } from './brief.ts'
import { briefingCommands } from './briefing/index.ts'
import { digestCommands } from './digest/index.ts'
import { feedback } from './feedback.ts'
import { followUp } from './follow-up.ts'
import { help } from './help.ts'
import { latest } from './latest.ts'
import { privacy } from './privacy.ts'
import { requestCommands } from './requests/index.ts'
import { roleCommands } from './role/index.ts'
import { search } from './search.ts'
import { redByDm } from './tlp-red.ts'
import { setLimit } from './tlp-set.ts'
import { showLimit } from './tlp-show.ts'
import { topics } from './topics.ts'
import { used } from './used.ts'
import { vocabularyCommands } from './vocabulary.ts'
import { watchCorrections } from './watch-corrections.ts'
import { watchRequests } from './watch-requests.ts'
import { leaveWorkspace, useWorkspace } from './workspace.ts'

/** Every command there is, in the order in which help names them. */
export const commands: readonly Command[] = [
  ask,
  followUp,
  brief,
  latest,
  search,
  topics,
  ...digestCommands,
  ...requestCommands,
  ...briefingCommands,
  feedback,
  used,
  watchCorrections,
  watchRequests,
  showLimit,
  setLimit,
  redByDm,
  ...vocabularyCommands,
  ...roleCommands,
  audit,
  useWorkspace,
  leaveWorkspace,
  privacy,
  help,
]
