import * as spec from 'discord-api-spec/zod'
import type { ZodMiniType } from 'zod/mini'
import * as z from 'zod/mini'
import { type Broken, ours } from './broken.ts'
import { brokenByIssues } from './issues.ts'

type Choose = (body: unknown) => ZodMiniType

const callbacks: Record<number, ZodMiniType> = {
  4: spec.CreateMessageInteractionCallbackRequestSchema,
  5: spec.CreateMessageInteractionCallbackRequestSchema,
  6: spec.UpdateMessageInteractionCallbackRequestSchema,
  7: spec.UpdateMessageInteractionCallbackRequestSchema,
  8: spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  9: spec.ModalInteractionCallbackRequestSchema,
}

const commands = z.array(spec.ApplicationCommandUpdateRequestSchema)

/** Which of Discord's own descriptions a route's body must answer to. Other routes take no body. */
const schemas: Record<string, Choose> = {
  'POST channels/:channel/messages': () => spec.MessageCreateRequestSchema,
  'PATCH channels/:channel/messages/:message': () => spec.MessageEditRequestPartialSchema,
  'POST channels/:channel/messages/:message/threads': () =>
    spec.CreateTextThreadWithMessageRequestSchema,
  'POST webhooks/:application/:token': () => spec.IncomingWebhookRequestPartialSchema,
  'PATCH webhooks/:application/:token/messages/:message': () =>
    spec.IncomingWebhookUpdateRequestPartialSchema,
  'POST interactions/:interaction/:token/callback': (body) =>
    callbacks[(body as { type: number }).type] ?? z.never(),
  'POST users/@me/channels': () => spec.CreatePrivateChannelRequestSchema,
  'PUT applications/:application/commands': () => commands,
  'POST applications/:application/commands': () => spec.ApplicationCommandCreateRequestSchema,
  'PATCH applications/:application/commands/:command': () =>
    spec.ApplicationCommandPatchRequestPartialSchema,
}

/** Where a body differs from what Discord describes for its route. */
export const brokenBySchema = (route: string, body: unknown): Broken[] => {
  const choose = schemas[route]
  if (!choose) return []
  if (typeof body !== 'object' || body === null) return [{ rule: 'no JSON body', path: '' }]
  const given = withNumbers(body)
  const read = choose(body).safeParse(given)
  if (read.success) return unknownFields(given, read.data, '')
  return brokenByIssues(read.error.issues)
}

/** A misspelt field is passed over by Discord in silence. The library sends some that say no. */
const unknownFields = (given: unknown, known: unknown, path: string): Broken[] => {
  if (typeof given !== 'object' || given === null) return []
  return Object.entries(given).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`
    if (value === false) return []
    const isKnown = typeof known === 'object' && known !== null && key in known
    const inner = (known as Record<string, unknown> | undefined)?.[key]
    return isKnown ? unknownFields(value, inner, at) : ours(true, 'field unknown to Discord', at)
  })
}

/** Permissions are described as a number, and taken and documented as a string of digits. */
const withNumbers = (body: object): unknown => {
  if (Array.isArray(body)) return body.map(withNumbers)
  const { default_member_permissions: needed } = body as { default_member_permissions?: unknown }
  if (typeof needed !== 'string') return body
  return { ...body, default_member_permissions: /^\d+$/.test(needed) ? Number(needed) : needed }
}
