import type { Channel, Json } from '../world/records.ts'

/** docs.slack.dev/reference/objects/conversation-object */
export const channelJson = (channel: Channel): Json =>
  channel.kind === 'im' ? imJson(channel) : roomJson(channel)

const imJson = ({ id, team, person, isArchived }: Channel): Json => ({
  id,
  created: 1_700_000_000,
  is_archived: isArchived,
  is_im: true,
  is_org_shared: false,
  context_team_id: team.id,
  user: person?.id,
  is_user_deleted: person?.isDeleted ?? false,
  is_open: true,
})

const roomJson = (channel: Channel): Json => {
  const { id, team, name, kind, isExtShared, isOrgShared, postingRestrictedTo } = channel
  return {
    id,
    name,
    name_normalized: name,
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: kind === 'private',
    created: 1_700_000_000,
    is_archived: channel.isArchived,
    is_general: false,
    unlinked: 0,
    is_shared: isExtShared || isOrgShared,
    is_org_shared: isOrgShared,
    is_ext_shared: isExtShared,
    is_pending_ext_shared: channel.isPendingExtShared,
    pending_shared: [],
    pending_connected_team_ids: [],
    context_team_id: team.id,
    creator: team.bot.id,
    shared_team_ids: [team.id],
    is_member: channel.members.has(team.bot.id),
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    ...(postingRestrictedTo && { properties: { posting_restricted_to: postingRestrictedTo } }),
  }
}
