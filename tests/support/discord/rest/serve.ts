import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Requested } from '../api/discord.ts'
import type { Fault } from '../api/fault.ts'
import type { Place } from '../place.ts'
import { fileAt } from '../routes/files.ts'
import type { Answer } from './answers.ts'
import { faultAnswer } from './fault-answer.ts'
import type { Faults } from './faults.ts'
import { handled } from './handle.ts'
import type { Limits } from './limits.ts'
import { readRequest } from './read-request.ts'

export type Rest = {
  place: Place
  faults: Faults
  limits: Limits
  note: (request: Requested) => void
}

/** Answers one HTTP request as Discord's API would, or as a fault wants it. */
export const serve = async (
  rest: Rest,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  const request = await readRequest(incoming)
  rest.note(request)
  const fault = rest.faults.strike(request) ?? {}
  if (fault.delay) await pause(fault.delay, undefined, { ref: false })
  const isRefused = isStruck(fault) && fault.when !== 'after' && fault.instead !== 'truncate'
  const { authorization } = incoming.headers
  const answer = isRefused
    ? undefined
    : (fileAt(rest.place, request, authorization) ?? limited(rest, request, authorization))
  if (isStruck(fault)) strike(fault, request, outgoing, answer)
  else if (answer) send(answer, request, outgoing)
  rest.place.news.tell()
}

const limited = ({ place, limits }: Rest, request: Requested, authorization?: string): Answer => {
  const { refused, headers } = limits.count(request.method, request.path)
  const answer = refused ?? handled(place, request, authorization)
  return { ...answer, headers: { ...headers, ...answer.headers } }
}

const isStruck = ({ status, instead }: Fault): boolean =>
  status !== undefined || instead !== undefined

const strike = (
  fault: Fault,
  request: Requested,
  outgoing: ServerResponse,
  answer: Answer = { status: 204 },
): void => {
  if (fault.instead === 'hang') return
  if (fault.instead === 'reset') outgoing.socket?.resetAndDestroy()
  else send(faultAnswer(fault) ?? answer, request, outgoing, fault.instead === 'truncate')
}

const send = (
  { status, body, headers }: Answer,
  request: Requested,
  outgoing: ServerResponse,
  isTruncated = false,
): void => {
  request.status = status
  if (body === undefined) {
    outgoing.writeHead(status, headers).end()
    return
  }
  if (body instanceof Uint8Array) {
    outgoing.writeHead(status, headers).end(body)
    return
  }
  const isText = typeof body === 'string'
  const text = isText ? body : JSON.stringify(body)
  const type = isText ? 'text/plain' : 'application/json'
  outgoing.writeHead(status, { 'content-type': type, ...headers })
  outgoing.end(isTruncated ? text.slice(0, text.length / 2) : text)
}
