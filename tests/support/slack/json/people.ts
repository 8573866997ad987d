import type { Json, Team, User } from '../world/records.ts'

/** A person as one workspace's app reads them (docs.slack.dev/reference/objects/user-object). */
export const userJson = (user: User, team: Team): Json => {
  const { id, name, home, zone, isDeleted, isBot } = user
  return {
    id,
    team_id: home.id,
    name: userName(user),
    deleted: isDeleted,
    color: '9f69e7',
    real_name: name,
    tz: zone,
    tz_label: zone,
    tz_offset: offsetOf(zone),
    profile: {
      real_name: name,
      display_name: name,
      real_name_normalized: name,
      display_name_normalized: name,
      team: home.id,
    },
    ...rolesJson(user),
    is_bot: isBot,
    is_app_user: false,
    is_stranger: !isNear(user, team),
    updated: 1_700_000_000,
    ...organisationJson(user),
  }
}

/** As it stands in commands and interactions, without blanks. */
export const userName = ({ name }: User): string =>
  name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')

const rolesJson = ({ isDeleted, ...user }: User): Json =>
  isDeleted
    ? {}
    : {
        is_admin: user.isAdmin || user.isOwner,
        is_owner: user.isOwner,
        is_primary_owner: false,
        is_restricted: user.isRestricted,
        is_ultra_restricted: user.isUltraRestricted,
      }

/** People of an organisation are in several of its workspaces under one id. */
const organisationJson = ({ id, teams, isAdmin, isOwner }: User): Json =>
  teams.size < 2
    ? {}
    : {
        enterprise_user: {
          id,
          enterprise_id: 'E0LOOPBACK',
          enterprise_name: 'Loopback',
          is_admin: isAdmin,
          is_owner: isOwner,
          teams: [...teams].map((one) => one.id),
        },
      }

/** Whether the app can see them: in its workspace, or in a channel that is shared. */
const isNear = (user: User, team: Team): boolean =>
  user.teams.has(team) ||
  [...team.channels.values()].some(
    ({ members }) => members.has(user.id) && members.has(team.bot.id),
  )

const offsetOf = (zone: string): number =>
  Temporal.Now.zonedDateTimeISO(zone).offsetNanoseconds / 1_000_000_000
