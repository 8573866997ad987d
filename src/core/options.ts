import { digest } from './options/digests.ts'
import {
  alsoDraft,
  briefingFields,
  channels,
  draft,
  file,
  person,
  prose,
  writable,
} from './options/drafts.ts'
import { choice, link, name, optional, page, sentence, text } from './options/plain.ts'
import { request } from './options/requests.ts'
import { limit, workspace } from './options/rooms.ts'
import { days, due, since, until, when, zone } from './options/times.ts'
import { briefing, subject, topic, topics } from './options/topics.ts'

export { ordersIn } from './options/digests.ts'
export { type Meant, staffIn, writingIn } from './options/drafts.ts'
export { deskIn, requestsIn } from './options/requests.ts'
export type { Subject } from './options/topics.ts'

/** What a command can be told, each with its reading and its suggestions. */
export const option = {
  text,
  name,
  sentence,
  link,
  topic,
  topics,
  subject,
  briefing,
  since,
  until,
  due,
  days,
  when,
  zone,
  digest,
  draft,
  alsoDraft,
  writable,
  prose,
  file,
  person,
  briefingFields,
  channels,
  request,
  choice,
  page,
  limit,
  workspace,
  optional,
}
