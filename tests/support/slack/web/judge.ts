import type { Place } from '../place.ts'
import type { Broken } from '../validate/index.ts'
import { type Answer, refused } from './answers.ts'

type Judged = { method: string; body: unknown; error?: (broken: readonly Broken[]) => string }

/** Notes what is broken, and refuses it as Slack would unless only rules of ours are broken. */
export const judged = (
  { violations, settings }: Pick<Place, 'violations' | 'settings'>,
  { method, body, error = () => 'invalid_arguments' }: Judged,
  broken: readonly Broken[],
): Answer | undefined => {
  if (!settings.validate) return undefined
  for (const { rule, path, isOurs = false } of broken)
    violations.push({ method, rule, path, isOurs, body })
  const wrong = broken.filter(({ isOurs }) => !isOurs)
  if (wrong.length === 0) return undefined
  const messages = wrong.map(({ rule, path }) => `[ERROR] ${rule} [json-pointer:/${path}]`)
  return refused(error(wrong), { response_metadata: { messages } })
}

/** What Slack calls it where a message is wrong (docs.slack.dev/reference/methods/chat.postMessage). */
export const messageError = ([first]: readonly Broken[]): string => {
  const { path = '', rule = '' } = first ?? {}
  if (path === 'text') return rule.startsWith('over') ? 'msg_too_long' : 'no_text'
  if (path.startsWith('blocks')) return path === 'blocks' ? 'msg_blocks_too_long' : 'invalid_blocks'
  return path.startsWith('metadata') ? 'invalid_metadata_format' : 'invalid_arguments'
}
