import { headlineOf } from '#core/briefing'
import type { Delivery } from '#core/delivery'
import { sayAnswered } from '#core/say-request'
import { type Eyes, eyesAt, type Parts } from './eyes.ts'

/**
 * What tells somebody that their question is answered, with the briefing as it stands now: one that was
 * corrected meanwhile is no reason not to tell them.
 */
export const withNewest = async (parts: Parts, delivery: Delivery): Promise<Delivery> => {
  const request = await parts.store.requests.find(delivery.causeId)
  if (!request?.answer || request.text === '') return delivery
  const { workspace, target } = delivery
  const { viewer }: Eyes = await eyesAt(parts, { workspace, target, person: target })
  const { answer } = request
  const found = await parts.store.briefing(viewer, answer.briefing)
  const isSame = found?.ref.workspace === answer.workspace && found.ref.briefing === answer.briefing
  if (!found || !isSame || found.withdrawn || found.ref.revision === answer.revision)
    return delivery
  return { ...delivery, document: sayAnswered(request, headlineOf(found)) }
}
