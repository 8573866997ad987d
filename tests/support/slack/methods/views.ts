import type { Open } from '../interactions/open.ts'
import { viewJson } from '../json/views.ts'
import type { Call, Place } from '../place.ts'
import { viewFaults } from '../validate/index.ts'
import { type Answer, ok, refused } from '../web/answers.ts'
import { judged } from '../web/judge.ts'
import type { Json, View } from '../world/records.ts'
import { type Act, ofUser } from './method.ts'

type Body = Json & { type?: string; external_id?: string }

/** An act with a view of this type that Slack takes. */
const withView =
  (type: 'modal' | 'home', act: (body: Body, call: Call, place: Place) => Answer): Act =>
  (call, place) => {
    const { method } = call
    const body = call.args.view as Body
    const faults = viewFaults(body, place).map((one) => ({ ...one, path: `view.${one.path}` }))
    const isOther = body?.type !== type
    const broken = isOther ? [...faults, { rule: `no ${type}`, path: 'view.type' }] : faults
    return judged(place, { method, body }, broken) ?? act(body, call, place)
  }

const shown = (view: View): Answer => ok({ view: viewJson(view) })

/** Something with the press or command that a trigger_id stands for, once. */
const withTrigger = (act: (open: Open, body: Body, place: Place) => Answer): Act =>
  withView('modal', (body, { args, team }, place) => {
    const open = place.interactions.byTrigger(`${args.trigger_id}`)
    if (!open || open.team !== team) return refused('invalid_trigger_id')
    if (performance.now() - open.sentAt > place.settings.triggerFor)
      return refused('expired_trigger_id')
    if (open.isTriggerUsed) return refused('exchanged_trigger_id')
    const { external_id: id } = body
    if (id !== undefined && id !== '' && place.views.byExternalId(id))
      return refused('duplicate_external_id')
    open.isTriggerUsed = true
    const answer = act(open, body, place)
    place.interactions.changed(open)
    return answer
  })

export const open = withTrigger((opener, body, { views }) => {
  opener.shown = views.open(body, opener)
  return shown(opener.shown)
})

/** https://docs.slack.dev/surfaces/modals: three at most. */
const mostInStack = 3

export const push = withTrigger((opener, body, { views }) => {
  const { over } = opener
  if (over?.body.type !== 'modal') return refused('not_found')
  if (views.depth(over) >= mostInStack) return refused('push_limit_reached')
  opener.shown = views.push(body, over)
  return shown(opener.shown)
})

export const update = withView('modal', (body, { args, team }, { views }) => {
  const { view_id: id, external_id: external, hash } = args
  const view = id === undefined ? views.byExternalId(`${external}`) : views.get(`${id}`)
  if (!view?.isOpen || view.team !== team) return refused('not_found')
  if (hash !== undefined && hash !== view.hash) return refused('hash_conflict')
  return shown(views.change(view, body))
})

export const publish = withView('home', (body, call, place) =>
  ofUser('user_id', (user, { args, team }, { views }) => {
    const before = views.home({ team, user })
    const isOld = args.hash !== undefined && before !== undefined && args.hash !== before.hash
    return isOld ? refused('hash_conflict') : shown(views.publish(body, { team, user }))
  })(call, place),
)
