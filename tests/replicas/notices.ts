import { randomBytes } from 'node:crypto'
import type { NewDelivery } from '#core/delivery'
import { paragraph, type Reply } from '#core/reply'
import { saying } from '#core/show'
import type { Store } from '#core/store'
import type { Serving } from '../support/serving.ts'

type Where = Pick<NewDelivery, 'platform' | 'workspace' | 'target'>

/** Something of no consequence to be posted there; resolves with its key. */
export const notice = async (
  store: Store,
  where: Where,
  document: Reply = saying(paragraph('Of no consequence.')),
): Promise<string> => {
  const due = await store.outbox.clock()
  const id = randomBytes(12).toString('base64url')
  await store.outbox.add([
    {
      ...where,
      ...{
        id,
        causeId: id,
        cause: 'notice',
        part: 0,
        act: 'post',
        class: 'on time',
        due,
        document,
      },
      expires: due + 600_000,
    },
  ])
  return id
}

export const isSettled = async (store: Store): Promise<boolean> => {
  const page = { offset: 0, limit: 1 }
  return (await store.outbox.list({ states: ['planned', 'sending'] }, page)).total === 0
}

/** The process that has what only one may have. */
export const holderOf = async (
  store: Store,
  lease: string,
  among: readonly Serving[],
): Promise<Serving | undefined> => {
  const held = (await store.leases.taken()).find(({ name, leftMs }) => name === lease && leftMs > 0)
  return among.find(({ pid }) => held?.holder.includes(`:${pid}:`))
}
