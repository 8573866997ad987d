import type { Command } from '#core/command'
import { answerRequest } from './answer.ts'
import { closeRequest } from './close.ts'
import { dropRequest } from './drop.ts'
import { dueRequest } from './due.ts'
import { gaps } from './gaps.ts'
import { openRequests } from './open.ts'
import { sendRequest } from './send.ts'
import { takeRequest } from './take.ts'

/** Questions for the editors, in the order in which help names them. */
export const requestCommands: readonly Command[] = [
  sendRequest,
  openRequests,
  gaps,
  takeRequest,
  dropRequest,
  dueRequest,
  answerRequest,
  closeRequest,
]
