import { digest } from './options/digests.ts'
import { choice, name, optional, page, text } from './options/plain.ts'
import { limit, workspace } from './options/rooms.ts'
import { days, since, until, when, zone } from './options/times.ts'
import { subject, topic, topics } from './options/topics.ts'

export { ordersIn } from './options/digests.ts'
export type { Subject } from './options/topics.ts'

/** What a command can be told, each with its reading and its suggestions. */
export const option = {
  text,
  name,
  topic,
  topics,
  subject,
  since,
  until,
  days,
  when,
  zone,
  digest,
  choice,
  page,
  limit,
  workspace,
  optional,
}
