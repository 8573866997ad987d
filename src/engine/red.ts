import type { Briefing } from '#core/briefing'
import type { ChatPlatform } from '#core/chat'
import type { NewDelivery } from '#core/delivery'
import { sayPosted } from '#core/say-published'
import { isWithin } from '#core/tlp'
import type { Named } from '#core/writing'
import { viewerAlone } from './eyes.ts'
import { deliveryOf } from './going.ts'
import type { WritingParts } from './writing.ts'

type Parts = Pick<WritingParts, 'store' | 'platforms'>

/** Those whom a TLP:RED briefing names, and whom nothing may be sent and why; nobody under another label. */
export const namedOn = (parts: Parts, workspace: string, briefing: Briefing): Promise<Named[]> =>
  Promise.all(
    briefing.recipients.map(async (person): Promise<Named> => {
      const platform = platformOf(parts, person)
      const name = (await platform?.memberName(workspace, person)) ?? person
      const lacks = await lackOf(parts, platform, workspace, person)
      return { person, name, ...(lacks && { lacks }) }
    }),
  )

const platformOf = ({ platforms }: Parts, person: string): ChatPlatform | undefined =>
  platforms.find(({ name }) => person.startsWith(`${name}:`))

/** It is asked again when the message goes out. */
const lackOf = async (
  { store }: Parts,
  platform: ChatPlatform | undefined,
  workspace: string,
  person: string,
): Promise<Named['lacks']> => {
  if (!platform || !(await platform.isMember(workspace, person))) return 'membership'
  const viewer = await viewerAlone({ store, platform }, { person })
  const isHere = viewer.kind === 'person' && viewer.workspace === workspace
  return isHere && isWithin('RED', viewer.clearance) ? undefined : 'this workspace'
}

/**
 * A direct message to each who is named, once for each briefing: whom it reached in an earlier revision is
 * told of this one by its correction.
 */
export const deliveriesToNamed = async (
  parts: Parts,
  workspace: string,
  briefing: Briefing,
  { named, isReleasedAlone }: { named: readonly Named[]; isReleasedAlone: boolean },
): Promise<NewDelivery[]> => {
  const { store } = parts
  const now = await store.outbox.clock()
  const known = new Set((await store.reach.alone(briefing.ref)).map(({ person }) => person))
  const document = sayPosted(briefing, { isReleasedAlone, isToNamed: true })
  return named.flatMap(({ person, lacks }) => {
    const platform = platformOf(parts, person)
    if (!platform || lacks || known.has(person)) return []
    const lane = platform.homeOf?.(person) ?? workspace
    return [
      deliveryOf(
        briefing,
        { platform: platform.name, workspace: lane, target: person, document },
        now,
      ),
    ]
  })
}
