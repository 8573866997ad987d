import type { Command } from '#core/command'
import { formOf } from '#core/form-of'
import type { Form } from '#core/reply'
import type { FormContext } from '../filled-form.ts'
import type { Receiving } from './receiving.ts'

/** What lets a dialogue open: for three seconds, once. */
export type Opening = { trigger: string; workspace: string }

/** Opens a form as a dialogue; what it is filled with comes back with where to answer. */
export const openForm = async (
  { teams, present }: Pick<Receiving, 'teams' | 'present'>,
  { trigger, workspace }: Opening,
  form: Form,
  context: FormContext,
): Promise<void> => {
  const team = await teams.at(workspace)
  const view = await present.form(form, context)
  await team?.client.views.open({ trigger_id: trigger, view: view as never })
}

/** The field in which one command of all is chosen. */
export const commandField = 'sitrep-command'

/** A form that first asks which command, with the fields of the first or the chosen one below. */
export const pickerFor = (commands: readonly Command[], chosen = commands[0]): Form => {
  if (!chosen) throw new Error('there are no commands to choose from')
  const form = formOf(chosen, {})
  return {
    ...form,
    title: 'Sitrep',
    fields: [
      {
        name: commandField,
        label: 'What would you like?',
        required: true,
        lines: 'one',
        choices: commands.map(({ name, summary }) => ({ label: summary, value: name })),
        // Another command has other fields.
        changes: true,
      },
      ...form.fields,
    ],
    values: { ...form.values, [commandField]: chosen.name },
  }
}
