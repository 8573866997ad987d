import type { Body } from '#core/chat'
import { type CorrectedWish, corrected, movedUp } from '#core/corrected'
import { type Copy, correctionParts, toldAlready } from '#core/correction'
import { dayOf } from '#core/dates'
import type { Delivery } from '#core/delivery'
import { isUnseen } from '#core/four-eyes'
import type { Reply } from '#core/reply'
import { sayNews } from '#core/say-correction'
import type { Delivering } from '../delivering.ts'
import { type Eyes, eyesAt } from '../eyes.ts'
import { isPerson } from '../place.ts'
import { cancelled, type Prepared } from '../prepared.ts'

/** What a correction is to show at this moment, read with the eyes of whoever may be there. */
export const prepareCorrection = (parts: Delivering, delivery: Delivery): Promise<Prepared> =>
  delivery.act === 'edit' ? prepareEdit(parts, delivery) : prepareNews(parts, delivery)

const eyesOf = (parts: Delivering, { workspace, target }: Delivery): Promise<Eyes> =>
  eyesAt(parts, {
    workspace,
    target,
    ...(isPerson(parts.platform, target) && { person: target }),
  })

const prepareEdit = async (parts: Delivering, delivery: Delivery): Promise<Prepared> => {
  const { store } = parts
  const { answer = '', message = '' } = delivery
  if (message === '') return failed('where it stands is not known')
  const { viewer, limit } = await eyesOf(parts, delivery)
  const copy = await store.corrections.copy(viewer, answer, message)
  if (!copy) return cancelled('what it showed is no longer kept')
  const { document, body } = await editOf(parts, copy, copy.messages.indexOf(message))
  const standing = await store.corrections.standing(answer, message)
  // An edit before has made of it what this one would.
  if (standing && JSON.stringify(standing) === JSON.stringify(body))
    return { instead: { to: 'sent', channel: copy.channel, message } }
  const carries = document.shows
  const holding = { viewer, refs: carries, ...(limit && { limit }) }
  return { frozen: { document, body, carries, holding } }
}

const failed = (why: string): Prepared => ({ instead: { to: 'failed', why } })

/** How a document that has grown may be made to fit its messages again, the least first. */
const ways: readonly Partial<CorrectedWish>[] = [{}, { lines: 1 }, { isShort: true }]

/** As many bodies as there are messages; what is left over of these says where it stands now. */
const editOf = async (
  { platform }: Delivering,
  { first, shifts, zone, occasion, channel, messages }: Copy,
  nth: number,
): Promise<{ document: Reply; body: Body }> => {
  for (const way of ways) {
    const document = corrected(first, shifts, { zone, ...way })
    const bodies = await platform.render(document, occasion, channel)
    if (bodies.length > messages.length) continue
    const [above = {}] =
      nth < bodies.length ? [] : await platform.render(movedUp, occasion, channel)
    return { document, body: bodies[nth] ?? above }
  }
  throw new Error(`a correction does not fit ${messages.length} messages`)
}

const prepareNews = async (parts: Delivering, delivery: Delivery): Promise<Prepared> => {
  const { store, platform } = parts
  const { causeId, target, part } = delivery
  const correction = await store.corrections.find(causeId)
  if (!correction) return cancelled('what it corrects is no longer kept')
  const { viewer, limit } = await eyesOf(parts, delivery)
  const { ref, base } = correction
  const place = { platform: platform.name, target }
  const { newest, arrived, zone, told } = await store.corrections.news(viewer, ref, place)
  if (!newest) return cancelled('it may no longer be seen there')
  if (told >= ref.revision) return cancelled(toldAlready)
  const use = part === correctionParts.used ? await store.uses.find(target, ref) : undefined
  if (part === correctionParts.used && !use)
    return cancelled('they have taken back that they used it')
  const used = use && { ...use, day: dayOf(Temporal.Instant.from(use.at), zone) }
  const isReleasedAlone = (await store.drafts.behind(newest.ref)).some(isUnseen(newest))
  const said = { base: Math.max(base, told), arrived, zone, isReleasedAlone, ...(used && { used }) }
  const document = sayNews(newest, said)
  const [body = {}] = await platform.render(document, 'unasked', target)
  const carries = document.shows
  return {
    frozen: {
      document,
      body,
      carries,
      holding: { viewer, refs: carries, ...(limit && { limit }) },
    },
  }
}
