import type { Json } from './records.ts'
import { newId } from './snowflake.ts'

/** An option of a command as Discord returns it. */
export type Option = {
  type: number
  name: string
  description: string
  required?: boolean
  autocomplete?: boolean
  choices?: { name: string; value: string | number }[]
  options?: Option[]
  min_length?: number
  max_length?: number
  min_value?: number
  max_value?: number
}

export type Command = {
  id: string
  version: string
  type: number
  name: string
  description: string
  /** Permissions as bits in digits; null where anyone may. */
  default_member_permissions: string | null
  contexts: number[] | null
  options?: Option[]
}

export type CommandBook = {
  all(): Command[]
  get(id: string): Command | undefined
  /** Adds a command, or replaces the one of that id, or of that name and type. */
  put(body: Json, id?: string): Command
  remove(id: string): void
  /** Replaces them all; those whose name and type were there keep their ids. */
  replace(bodies: readonly Json[]): Command[]
}

export const createCommandBook = (application: string): CommandBook => {
  const book = new Map<string, Command>()
  const twin = ({ name, type }: Json): Command | undefined =>
    [...book.values()].find((one) => one.name === name && one.type === (type ?? 1))
  const put: CommandBook['put'] = (body, id = twin(body)?.id ?? newId()) => {
    const command = filled(body, { id, application_id: application })
    book.set(id, command)
    return command
  }
  return {
    all: () => [...book.values()],
    get: (id) => book.get(id),
    put,
    remove: (id) => void book.delete(id),
    replace(bodies) {
      const kept = bodies.map((body) => put(body))
      for (const id of book.keys()) if (!kept.some((one) => one.id === id)) book.delete(id)
      return kept
    },
  }
}

/** A command with what Discord fills in and leaves out: who compares commands must reckon with it. */
const filled = (body: Json, ids: { id: string; application_id: string }): Command => {
  const { options, contexts = null, default_member_permissions: needed } = body
  return {
    ...ids,
    version: newId(),
    default_member_permissions: needed == null ? null : `${needed}`,
    type: Number(body.type ?? 1),
    name: `${body.name}`,
    name_localizations: null,
    description: `${body.description ?? ''}`,
    description_localizations: null,
    dm_permission: body.dm_permission ?? (contexts === null || (contexts as number[]).includes(1)),
    default_permission: true,
    contexts: contexts as number[] | null,
    integration_types: body.integration_types ?? [0],
    nsfw: body.nsfw ?? false,
    ...(isFull(options) && { options: options.map(filledOption) }),
  } as Command
}

/** What is false or empty comes back as absent. */
const filledOption = ({ required, autocomplete, options, choices, ...rest }: Option): Option => ({
  ...rest,
  ...(required && { required }),
  ...(autocomplete && { autocomplete }),
  ...(isFull(choices) && { choices: choices as NonNullable<Option['choices']> }),
  ...(isFull(options) && { options: options.map(filledOption) }),
})

const isFull = (list: unknown): list is Option[] => Array.isArray(list) && list.length > 0
