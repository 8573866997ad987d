import type { Briefing } from '#core/briefing'
import type { ChatPlatform } from '#core/chat'
import { UserError } from '#core/errors'
import { namedLabels, type Reaching, type ReachOf, shortestReason } from '#core/reach'
import type { Writer } from '#core/role'
import type { Store } from '#core/store'
import { tlpLabel } from '#core/tlp'
import { shared } from '#core/viewer'
import { joinAnd } from '#core/words'

export type ReachParts = {
  store: Store
  platform: Pick<ChatPlatform, 'channels' | 'memberName'>
  now: () => Temporal.Instant
}

export type ReachAsker = { me: Writer; workspace(): Promise<string> }

const setting = 'names of readers'

/** Where a briefing went, as far as whoever asks may know of the place. */
export const reachingOf = (
  { store, platform, now }: ReachParts,
  { me, workspace }: ReachAsker,
): Reaching => {
  const { person } = me
  const givesNames = async (): Promise<boolean> =>
    (await store.settings.find(await workspace(), setting))?.value !== 'off'
  /** What all share went to other workspaces too, which are none of theirs. */
  const scopeOf = async ({ ref }: Briefing): Promise<ReachOf> => {
    const mine = await workspace()
    return { ...ref, ...(ref.workspace === shared && { within: mine }) }
  }
  return {
    givesNames,
    async giveNames(isOn) {
      const mine = await workspace()
      if (mine === shared) throw nowhere()
      const at = now().toString()
      const value = isOn ? 'on' : 'off'
      await store.settings.set(
        { workspace: mine, name: setting, value, setBy: person, setAt: at },
        { workspace: mine, by: me, kind: 'changed a setting', about: setting, details: value },
      )
    },
    async reach(briefing) {
      const of = await scopeOf(briefing)
      const [found, alone, users, mine] = await Promise.all([
        store.reach.rooms(of),
        store.reach.alone(of),
        store.reach.users(of),
        platform.channels(await workspace(), person),
      ])
      const rooms = found.flatMap((one) => {
        const name = mine.find(({ channel }) => channel === one.room)?.name
        return name === undefined ? [] : [{ ...one, name }]
      })
      return { rooms, others: found.length - rooms.length, alone: alone.length, users }
    },
    async names(briefing, reason) {
      refuseUnlabelled(briefing)
      if ([...reason].length < shortestReason)
        throw new UserError(
          `Names are given for a reason, which is written down. Say why, in ${shortestReason} characters or more: reason:"…"`,
        )
      if (!(await givesNames()))
        throw new UserError('This workspace keeps to counts: its managers have switched names off.')
      const mine = await workspace()
      const { ref, slug, tlp } = briefing
      // What is not written down is not given.
      await store.audit.note({
        ...{ workspace: mine, by: me, kind: 'looked up names', about: slug, details: reason, tlp },
        briefing: { workspace: ref.workspace, briefing: ref.briefing },
      })
      const alone = await store.reach.alone(await scopeOf(briefing))
      return Promise.all(
        alone.map(async (one) => ({
          ...one,
          name: (await platform.memberName(mine, one.person)) ?? one.person,
        })),
      )
    },
  }
}

const refuseUnlabelled = ({ tlp }: Briefing): void => {
  if (namedLabels.includes(tlp)) return
  const labels = joinAnd(namedLabels.map(tlpLabel))
  throw new UserError(`Names are given for ${labels} only; this is ${tlpLabel(tlp)}.`)
}

const nowhere = (): UserError =>
  new UserError('Use this in a channel of the workspace that it is for.')
