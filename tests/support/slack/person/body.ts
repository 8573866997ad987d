import type { Deed, Interaction } from '../api/interaction.ts'
import type { PersonWish } from '../api/person.ts'
import type { Slack } from '../api/slack.ts'
import { userName } from '../json/people.ts'
import type { Place } from '../place.ts'
import { appId } from '../world/ids.ts'
import type { Channel, Json, Message, Team, User, View } from '../world/records.ts'

/** What a person needs in order to act anywhere. */
export type Body = {
  user: User
  /** Waits for the app to be there, if this person waits. */
  online(): Promise<unknown>
  /** Lets them into a channel, or throws where Slack would not. */
  enter(channel: Channel): void
  /** A message as it stands now, if they see it. */
  seen(message: Message): Message
  /** A view as it is shown to them. */
  shown(view: View): View
  begin(wish: Omit<Deed, 'user'>): Interaction
}

export const createBody = (
  { world, interactions, messages, wire }: Place,
  slack: Slack,
  user: User,
  { waits = true }: PersonWish,
): Body => ({
  user,
  online: async () => waits && slack.until(() => wire.isUp, 'an app that listens'),
  enter(channel) {
    const { team, kind, person, isArchived, isExtShared } = channel
    if (user.isDeleted) throw new Error(`${user.name} has no account any more`)
    if (!team.channels.has(channel.id)) throw new Error('that channel is no longer there')
    if (kind === 'im' && person !== user) throw new Error('those messages are with somebody else')
    if (isArchived) throw new Error(`${channel.name} is archived`)
    if (!user.teams.has(team) && !isExtShared) world.join(team, user)
    world.enter(channel, user)
  },
  seen(message) {
    const now = messages.get(message.channel, message.ts)
    if (!now || now.isTombstone) throw new Error('that message is no longer there')
    if ((now.ephemeralFor ?? user.id) !== user.id)
      throw new Error(`${user.name} does not see that message`)
    return now
  },
  shown(view) {
    if (!view.isOpen) throw new Error('that view is closed')
    if (view.user !== user) throw new Error(`${user.name} does not see that view`)
    return view
  },
  begin: (wish) => {
    if (wish.team.token === undefined)
      throw new Error(`the app is not installed in ${wish.team.name}`)
    const { payload } = wish
    const whole = wish.kind === 'command' ? payload : { ...askedJson(user, wish.team), ...payload }
    return interactions.begin({ ...wish, user, payload: whole })
  },
})

/** What all interactions say of who acts, and where. */
const askedJson = (user: User, { id, domain }: Team): Json => ({
  user: { id: user.id, username: userName(user), name: userName(user), team_id: user.home.id },
  api_app_id: appId,
  token: 'verification',
  team: { id, domain },
  enterprise: null,
  is_enterprise_install: false,
})
