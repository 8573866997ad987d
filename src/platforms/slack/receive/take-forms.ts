import { setTimeout as wait } from 'node:timers/promises'
import type { Invoked } from '#core/reply'
import { type FilledForm, readForm } from '../filled-form.ts'
import { words } from '../render/inline.ts'
import { optionsOf } from '../render/options.ts'
import { type From, writerOf } from './asker.ts'
import { guarded } from './guarded.ts'
import { commandField, pickerFor } from './open-form.ts'
import type { Receiving } from './receiving.ts'
import { answer } from './take-commands.ts'
import { answerAlone } from './take-presses.ts'

/** Suggestions are of use for a moment only, and have to be there within three seconds. */
const mostSuggesting = 30

type Person = { id: string; name?: string; team_id?: string }
type ViewBody = {
  user: Person
  view: { callback_id: string; private_metadata: string; id: string; hash?: string }
}

/** Dialogues: what is offered while somebody types, what they send, and another command chosen. */
export const takeForms = (parts: Receiving): void => {
  const { app, door, teams, present } = parts
  let suggesting = 0

  app.options(/.*/, async ({ body, payload, ack, context }) => {
    const { view, user } = body as unknown as ViewBody
    const read = view && readForm({ ...view, state: { values: {} } })
    if (!read?.invoked || suggesting >= mostSuggesting) return void (await ack({ options: [] }))
    suggesting += 1
    try {
      const asker = writerOf(fromOf(user, context.teamId ?? '', read.context.channel ?? ''))
      const { action_id: option, value: typed } = payload
      const offers = door.suggest({ command: read.invoked.command, option, typed }, asker)
      await ack({ options: optionsOf(await inTime(offers, [])) as never })
    } finally {
      suggesting -= 1
    }
  })

  app.action({ type: 'block_actions', action_id: commandField }, async ({ body, ack, context }) => {
    await ack()
    const { view } = body as unknown as ViewBody
    const read = readForm(view as never)
    const named = read?.invoked?.options[commandField]
    const chosen = door.commands.find(({ name }) => name === named)
    if (!read || !chosen) return
    await guarded(parts, undefined, async () => {
      const changed = await present.form(pickerFor(door.commands, chosen), read.context)
      const team = await teams.at(context.teamId ?? '')
      const { id: view_id, hash } = view
      await team?.client.views.update({ view_id, ...(hash && { hash }), view: changed as never })
    })
  })

  app.view(/.*/, async ({ body, view, ack, context }) => {
    const read = readForm(view as never)
    const invoked = read && (await invokedBy(parts, read))
    if (!read || !invoked) return void (await ack())
    const { channel = '', url, thread } = read.context
    const from = { ...fromOf(body.user, context.teamId ?? '', channel), thread }
    const asked = withoutPicker(invoked)
    const faults = await inTime(faultsIn(parts, asked, from), {})
    if (Object.keys(faults).length > 0)
      return void (await ack({ response_action: 'errors', errors: faults }))
    await ack()
    const alone = url === undefined ? undefined : { url, thread }
    await guarded(parts, alone, () =>
      alone ? answer(parts, from, asked, alone) : answerAlone(parts, from, asked, view.id),
    )
  })
}

/** What is wrong with what was filled in, by field, as it is typed on Slack. */
const faultsIn = async (
  { door }: Receiving,
  invoked: Invoked,
  from: From,
): Promise<Record<string, string>> => {
  const faults = (await door.faults?.(invoked, writerOf(from))) ?? {}
  return Object.fromEntries(
    Object.entries(faults).map(([option, said]) => [option, said.map(words).join('')]),
  )
}

/** Of the three seconds that Slack gives. Who may read where may have to be asked of Slack, too. */
const waitsMs = 2_000

const inTime = async <T>(found: Promise<T>, otherwise: T): Promise<T> => {
  const isThere = new AbortController()
  const late = wait(waitsMs, otherwise, { signal: isThere.signal }).catch(() => otherwise)
  try {
    return await Promise.race([found, late])
  } finally {
    isThere.abort()
  }
}

/** What runs, with what was filled in. */
const invokedBy = async ({ door }: Receiving, read: FilledForm): Promise<Invoked | undefined> => {
  if (read.invoked) return read.invoked
  const kept = await door.kept(read.kept)
  return kept && { ...kept, options: { ...kept.options, ...read.values } }
}

const fromOf = ({ id, name, team_id }: Person, workspace: string, channel: string): From => ({
  workspace,
  user: id,
  team: team_id ?? workspace,
  name: name ?? id,
  channel,
})

const withoutPicker = ({ command, options }: Invoked): Invoked => {
  const { [commandField]: chosen, ...others } = options
  const filled = Object.entries(others).filter(([, value]) => value !== '')
  return { command: chosen ?? command, options: Object.fromEntries(filled) }
}
