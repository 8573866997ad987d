import { setTimeout as wait } from 'node:timers/promises'
import { type Choice, type Invoked, paragraph, type Reply, typed } from '#core/reply'
import { saying } from '#core/show'
import { isDm } from '../address.ts'
import { type FilledForm, type FormContext, readForm } from '../filled-form.ts'
import { words } from '../render/inline.ts'
import { optionsOf } from '../render/options.ts'
import { type From, writerOf } from './asker.ts'
import { answerDirectly, tellDirectly } from './direct.ts'
import { guarded } from './guarded.ts'
import { commandField, pickerFor } from './open-form.ts'
import type { Receiving } from './receiving.ts'
import { type Alone, tell } from './show.ts'
import { answer } from './take-commands.ts'

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
    const { command } = read.invoked
    suggesting += 1
    const suggest = async (): Promise<Choice[]> => {
      const { from } = await placed(parts, fromOf(user, context.teamId ?? ''), read.context)
      const { action_id: option, value: typed } = payload
      return door.suggest({ command, option, typed }, writerOf(from))
    }
    try {
      await ack({ options: optionsOf(await inTime(suggest(), [])) as never })
    } finally {
      suggesting -= 1
    }
  })

  app.action({ type: 'block_actions', action_id: commandField }, async ({ body, ack, context }) => {
    await ack()
    const { view, user } = body as unknown as ViewBody
    const read = readForm(view as never)
    const named = read?.invoked?.options[commandField]
    const chosen = door.commands.find(({ name }) => name === named)
    if (!read || !chosen) return
    const say = (reply: Reply) => tellDirectly(parts, fromOf(user, context.teamId ?? ''), reply)
    await guarded(parts, say, async () => {
      const changed = await present.form(pickerFor(door.commands, chosen), read.context)
      const team = await teams.at(context.teamId ?? '')
      const { id: view_id, hash } = view
      await team?.client.views.update({ view_id, ...(hash && { hash }), view: changed as never })
    })
  })

  app.view(/.*/, async ({ body, view, ack, context }) => {
    const person = fromOf(body.user, context.teamId ?? '')
    const read = readForm(view as never)
    const invoked = read && (await invokedBy(parts, read))
    if (!read || !invoked) {
      await ack()
      return tellDirectly(parts, person, old)
    }
    const asked = withoutPicker(invoked)
    const faults = await inTime(faultsIn(parts, asked, person, read.context), {})
    const errors = atFields(faults, Object.keys(view.state.values))
    if (Object.keys(errors).length > 0)
      return void (await ack({ response_action: 'errors', errors }))
    await ack()
    const { from, alone } = await placed(parts, person, read.context)
    const say = (reply: Reply) =>
      alone ? tell(parts, alone, reply) : tellDirectly(parts, from, reply)
    await guarded(parts, say, () =>
      alone ? answer(parts, from, asked, alone) : answerDirectly(parts, from, asked, view.id),
    )
  })
}

const old = saying(
  paragraph('That dialogue is from an earlier time. Open it anew: ', typed('/help')),
)

/** Where a dialogue was opened, if the person is still in there; else where they are alone with the bot. */
const placed = async (
  { facts }: Receiving,
  person: From,
  { channel = '', url, thread }: FormContext,
): Promise<{ from: From; alone: Alone | undefined }> => {
  const from = { ...person, channel, thread }
  const { channel: address } = writerOf(from)
  if (!isDm(address) && !(await facts.holds(address, person.user)))
    return { from: person, alone: undefined }
  return { from, alone: url === undefined ? undefined : { url, thread } }
}

/** A fault of what the dialogue does not ask for, because another command was just chosen, stands above. */
const atFields = (
  faults: Readonly<Record<string, string>>,
  fields: readonly string[],
): Record<string, string> => {
  const [first = ''] = fields
  return Object.fromEntries(
    Object.entries(faults).map(([name, said]) => [fields.includes(name) ? name : first, said]),
  )
}

/** What is wrong with what was filled in, by field, as it is typed on Slack. */
const faultsIn = async (
  parts: Receiving,
  invoked: Invoked,
  person: From,
  context: FormContext,
): Promise<Record<string, string>> => {
  const { from } = await placed(parts, person, context)
  const faults = (await parts.door.faults?.(invoked, writerOf(from))) ?? {}
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

const fromOf = ({ id, name, team_id }: Person, workspace: string): From => ({
  workspace,
  user: id,
  team: team_id ?? workspace,
  name: name ?? id,
  channel: '',
})

const withoutPicker = ({ command, options }: Invoked): Invoked => {
  const { [commandField]: chosen, ...others } = options
  const filled = Object.entries(others).filter(([, value]) => value !== '')
  return { command: chosen ?? command, options: Object.fromEntries(filled) }
}
