import type { Call, Place } from '../place.ts'
import { type Answer, done, ok, refusals } from '../rest/answers.ts'
import { judged } from '../rest/judge.ts'
import { brokenByCommands } from '../validate/command.ts'
import type { Json } from '../world/records.ts'

/** A route of the application's own commands. */
const ownCommands =
  (act: (call: Call, place: Place) => Answer) =>
  (call: Call, place: Place): Answer => {
    if (call.params.application !== place.world.bot.id) return refusals.unknownApplication
    const answer = act(call, place)
    place.news.tell()
    return answer
  }

/** A route of one of them. */
const ofCommand = (act: (known: Json & { id: string }, call: Call, place: Place) => Answer) =>
  ownCommands((call, place) => {
    const known = place.commands.get(call.params.command ?? '')
    return known ? act(known, call, place) : refusals.unknownCommand
  })

/** Commands are read without their localizations, unless those are asked for. */
const listed = (command: Json, { query }: Call): Json => {
  const { name_localizations, description_localizations, ...rest } = command
  return query.with_localizations === 'true' ? command : rest
}

export const list = ownCommands((call, { commands }) =>
  ok(commands.all().map((one) => listed(one, call))),
)

export const read = ofCommand((known, call) => ok(listed(known, call)))

export const replace = ownCommands((call, place) => {
  const bodies = call.body as Json[]
  return judged(call, place, brokenByCommands(bodies)) ?? ok(place.commands.replace(bodies))
})

export const create = ownCommands((call, place) => {
  const body = call.body as Json
  const before = place.commands.all()
  const others = before.filter(({ name, type }) => name !== body.name || type !== (body.type ?? 1))
  const refused = judged(call, place, brokenByCommands([...others, body]))
  if (refused) return refused
  return { status: others.length < before.length ? 200 : 201, body: place.commands.put(body) }
})

export const change = ofCommand((known, call, place) => {
  const body = { ...known, ...(call.body as Json) }
  return judged(call, place, brokenByCommands([body])) ?? ok(place.commands.put(body, known.id))
})

export const remove = ofCommand(({ id }, _call, { commands }) => {
  commands.remove(id)
  return done
})
