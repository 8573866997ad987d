import type { NewDelivery } from '#core/delivery'
import type { KeptQuestion, NewRequest } from '#core/question'
import { sayAnswered } from '#core/say-request'

/** A question as it is kept, with what a test says of it. */
export const keptQuestion = (fields: Partial<KeptQuestion> = {}): KeptQuestion => ({
  id: 'q-aaaaaaaaaa',
  platform: 'discord',
  workspace: 'team',
  channel: 'dm',
  person: 'discord:1',
  text: 'and Germany?',
  understood: 'When is the exercise in Germany?',
  topics: ['nato'],
  outcome: 'not answered',
  clearance: 'CLEAR',
  at: '2026-01-20T08:00:00Z',
  ...fields,
})

export const newRequest = (fields: Partial<NewRequest> = {}): NewRequest => ({
  id: 'r1',
  workspace: 'team',
  text: 'Where is the walrus?',
  topics: ['nato'],
  at: '2026-01-20T08:00:00Z',
  asker: { platform: 'discord', channel: 'dm', person: 'discord:1' },
  state: 'open',
  ...fields,
})

/** What tells its asker of an answer. */
export const tellingOf = (
  { id, text, asker }: Pick<NewRequest, 'id' | 'text' | 'asker'>,
  now: number,
): NewDelivery => ({
  id: `told-${id}`,
  platform: asker.platform,
  workspace: '',
  cause: 'answer',
  causeId: id,
  target: asker.person,
  part: 0,
  act: 'post',
  class: 'on time',
  due: now,
  expires: now + 3_600_000,
  document: sayAnswered({ text }, answering),
})

export const answer = { workspace: '', briefing: 'one', revision: 1 }

const answering: Parameters<typeof sayAnswered>[1] = {
  ref: answer,
  slug: 'one',
  title: 'One',
  bluf: 'One reports it.',
  tlp: 'CLEAR',
  topics: ['nato'],
  published: '2026-01-15',
  grade: 'F3',
  kind: 'new',
  changed: '2026-01-15',
}
