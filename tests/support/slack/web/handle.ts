import { methods } from '../methods/table.ts'
import type { Place } from '../place.ts'
import type { Json, Team } from '../world/records.ts'
import { type Answer, refused } from './answers.ts'
import { readArguments } from './arguments.ts'
import { judged } from './judge.ts'
import type { Asked } from './read-request.ts'

/**
 * What Slack answers to a call when nothing goes wrong on the way. Bolt's client says with each which
 * workspace it means.
 */
export const handled = async (
  place: Place,
  method: string,
  { token, args: given }: Asked,
): Promise<Answer> => {
  if (given instanceof SyntaxError) return refused('invalid_json')
  const known = methods[method]
  if (!known) return unknown(place, method, given)
  if (known.forApp) return known.forApp(token, place)
  const team = teamOf(place, token)
  if (!team) return refused(whyNot(place, token))
  const lacking = judgedScope(place, method, team, known.scope)
  if (lacking) return lacking
  const { team_id: _, ...own } = given
  const { args, broken } = readArguments(known.takes, own)
  const wrong = judged(place, { method, body: given }, broken)
  return wrong ?? known.act({ method, args, team }, place)
}

const unknown = (place: Place, method: string, body: Json): Answer => {
  judged(place, { method, body }, [{ rule: 'no such method', path: '' }])
  return refused('unknown_method', { req_method: method })
}

export const teamOf = ({ world, dead }: Place, token: string | undefined): Team | undefined =>
  token === undefined || dead.has(token)
    ? undefined
    : [...world.teams.values()].find((one) => one.token === token)

const whyNot = ({ dead, settings }: Place, token: string | undefined): string => {
  if (token === undefined || token === '') return 'not_authed'
  if (token === settings.appToken) return 'not_allowed_token_type'
  return dead.get(token) ?? 'invalid_auth'
}

/** A scope that the app never asks for is its mistake; one that it was not granted may happen. */
export const judgedScope = (
  place: Place,
  method: string,
  { scopes }: Team,
  needed: string | undefined,
): Answer | undefined => {
  if (needed === undefined || scopes.has(needed)) return undefined
  if (!place.asked.has(needed))
    judged(place, { method, body: {} }, [{ rule: `the app never asks for ${needed}`, path: '' }])
  return refused('missing_scope', { needed, provided: [...scopes].join(',') })
}
