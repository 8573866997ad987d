import type { ChatPlatform } from '#core/chat'
import type { NewDelivery } from '#core/delivery'
import type { Digest, Edition, Ms, Unconfirmed } from '#core/digest'
import type { Log } from '#core/log'
import { aside, button, buttons, paragraph, type Reply, typed } from '#core/reply'
import { saySlot } from '#core/say-slot'
import { saying } from '#core/show'
import type { Store } from '#core/store'
import { keyOf } from './send.ts'

export type NoticeParts = {
  store: Store
  platforms: readonly ChatPlatform[]
  /** People who manage every workspace. */
  managers: readonly string[]
  log: Log
}

/** So many are told of at a time; the rest follow. */
const atOnce = 50
/** A notice that could not be delivered for so long is no news any more. */
const oldAfterMs = 24 * 3_600_000

/**
 * Whoever answers for a digest hears by direct message of each edition that is not known to be sent: at
 * once where that is settled, and where it is still open once it is late by `afterMs`.
 */
export const tellOfUnconfirmed = async (
  parts: NoticeParts,
  now: Ms,
  afterMs: number,
): Promise<void> => {
  for (const one of await parts.store.digests.unconfirmed(now, atOnce)) {
    const isYoung = one.edition.state === 'open' && now - one.edition.due < afterMs
    if (!isYoung) await tell(parts, one, now)
  }
}

/** The first who can be reached; who cannot, is known once the notice to them has failed. */
const tell = async (
  parts: NoticeParts,
  { edition, digest }: Unconfirmed,
  now: Ms,
): Promise<void> => {
  const { store, platforms, log } = parts
  const { id, state } = edition
  for (const person of await whoToTell(parts, digest)) {
    const platform = platforms.find(({ name }) => person.startsWith(`${name}:`))
    if (!platform) continue
    const key = keyOf('notice', id, state, person)
    const sent = await store.outbox.find(key)
    if (!sent) {
      const where = await placeName(platforms, digest)
      const document = sayUnconfirmed(edition, digest, where)
      await store.outbox.add([noticeTo(platform, person, { id: key, document }, now)])
      log.warn(
        { edition: id, digest: digest.id, state, why: edition.why },
        'an edition is not confirmed',
      )
      return
    }
    if (sent.state === 'planned' || sent.state === 'sending') return
    if (sent.state === 'sent') return store.digests.told(id, state)
  }
  log.error(
    { edition: id, digest: digest.id, state },
    'an edition is not confirmed, and no manager was reached',
  )
  await store.digests.told(id, state)
}

/** What tells one person of something in their direct messages. */
export const noticeTo = (
  platform: ChatPlatform,
  person: string,
  { id, document }: Pick<NewDelivery, 'id' | 'document'>,
  now: Ms,
): NewDelivery => ({
  id,
  platform: platform.name,
  workspace: platform.homeOf?.(person) ?? '',
  cause: 'notice',
  causeId: id,
  target: person,
  part: 0,
  act: 'post',
  class: 'on time',
  due: now,
  expires: now + oldAfterMs,
  ...(document && { document }),
})

/** What somebody answers for, and who set it up where that is known. */
type Answered = Pick<Digest, 'platform' | 'workspace'> & { person?: string; setBy?: string }

/** Who set it, while they are still there; then managers, on its own platform first. */
export const whoToTell = async (
  { store, platforms, managers }: NoticeParts,
  { platform: name, workspace, person, setBy }: Answered,
): Promise<string[]> => {
  if (person !== undefined) return [person]
  const platform = platforms.find((one) => one.name === name)
  const isThere = setBy !== undefined && ((await platform?.isMember(workspace, setBy)) ?? false)
  const isHere = (one: string): boolean => one.startsWith(`${name}:`)
  const appointed = (await store.roles.appointments(workspace)).filter(
    ({ role }) => role === 'manager',
  )
  const all = [...appointed.map((one) => one.person), ...managers]
  const others = [...new Set(all)].filter((one) => one !== setBy)
  const first = isThere && setBy !== undefined ? [setBy] : []
  return [...first, ...others.filter(isHere), ...others.filter((one) => !isHere(one))]
}

const placeName = async (
  platforms: readonly ChatPlatform[],
  { platform: name, target, person }: Digest,
): Promise<string> => {
  if (person !== undefined) return 'you'
  const platform = platforms.find((one) => one.name === name)
  return (await platform?.channelFacts(target))?.name ?? 'its channel'
}

/** What is known of it, and what the manager can do. */
const sayUnconfirmed = (edition: Edition, digest: Digest, where: string): Reply => {
  const { id, state, why } = edition
  const which = `${saySlot(edition, digest)} "${digest.name}"`
  const because = why ? `: ${why}` : ''
  if (state === 'unknown')
    return {
      ...saying(
        paragraph(
          `I cannot tell whether ${which} reached ${where}${because}. Look there, then say which.`,
        ),
        ...buttons(
          button('It did', 'digest settle', { edition: id, arrived: 'yes' }),
          button('It did not, post it', 'digest settle', { edition: id, arrived: 'no' }),
        ),
        aside('Until then it is not posted again; what it held comes with the next edition.'),
      ),
      headline: [`Did ${which} reach ${where}?`],
    }
  if (state === 'failed')
    return {
      ...saying(
        paragraph(`${which} did not reach ${where}${because}.`),
        paragraph(
          'The digest rests until that is mended, and goes on by itself then; what is new meanwhile comes with its next edition. Its state: ',
          typed(`/digest show ${digest.id}`),
        ),
      ),
      headline: [`${which} did not reach ${where}`],
    }
  if (state === 'expired')
    return {
      ...saying(
        paragraph(`${which} could not be sent to ${where} in time, and is not sent any more.`),
        aside(
          'What it held comes with the next edition. To post it now: ',
          typed(`/digest send ${digest.id}`),
        ),
      ),
      headline: [`${which} was not sent to ${where}`],
    }
  return {
    ...saying(
      paragraph(
        `${which} is not confirmed as sent to ${where} yet${because}. I go on trying, and tell you if that ends without it.`,
      ),
    ),
    headline: [`${which} has not reached ${where} yet`],
  }
}
