import type { Briefing } from '#core/briefing'
import type { NewDelivery } from '#core/delivery'
import type { Ms } from '#core/digest'
import { sayPosted } from '#core/say-published'
import { isWithin, type Tlp } from '#core/tlp'
import type { Going, Postable } from '#core/writing'
import { eyesAt } from './eyes.ts'
import { keyOf } from './send.ts'
import type { WritingParts } from './writing.ts'

/** After this long a briefing that could not be posted is no news; in milliseconds. */
const oldAfterMs = 3 * 3_600_000

type Parts = Pick<WritingParts, 'store' | 'platform'>

/** What will become of a briefing in each channel, by its limit and by what the bot may do there. */
export const goingTo = (
  parts: Parts,
  workspace: string,
  tlp: Tlp,
  to: readonly Postable[],
): Promise<Going[]> =>
  Promise.all(
    to.map(async (one) => {
      const { viewer, facts } = await eyesAt(parts, { workspace, target: one.channel })
      const { clearance } = viewer
      return {
        ...one,
        missing: facts?.missing ?? [],
        ...(!isWithin(tlp, clearance) && { limit: clearance }),
      }
    }),
  )

export const mayGo = ({ limit, missing }: Going): boolean =>
  limit === undefined && missing.length === 0

/** A briefing on its way into channels. What is urgent goes before all else. */
export const deliveriesOf = async (
  { store, platform }: Parts,
  workspace: string,
  briefing: Briefing,
  { going, isReleasedAlone }: { going: readonly Going[]; isReleasedAlone: boolean },
): Promise<NewDelivery[]> => {
  const now = await store.outbox.clock()
  const document = sayPosted(briefing, { isReleasedAlone })
  const where = { platform: platform.name, workspace, document }
  return going
    .filter(mayGo)
    .map(({ channel: target }) => deliveryOf(briefing, { ...where, target }, now))
}

/** One of them, to a channel or to one person alone. */
export const deliveryOf = (
  { ref, precedence }: Pick<Briefing, 'ref' | 'precedence'>,
  where: Pick<NewDelivery, 'platform' | 'workspace' | 'target' | 'document'>,
  now: Ms,
): NewDelivery => {
  const isUrgent = precedence === 'FLASH' || precedence === 'IMMEDIATE'
  const cause = isUrgent ? 'alert' : 'share'
  const causeId = `${ref.workspace}/${ref.briefing}@${ref.revision}`
  return {
    ...where,
    ...{ id: keyOf(cause, causeId, where.target), cause, causeId, part: 0, act: 'post' },
    ...{ class: isUrgent ? 'flash' : 'on time', due: now, expires: now + oldAfterMs },
    carries: [ref],
  }
}
