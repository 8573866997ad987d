import type { Call, Place } from '../place.ts'
import type { Broken } from '../validate/broken.ts'
import type { Answer } from './answers.ts'

/** Notes what a body breaks, and refuses it as Discord would unless only rules of ours are broken. */
export const judged = (
  { request }: Call,
  { violations, settings }: Place,
  broken: readonly Broken[],
): Answer | undefined => {
  if (!settings.validate) return undefined
  const { method, body } = request
  const route = `${method} ${request.route}`
  for (const { rule, path, isOurs = false } of broken)
    violations.push({ route, rule, path, isOurs, body })
  const refused = broken.filter(({ isOurs }) => !isOurs)
  return refused.length > 0 ? invalidForm(refused) : undefined
}

/** Discord's error for a body, with its reasons. */
const invalidForm = (broken: readonly Broken[]): Answer => ({
  status: 400,
  body: {
    message: 'Invalid Form Body',
    code: 50035,
    errors: {
      _errors: broken.map(({ rule, path }) => ({
        code: 'BASE_TYPE_INVALID',
        message: `${path}: ${rule}`,
      })),
    },
  },
})
