import { type Broken, broken, brokenBySchema, isObject, type Json, ours } from './broken.ts'
import type { Allowed } from './house.ts'
import { delivery, message, response } from './message-schema.ts'
import { brokenByShown } from './shown.ts'

/**
 * What is wrong with arguments of chat.postMessage, or of chat.update where there is a `ts`, as they
 * are before they are encoded. The channel may be missing: a body is looked at before it has one.
 */
export const messageFaults = (body: unknown, allowed: Allowed = {}): Broken[] => [
  ...brokenBySchema(message, body),
  ...(isObject(body) ? [...brokenByShown(body, allowed), ...brokenByArguments(body)] : []),
]

/** What is wrong with a post to a response_url. */
export const responseFaults = (body: unknown, allowed: Allowed = {}): Broken[] => {
  const faults = brokenBySchema(response, body)
  if (!isObject(body)) return faults
  const { delete_original: deletes, replace_original: replaces, response_type: type } = body
  if (deletes === true)
    return [...faults, ...broken(replaces === true, 'replaces what it deletes', 'replace_original')]
  return [
    ...faults,
    ...brokenByShown(body, allowed),
    // Slack gives no ts for it.
    ...ours(type === 'in_channel', 'public, and never to be corrected', 'response_type'),
  ]
}

const brokenByArguments = (body: Json): Broken[] => {
  const { metadata, parse, link_names: names, thread_ts: thread, reply_broadcast: broadcast } = body
  const hasOther = metadata !== undefined && !delivery.safeParse(metadata).success
  return [
    ...ours(parse !== undefined, 'parse given', 'parse'),
    ...ours(names !== undefined, 'link_names given', 'link_names'),
    ...ours(hasOther, 'not the metadata of a delivery', 'metadata'),
    ...broken(broadcast === true && !thread, 'broadcast of no reply', 'reply_broadcast'),
  ]
}
