import { appId } from '../world/ids.ts'
import type { Json, View } from '../world/records.ts'

/** docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export const viewJson = (view: View): Json => {
  const { id, team, body, hash, rootId, previousId, values } = view
  return {
    id,
    team_id: team.id,
    app_id: appId,
    app_installed_team_id: team.id,
    bot_id: team.botId,
    title: { type: 'plain_text', text: 'Sitrep', emoji: true },
    close: null,
    submit: null,
    callback_id: '',
    external_id: '',
    private_metadata: '',
    clear_on_close: false,
    notify_on_close: false,
    ...body,
    state: { values },
    hash,
    previous_view_id: previousId ?? null,
    root_view_id: rootId,
  }
}
