import type { Invoked } from '#core/reply'
import { readWritten, written, writtenKey } from '../press-key.ts'

/** What the asker of a form has to know when it comes back: where it was asked for, and the like. */
export type FormContext = Readonly<Record<string, string>>

/** Slack's limit (Modal views). */
const longestMetadata = 3_000

export const formId = 'form'

/** What a modal carries unseen: what it runs, and for whom. Longer than Slack takes, that is kept. */
export const metadataOf = (
  invoked: Invoked,
  context: FormContext,
): { metadata: string; keep: Invoked[] } => {
  const metadata = JSON.stringify({ runs: written(invoked), context })
  if (metadata.length <= longestMetadata) return { metadata, keep: [] }
  return { metadata: JSON.stringify({ runs: writtenKey(invoked), context }), keep: [invoked] }
}

type Filled = { value?: string | null; selected_option?: { value: string } | null }

export type FormView = {
  callback_id: string
  private_metadata: string
  state: { values: Record<string, Record<string, Filled>> }
}

export type FilledForm = { context: FormContext } & (
  | { invoked: Invoked; kept?: undefined }
  | { kept: string; values: Record<string, string>; invoked?: undefined }
)

/**
 * Reads a modal that came back, what was filled in among the options of what it runs; undefined for one
 * that is no form of this Sitrep's.
 */
export const readForm = (view: FormView): FilledForm | undefined => {
  const { runs, context } = view.callback_id === formId ? metadataIn(view.private_metadata) : {}
  if (runs === undefined || context === undefined) return undefined
  const values = valuesOf(view)
  const carried = readWritten(runs)
  if ('kept' in carried) return { ...carried, values, context }
  const { command, options } = carried.invoked
  return { invoked: { command, options: { ...options, ...values } }, context }
}

type Metadata = { runs?: string; context?: FormContext }

const metadataIn = (metadata: string): Metadata => {
  try {
    return JSON.parse(metadata) as Metadata
  } catch {
    return {}
  }
}

/** What fields hold, by their names; none for a field that was left empty. */
const valuesOf = ({ state }: FormView): Record<string, string> =>
  Object.fromEntries(
    Object.entries(state.values).flatMap(([name, elements]) =>
      Object.values(elements)
        .map(({ value, selected_option }) => value ?? selected_option?.value ?? '')
        .filter((value) => value !== '')
        .map((value) => [name, value]),
    ),
  )
