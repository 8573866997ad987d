import type { Command } from '#core/command'
import { answerRequest } from './answer.ts'
import { closeRequest } from './close.ts'
import { gaps } from './gaps.ts'
import { openRequests } from './open.ts'
import { sendRequest } from './send.ts'

/** Questions for the editors, in the order in which help names them. */
export const requestCommands: readonly Command[] = [
  sendRequest,
  openRequests,
  gaps,
  answerRequest,
  closeRequest,
]
