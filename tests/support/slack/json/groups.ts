import type { Group, Json } from '../world/records.ts'

const created = 1_700_000_000

/** docs.slack.dev/reference/objects/usergroup-object */
export const groupJson = ({ id, team, handle, name, isDisabled }: Group): Json => ({
  id,
  team_id: team.id,
  is_usergroup: true,
  is_external: false,
  name,
  handle,
  description: '',
  date_create: created,
  date_update: created,
  date_delete: isDisabled ? created : 0,
  auto_type: null,
  created_by: team.bot.id,
  updated_by: team.bot.id,
  deleted_by: isDisabled ? team.bot.id : null,
  prefs: { channels: [], groups: [] },
})
