import type { Requested } from '../api/discord.ts'
import type { Call, Place } from '../place.ts'
import { isOpen, routes } from '../routes/table.ts'
import { brokenBySchema } from '../validate/schema.ts'
import { type Answer, refusals } from './answers.ts'
import { judged } from './judge.ts'
import { routed } from './routing.ts'

/** What Discord answers when nothing goes wrong on the way. */
export const handled = (place: Place, request: Requested, authorization?: string): Answer => {
  const { method, path, query, body } = request
  const found = routed(method, path)
  if (!found) return unknown(place, request)
  if (!isOpen(found.name) && authorization !== `Bot ${place.settings.token}`)
    return refusals.unauthorized
  if (body instanceof SyntaxError) return refusals.invalidJson
  const call: Call = { request, params: found.params, query, body }
  return described(call, place, found.name) ?? routes[found.name]!(call, place)
}

const described = (call: Call, place: Place, name: string): Answer | undefined =>
  place.settings.validate ? judged(call, place, brokenBySchema(name, call.body)) : undefined

const unknown = ({ violations }: Place, { method, path, body }: Requested): Answer => {
  const route = `${method} ${path}`
  violations.push({ route, rule: 'no such route', path: '', isOurs: false, body })
  return refusals.notFound
}
