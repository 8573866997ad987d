import type { Permission } from '../support/discord/index.ts'
import type { Place, PlatformName } from './places.ts'
import type { World } from './world.ts'

/** What the bot may do in a channel: post, or look at what was posted. */
export type Right = 'post' | 'look'

type On = Pick<World, PlatformName>

/** Takes a right from the bot, or gives it back. On Slack who may look counts for all of a workspace. */
export const setRight = (on: On, place: Place, right: Right, isGiven: boolean): void =>
  setters[place.platform](on, place, right, isGiven)

const permissions: Record<Right, Permission> = { post: 'SendMessages', look: 'ReadMessageHistory' }

const setters: Record<
  PlatformName,
  (on: On, place: Place, right: Right, isGiven: boolean) => void
> = {
  discord({ discord: { world, bot } }, { target }, right, isGiven) {
    const deny = isGiven ? [] : [permissions[right]]
    world.changeChannel(world.channels.get(target)!, { overwrites: [{ for: bot, deny }] })
  },
  slack({ slack: { world } }, { workspace, target }, right, isGiven) {
    const team = world.teams.get(workspace)!
    const channel = team.channels.get(target.split('/')[1] ?? '')!
    if (right === 'post') {
      if (isGiven) world.enter(channel, team.bot)
      else world.leave(channel, team.bot)
    } else if (isGiven) team.scopes.add('channels:history')
    else team.scopes.delete('channels:history')
  },
}
