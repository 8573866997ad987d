import type { Insertable, Selectable } from 'kysely'
import type { Delivery, NewDelivery } from '#core/delivery'
import type { DeliveryTable } from './schema.ts'

export type DeliveryRow = Selectable<DeliveryTable>

/** What goes out in order, one at a time; the edits of one message among themselves. */
export const lineOf = ({
  platform,
  target,
  cause,
  act,
  message = '',
}: Pick<NewDelivery, 'platform' | 'target' | 'cause' | 'act' | 'message'>): string =>
  [platform, target, cause, ...(act === 'edit' ? [message] : [])].join(' ')

/** Whether it goes to one person alone, who is named by the platform and their id there. */
export const isPersonal = ({
  platform,
  target,
}: Pick<NewDelivery, 'platform' | 'target'>): boolean => target.startsWith(`${platform}:`)

/** A new delivery as it is stored. */
export const newRowOf = (delivery: NewDelivery) =>
  ({
    id: delivery.id,
    platform: delivery.platform,
    workspace: delivery.workspace,
    cause: delivery.cause,
    cause_id: delivery.causeId,
    target: delivery.target,
    part: delivery.part,
    line: lineOf(delivery),
    act: delivery.act,
    message: delivery.message ?? null,
    answer: delivery.answer ?? null,
    class: delivery.class,
    due: delivery.due,
    expires: delivery.expires,
    state: 'planned',
    carries: JSON.stringify(delivery.carries ?? []),
    document: jsonOrNull(delivery.document),
    body: jsonOrNull(delivery.body),
  }) as const satisfies Partial<Insertable<DeliveryTable>>

const jsonOrNull = (value: unknown): string | null =>
  value === undefined ? null : JSON.stringify(value)

export const deliveryOf = (row: DeliveryRow): Delivery => ({
  id: row.id,
  platform: row.platform,
  workspace: row.workspace,
  cause: row.cause,
  causeId: row.cause_id,
  target: row.target,
  part: row.part,
  act: row.act,
  ...(row.message !== null && { message: row.message }),
  ...(row.answer !== null && { answer: row.answer }),
  class: row.class,
  due: row.due,
  expires: row.expires,
  ...(row.document !== null && { document: JSON.parse(row.document) }),
  ...(row.body !== null && { body: JSON.parse(row.body) }),
  carries: JSON.parse(row.carries),
  state: row.state,
  attempt: row.attempt,
  notBefore: row.not_before,
  ...(row.tried_since !== null && { triedSince: row.tried_since }),
  ...(row.tried_in !== null && { triedIn: row.tried_in }),
  isMissing: row.missing === 1,
  ...(row.lease_by !== null && { leaseBy: row.lease_by }),
  ...(row.lease_until !== null && { leaseUntil: row.lease_until }),
  ...(row.sent_channel !== null &&
    row.sent_message !== null && {
      sent: { channel: row.sent_channel, message: row.sent_message },
    }),
  ...(row.why !== null && { why: row.why }),
})
