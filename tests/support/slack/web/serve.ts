import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Fault } from '../api/fault.ts'
import type { Requested } from '../api/slack.ts'
import { fileAt, fileRoot } from '../methods/files.ts'
import { respond } from '../methods/respond.ts'
import type { Place } from '../place.ts'
import type { Answer } from './answers.ts'
import { type Faults, faultAnswer, isStruck } from './faults.ts'
import { handled, teamOf } from './handle.ts'
import type { Limits } from './limits.ts'
import { type Asked, readRequest } from './read-request.ts'

export type Web = {
  place: Place
  faults: Faults
  limits: Limits
  note: (request: Requested) => void
}

/** Answers one HTTP request as Slack would, or as a fault wants it. */
export const serve = async (
  web: Web,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  const asked = await readRequest(incoming)
  const request = requested(web.place, asked)
  web.note(request)
  const fault = web.faults.strike(request) ?? {}
  if (fault.delay) await pause(fault.delay, undefined, { ref: false })
  const isRefused = isStruck(fault) && fault.when !== 'after' && fault.instead !== 'truncate'
  const answer = isRefused ? undefined : await limited(web, request, asked)
  const given = isStruck(fault) ? (faultAnswer(fault) ?? answer ?? empty) : (answer ?? empty)
  note(request, given)
  send(web.place, given, asked, outgoing, fault)
  web.place.news.tell()
}

const empty: Answer = { status: 200, body: '' }

const requested = (place: Place, { path, token, args }: Asked): Requested => {
  const team = teamOf(place, token)?.id
  return {
    method: methodOf(path),
    args: args instanceof SyntaxError ? {} : args,
    ...(team !== undefined && { team }),
    at: Date.now(),
  }
}

const methodOf = (path: string): string => {
  if (path.startsWith('/response/')) return 'response_url'
  return path.startsWith(fileRoot) ? 'file' : path.replace(/^\/api\//, '')
}

const limited = async (
  { place, limits }: Web,
  { method, args, team }: Requested,
  asked: Asked,
): Promise<Answer> => {
  const refused = limits.count(method, { team: `${team}`, channel: `${args.channel ?? ''}` })
  if (refused) return refused
  if (method === 'response_url') return respond(place, asked)
  return method === 'file' ? fileAt(place, asked) : handled(place, method, asked)
}

const note = (request: Requested, { status, body }: Answer): void => {
  request.status = status
  const error = typeof body === 'object' && 'error' in body ? body.error : undefined
  if (error !== undefined) request.error = `${error}`
}

const send = (
  place: Place,
  { status, body, headers }: Answer,
  { token }: Asked,
  outgoing: ServerResponse,
  { instead }: Fault,
): void => {
  if (instead === 'hang') return
  if (instead === 'reset') {
    outgoing.socket?.resetAndDestroy()
    return
  }
  if (body instanceof Uint8Array) {
    outgoing.writeHead(status, headers).end(body)
    return
  }
  const isText = typeof body === 'string'
  const text = isText ? body : JSON.stringify(body)
  const type = isText ? 'text/plain' : 'application/json; charset=utf-8'
  const scopes = [...(teamOf(place, token)?.scopes ?? [])].join(',')
  outgoing.writeHead(status, { 'content-type': type, 'x-oauth-scopes': scopes, ...headers })
  outgoing.end(instead === 'truncate' ? text.slice(0, text.length / 2) : text)
}
